"""How each plan, or each rating, stands in the national application: compared in the database as it is now."""

from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from pamong.people.models import Agency
from pamong.performance.models import (
    PLAN_ITSELF,
    CopyMark,
    Evaluation,
    Plan,
    PlanQuerySet,
    RecapRow,
)
from pamong.performance.models.evaluation import EvaluationQuerySet

RATED = {"results": "results_rating", "behaviour": "behaviour_rating", "predicate": "predicate"}


class State(TextChoices):
    """Where a plan or a rating stands."""

    MISSING = "missing", _("Belum disalin")
    MARKED = "marked", _("Ditandai disalin")
    DIFFERS = "differs", _("Berbeda")
    SAME = "same", _("Sama")
    THERE = "there", _("Hanya di e-Kinerja")


def stated(plans: PlanQuerySet, part: str) -> Any:
    """Plans in force, or those with a rating of the period, each with its state.

    `there` is the row of the last recap, `mark` that somebody copied it, `rating` the rating as it stands.
    """
    rows: Any = plans.in_force().annotate(
        there=FilteredRelation("recap_rows", condition=Q(recap_rows__part=part)),
        mark=FilteredRelation("copy_marks", condition=Q(copy_marks__part=part)),
    )
    if part != PLAN_ITSELF:
        final = Q(
            evaluations__period=part,
            evaluations__replaced_by__isnull=True,
            evaluations__status__in=Evaluation.FINAL,
        )
        rows = rows.annotate(rating=FilteredRelation("evaluations", condition=final))
        rows = rows.filter(rating__isnull=False)
    return rows.annotate(state=_state(part))


def _state(part: str) -> Case:
    is_there = Q(there__is_there=True)
    number = F("version") if part == PLAN_ITSELF else F("rating__number")
    holds = Q(mark__number=number)
    waits = holds & (Q(there__isnull=True) | Q(mark__made_on__gte=F("there__recap__as_of")))
    return Case(
        When(is_there & _equal(part), then=Value(State.SAME)),
        When(is_there, then=Value(State.DIFFERS)),
        When(waits, then=Value(State.MARKED)),
        default=Value(State.MISSING),
    )


def _equal(part: str) -> Q:
    """All that the recap tells is as it is here; what it does not tell differs from nothing."""
    equal = Q(there__is_agreed=True)
    for name in ("starts_on", "ends_on"):
        equal &= Q(**{f"there__{name}": None}) | Q(**{f"there__{name}": F(name)})
    if part != PLAN_ITSELF:
        for there, here in RATED.items():
            equal &= Q(**{f"there__{there}": ""}) | Q(**{f"there__{there}": F(f"rating__{here}")})
    return equal


def in_state(plans: PlanQuerySet, ratings: EvaluationQuerySet, part: str, state: str) -> Any:
    """Plans of which the plan, or the rating of the period, is in one state.

    What is still to be copied is asked by what is not there: a database goes through the names and stops after a
    page, however many there are; it cannot tell how many a computed state holds for.
    """
    there = RecapRow.objects.filter(plan=OuterRef("pk"), part=part)
    is_there = Exists(there.filter(is_there=True))
    if state not in (State.MISSING, State.MARKED):
        rows = stated(plans, part).filter(is_there, state=state)
        return rows if part == PLAN_ITSELF else rows.filter(rating__in=ratings.order_by())
    is_marked = state == State.MARKED
    rows = plans.in_force().filter(~is_there)
    if part == PLAN_ITSELF:
        held = _held(OuterRef("pk"), OuterRef("version"), part)
        return rows.filter(held if is_marked else ~held)
    held = _held(OuterRef("plan"), OuterRef("number"), part)
    own = ratings.final().standing().filter(held if is_marked else ~held, period=part)
    return rows.filter(Exists(own.filter(plan=OuterRef("pk")).order_by()))


def _held(plan: OuterRef, number: OuterRef, part: str) -> Exists:
    """A mark of the version that stands, which no later recap contradicts."""
    known = RecapRow.objects.filter(
        plan=OuterRef("plan"), part=part, recap__as_of__gt=OuterRef("made_on")
    )
    marks = CopyMark.objects.filter(plan=plan, number=number, part=part)
    return Exists(marks.filter(~Exists(known)))


def differing(agency: Agency, year: int, part: str) -> Any:
    """The plans of an agency that stand otherwise there."""
    rows = stated(Plan.objects.filter(agency=agency, year=year), part)
    return rows.filter(state=State.DIFFERS)
