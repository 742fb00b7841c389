"""What goes wrong in every office: a later file of changes leaves people without rater, heads and sense."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.demo.people import Roster, import_rows, row_of
from pamong.demo.persons import Maker, Person
from pamong.demo.seats import AGENCY_CODE, CLINIC, PRIMARY, Place, Seat
from pamong.ledger.actions import SHELL
from pamong.people.models import Agency, Assignment, Employee
from pamong.people.posts.actions import NewPost, move_employee
from pamong.people.raters.actions import report_supervisor, set_raters
from pamong.performance.models import Result
from pamong.performance.plan.acting_actions import draft_acting_plan
from pamong.performance.plan.actions import agree_plan, propose_plan
from pamong.performance.plan.copying import copy_results

LEFT_COLUMN = "TANGGAL BERHENTI"
ARRIVALS, CIRCLE = 2, 2
BEFORE = 75  # days before today
AWAY = 5  # days before and after today
OFFICE, PLANNERS = "DINKES", "BAPPPPEDA"


def bring_problems(agency: Agency, roster: Roster, days: Days) -> None:
    """Import the file of changes as of some weeks ago."""
    on = max(days.start, days.today - timedelta(BEFORE))
    rows = [[*row, ""] for row in (*_arrivals(roster, days), *_circle(roster))]
    rows += [
        [*row_of(person, _rater(roster, person)), on.isoformat()] for person in _leavers(roster)
    ]
    import_rows(agency, rows, on=on, more=(LEFT_COLUMN,))
    _stand_in(agency, days)
    _act(agency, on)
    _report(agency, days)


def _report(agency: Agency, days: Days) -> None:
    """Two people of the clinic say that their superior is wrong: one knows better, one does not."""
    staff = Employee.objects.filter(agency=agency, unit__code=CLINIC, position__is_head=False)
    above = Employee.objects.get(agency=agency, unit__code=OFFICE, position__is_head=True)
    told = ((above, "Sejak bulan ini saya ditugaskan di dinas."), (None, ""))
    for ago, (person, (suggested, note)) in enumerate(
        zip(staff.order_by("-pk").exclude(user=None), told, strict=False), start=2
    ):
        assert person.user is not None
        day = max(days.start, days.today - timedelta(ago))
        report_supervisor(person, suggested=suggested, note=note, by=person.user, on=day)


def _stand_in(agency: Agency, days: Days) -> None:
    """While the head of an office is away, the head of one of its divisions stands in (Plh.)."""
    head = Employee.objects.select_related("unit", "position").get(
        agency=agency, unit__code=OFFICE, position__is_head=True
    )
    other = Employee.objects.filter(
        agency=agency, unit__parent=head.unit, position__is_head=True, left_on=None
    ).order_by("pk")
    assert head.unit is not None
    assert head.position is not None
    first, last = days.today - timedelta(AWAY), days.today + timedelta(AWAY)
    post = NewPost(head.unit, head.position, first, Assignment.Kind.STAND_IN, last)
    move_employee(other[0], post, by=SHELL, on=first)


def _act(agency: Agency, on: date) -> None:
    """Another head of the same office acts (Plt.) in the retired one's place, with a plan for it."""
    heads = Employee.objects.select_related("unit", "position", "agency", "user")
    heads = heads.filter(agency=agency, unit__code__startswith=PLANNERS, position__is_head=True)
    gone = heads.get(left_on__isnull=False)
    assert gone.unit is not None
    assert gone.position is not None
    other = heads.filter(unit__parent=gone.unit.parent, left_on=None, user__isnull=False).first()
    if other is None or other.user is None:
        return
    post = NewPost(gone.unit, gone.position, on, Assignment.Kind.ACTING)
    held = move_employee(other, post, by=SHELL, on=on)
    staff = list(Employee.objects.filter(rater=gone, left_on=None))
    if staff:
        set_raters(staff, rater=other, valid_from=on, by=SHELL, on=on)
    last = date(on.year, 12, 31)
    plan = draft_acting_plan(
        held, starts_on=on, ends_on=last, approach=_approach(), by=other.user, on=on
    )
    former = Result.objects.filter(plan__employee=gone, plan__year=on.year)
    copy_results(plan, list(former), by=other.user, on=on)
    propose_plan(plan, by=other.user, on=on)
    if plan.rater and plan.rater.user:
        agree_plan(plan, by=plan.rater.user, on=on)


def _approach() -> str:
    return str(table("words")["texts"]["approach"])


def _rater(roster: Roster, person: Person) -> str:
    rater = roster.rater_of(person)
    return rater.nip if rater else ""


def _arrivals(roster: Roster, days: Days) -> Iterator[list[str]]:
    """New people whom nobody has placed yet: no unit, so no rater."""
    maker = Maker(days.start)
    maker.numbers = {person.nip for person in roster.people}
    for number in range(ARRIVALS):
        seat = Seat(
            len(roster.people) + number,
            "Pengadministrasi Perkantoran",
            "pelaksana",
            "Pelaksana",
            "pengadministrasi",
            Place("", ""),
            AGENCY_CODE,
        )
        yield row_of(replace(maker.person(seat), kind="CPNS", rank="II/a"), "")


def _leavers(roster: Roster) -> Iterator[Person]:
    """A head of a division who has left: the unit has no head, its people a rater who is gone."""
    heads = [p for p in roster.of("kepala_bidang") if p.seat.is_head and p.seat.office == "SETDA"]
    yield heads[-1]
    yield _predecessor(roster)


def _predecessor(roster: Roster) -> Person:
    """A head of another division who retired, in whose place a colleague acts."""
    return [p for p in roster.of("kepala_bidang") if p.seat.is_head and p.seat.office == PLANNERS][
        -1
    ]


def _circle(roster: Roster) -> Iterator[list[str]]:
    """Two colleagues who are each other's rater by a slip in the file."""
    staff: dict[str, list[Person]] = {}
    for person in roster.people:
        if person.seat.office == "DISDIK" and not person.seat.is_head:
            staff.setdefault(person.seat.place.code, []).append(person)
    for place, people in sorted(staff.items()):
        if len(people) >= CIRCLE and place != PRIMARY:
            one, other = people[-CIRCLE:]
            yield row_of(one, other.nip)
            yield row_of(other, one.nip)
            return
