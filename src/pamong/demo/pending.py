"""What is under way today: people who left lately, a leader's duties with a colleague, a file that waits."""

import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.history import UNSET
from pamong.demo.library import family_of
from pamong.demo.people import Roster
from pamong.demo.seats import CLINIC, JUNIOR, PRIMARY
from pamong.documents.writing import Page, write_book
from pamong.people.delegations.actions import Term, make_delegation
from pamong.people.leaving.actions import leave_employee
from pamong.people.models import DUTIES, Agency, Delegation, Employee
from pamong.performance.models import Plan, PlanFile
from pamong.performance.plan_files.actions import receive_planfile
from pamong.performance.plan_files.papers import COLUMNS
from pamong.performance.rules import label_of, pack_on
from pamong.policy.pack import Pack

SINCE, UNTIL = 5, 9  # days before and after today: two weeks
SENT, RESULTS = 4, 2  # people in the file, and of each the results
BUSY = (CLINIC, PRIMARY, JUNIOR)  # where other things are shown
STRANGER = "198001012006041999"  # nobody's


def bring_leavers(agency: Agency, days: Days, *, by: User) -> list[Employee]:
    """Two people who left lately: one's plan is rated to the day, the other's is closed; a third will leave."""
    rows = Employee.objects.active().filter(agency=agency, rated=None, user__mandates=None)
    rows = rows.filter(memberships=None, teams_led=None, rater__left_on=None, unit__isnull=False)
    rows = rows.exclude(unit__code__in=BUSY).exclude(unit__code__startswith=UNSET)
    rows = rows.filter(rater__user__isnull=False, position__is_head=False)
    told = [
        ("mengundurkan_diri", days.today - timedelta(12)),
        ("meninggal", days.today - timedelta(20)),
        ("mengundurkan_diri", days.today + timedelta(20)),
    ]
    return [
        leave_employee(
            person,
            reason=reason,
            left_on=max(day, days.start),
            by=by,
            on=min(max(day, days.start), days.today),
        )
        for person, (reason, day) in zip(rows.order_by("-pk")[: len(told)], told, strict=True)
    ]


def bring_delegation(agency: Agency, days: Days) -> Delegation:
    """The head of a school is away for two weeks; one of the teachers does what a rater does."""
    people = Employee.objects.active().filter(agency=agency, unit__code=PRIMARY)
    people = people.exclude(user=None).select_related("agency", "user").order_by("pk")
    rater = people.filter(rated__isnull=False)[0]
    delegate = people.filter(rater=rater, position__name__startswith="Guru").last()
    assert rater.user is not None
    assert delegate is not None
    first = max(days.today - timedelta(SINCE), days.start)
    term = Term(DUTIES, first, days.today + timedelta(UNTIL))
    return make_delegation(rater, delegate, term, by=rater.user, on=first)


def bring_plan_file(agency: Agency, roster: Roster, days: Days, *, by: User) -> PlanFile:
    """A unit's plans of next year as another application gave them; two rows are faulty."""
    year = days.today.year + 1
    pack = pack_on(days.today, local=agency.local_packs)
    stream = io.BytesIO()
    write_book(stream, [Page("SKP", COLUMNS, list(_rows(agency, roster, year, pack)))])
    file = ContentFile(stream.getvalue(), name=f"skp-{year}-contoh.xlsx")
    return receive_planfile(agency, file, year=year, by=by, on=days.today)


def _rows(agency: Agency, roster: Roster, year: int, pack: Pack) -> Iterator[Sequence[Any]]:
    planned = Plan.objects.filter(agency=agency, year=year).values("employee")
    found = Employee.objects.active().filter(agency=agency, rated=None, rater__user__isnull=False)
    found = found.filter(position__is_head=False).exclude(pk__in=planned).exclude(nip="")
    jobs = {person.nip: person.seat.job for person in roster.people}
    known = [nip for nip in found.order_by("pk").values_list("nip", flat=True) if nip in jobs]
    for number, nip in enumerate(known[:SENT]):
        yield from _person(nip, jobs[nip], pack, is_faulty=number == SENT - 1)
    yield from _person(STRANGER, "pengadministrasi", pack, is_faulty=False)


def _person(nip: str, job: str, pack: Pack, *, is_faulty: bool) -> Iterator[Sequence[Any]]:
    marks = pack.scales["aspect"].codes
    for number, result in enumerate(family_of(job).results[:RESULTS], start=1):
        for line in result.indicators:
            aspect = label_of(pack, "aspect", line.mark) if line.mark in marks else ""
            target = "" if is_faulty and number == 1 else line.target
            arrow = "Makin rendah" if line.is_less else "Makin tinggi"
            yield (
                *(nip, "", "", "Kuantitatif", "", "Utama", number, "", result.text, "", aspect),
                *("", line.name, target, line.unit, arrow, line.source),
            )
