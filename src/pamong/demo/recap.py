"""Recaps as the national application would give them: most alike, some missing, some otherwise."""

import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.seats import CLINIC
from pamong.documents.writing import Heading, Page, write_book
from pamong.people.models import Agency
from pamong.performance.models import PLAN_ITSELF, Evaluation, Plan, Recap
from pamong.performance.recap.actions import load_recap, mark_copied, receive_recap
from pamong.performance.recap.plan import RecapAsked
from pamong.performance.rules import PREDICATES, RATINGS, label_of, pack_named

STRANGER = ("198001012006041998", "Rahmat Hidayat")  # moved away, as far as anybody here knows
EVERY = 40  # elsewhere than in the health centre every so manieth is not copied yet
PLANS = (
    *(Heading("NIP", "code"), Heading("NAMA", width=30), Heading("STATUS SKP", width=16)),
    *(Heading("PERIODE AWAL", "day"), Heading("PERIODE AKHIR", "day")),
)
RATED = (
    *(Heading("NIP", "code"), Heading("NAMA", width=30), Heading("RATING HASIL KERJA", width=22)),
    *(Heading("RATING PERILAKU", width=22), Heading("PREDIKAT KINERJA", width=22)),
)


def bring_recaps(agency: Agency, days: Days, *, by: User) -> int:
    """One of the year's plans, one of the ratings of the last quarter; and what two people marked since."""
    made = days.today - timedelta(1)
    plans = Plan.objects.in_force().definitive().filter(agency=agency, year=days.this_year)
    rows = list(plans.select_related("employee", "unit").order_by("employee__name", "pk"))
    told = [*_plan_rows(rows), [*STRANGER, "Disetujui", None, None]]
    _load(agency, PLANS, told, RecapAsked(days.this_year, PLAN_ITSELF, made), by=by, days=days)
    _mark(rows, days)
    ratings = Evaluation.objects.final().standing().filter(plan__in=plans)
    last = ratings.order_by("-status_on").exclude(period="Y").first()
    if last:
        found = ratings.filter(period=last.period).select_related("plan__employee", "plan__unit")
        lines = list(_rating_rows(list(found.order_by("plan__employee__name", "pk"))))
        _load(agency, RATED, lines, RecapAsked(last.plan.year, last.period, made), by=by, days=days)
    return Recap.objects.filter(agency=agency).count()


def _load(
    agency: Agency, headings: Any, rows: Any, asked: RecapAsked, *, by: User, days: Days
) -> None:
    stream = io.BytesIO()
    write_book(stream, [Page("Rekap", headings, rows)])
    file = ContentFile(stream.getvalue(), name=f"rekap-{asked.year}-{asked.part}-contoh.xlsx")
    upload = receive_recap(agency, file, asked, by=by, on=days.today)
    load_recap(upload, is_partial=bool(upload.rejected), by=by, on=days.today)


def _plan_rows(plans: Sequence[Plan]) -> Iterator[Sequence[Any]]:
    """In the health centre one of each kind; elsewhere some that nobody copied."""
    near = [plan.pk for plan in plans if plan.unit.code == CLINIC]
    for number, plan in enumerate(plans, start=1):
        place = near.index(plan.pk) if plan.pk in near else -1
        if place in {0, 1, 2} or (place < 0 and number % EVERY == 0):
            continue
        status = "Diajukan" if place == 3 else "Disetujui"
        start = plan.starts_on + timedelta(31 if place == 4 else 0)
        yield [plan.employee.nip, plan.employee.full_name, status, start, plan.ends_on]


def _mark(plans: Sequence[Plan], days: Days) -> None:
    """One was copied after the recap was made; of another the recap knows nothing, though it was marked before."""
    near = [plan for plan in plans if plan.unit.code == CLINIC and plan.rater and plan.rater.user]
    for plan, day in zip(near, (days.today, days.today - timedelta(9)), strict=False):
        assert plan.rater
        assert plan.rater.user
        mark_copied(plan, PLAN_ITSELF, by=plan.rater.user, on=day)


def _rating_rows(ratings: Sequence[Evaluation]) -> Iterator[Sequence[Any]]:
    near = [one.pk for one in ratings if one.plan.unit.code == CLINIC]
    for number, one in enumerate(ratings, start=1):
        place = near.index(one.pk) if one.pk in near else -1
        if place == 0 or (place < 0 and number % EVERY == 0):
            continue
        pack, person = pack_named(one.pack), one.plan.employee
        code = _other(one) if place == 1 else one.predicate
        words = (
            label_of(pack, RATINGS, one.results_rating),
            label_of(pack, RATINGS, one.behaviour_rating),
        )
        yield [person.nip, person.full_name, *words, label_of(pack, PREDICATES, code)]


def _other(one: Evaluation) -> str:
    """Another predicate than the one that stands."""
    return next(
        code for code in pack_named(one.pack).scales[PREDICATES].codes if code != one.predicate
    )
