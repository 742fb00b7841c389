"""Copying results from last year, from the post's library, or from a colleague in the same post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.ledger.actions import record
from pamong.measurement.models import Indicator, Target
from pamong.measurement.pace import STAGES
from pamong.people.scope import scope_of
from pamong.performance.given import IndicatorInput
from pamong.performance.library.actions import as_input
from pamong.performance.library.queries import library_for
from pamong.performance.models import LibraryResult, Plan, PlanIndicator, Result
from pamong.performance.plan.content import indicator_lines
from pamong.performance.plan.content_actions import save_indicators, target_fields
from pamong.performance.plan.held import require_edit
from pamong.performance.quarters import quarter_numbers

SHOWN = 60
# Facts of a target: not its day, which was one of another year, nor the stretch.
COPIED = ("name", "unit", "direction", "target", "target_text", "pace", *STAGES)


def sources_for(plan: Plan) -> QuerySet[Result]:
    """What may be copied into a plan: one's own earlier results, and those agreed in the same post."""
    own = Q(plan__employee_id=plan.employee_id) & ~Q(plan_id=plan.pk)
    same_post = Q(
        plan__agency_id=plan.agency_id,
        plan__position_id=plan.position_id,
        plan__status__in=Plan.IN_FORCE,
    )
    return Result.objects.filter(own | same_post).exclude(plan_id=plan.pk)


@dataclass(frozen=True, slots=True)
class Source:
    """A result that may be copied, and whose it is."""

    uuid: str
    text: str
    indicators: int
    year: int
    owner_id: int
    owner: str
    unit_id: int
    people: int = 1  # how many in the same post have the same sentence

    @property
    def sentence(self) -> str:
        """The text as it is compared: case and spaces do not make another result."""
        return " ".join(self.text.casefold().split())


def offered(plan: Plan) -> list[Source]:
    """Newest first, one's own before others', colleagues of the unit before the rest of the post.

    The same sentence of several people is offered once, with how many have it.
    """
    rows = (
        sources_for(plan)
        .select_related("plan__employee")
        .prefetch_related("indicators")
        .order_by("-plan__year", "plan__employee__name", "place")[: SHOWN * 4]
    )
    found = [
        Source(
            str(row.uuid),
            row.text,
            len(row.indicators.all()),
            row.plan.year,
            row.plan.employee_id,
            row.plan.employee.full_name,
            row.plan.unit_id,
        )
        for row in rows
    ]
    found.sort(key=lambda s: (s.owner_id != plan.employee_id, s.unit_id != plan.unit_id, -s.year))
    return _once_each(plan, found)[:SHOWN]


def _once_each(plan: Plan, sources: Sequence[Source]) -> list[Source]:
    own = {source.sentence for source in sources if source.owner_id == plan.employee_id}
    people: dict[str, set[int]] = {}
    for source in sources:
        people.setdefault(source.sentence, set()).add(source.owner_id)
    kept: dict[tuple[bool, str], Source] = {}
    for source in sources:
        is_own = source.owner_id == plan.employee_id
        if is_own or source.sentence not in own:
            counted = replace(source, people=len(people[source.sentence]))
            kept.setdefault((is_own, source.sentence), counted)
    return list(kept.values())


@transaction.atomic
def copy_results(
    plan: Plan,
    results: Sequence[Result],
    *,
    library: Sequence[LibraryResult] = (),
    by: User,
    on: date,
) -> list[Result]:
    """Copy facts, never judgements: sentences, indicators, units and targets; no readings, no ratings."""
    plan = Plan.objects.lock(plan)
    scope = scope_of(by, on)
    require_edit(scope, plan)
    offered_fixed = {row.pk for row in library_for(plan, scope)} if library else set()
    fixed = [row for row in library if row.pk in offered_fixed]
    allowed = list(sources_for(plan).filter(pk__in=[r.pk for r in results]).select_related("plan"))
    if not (allowed or fixed):
        raise ValidationError(_("Pilih paling sedikit satu hasil kerja untuk disalin."))
    place = plan.results.aggregate(last=Max("place"))["last"] or 0
    copies = [_take(plan, row, place + at) for at, row in enumerate(fixed, start=1)]
    place += len(fixed)
    for number, source in enumerate(allowed, start=1):
        copy = Result.objects.create(
            plan=plan,
            kind=source.kind,
            text=source.text,
            place=place + number,
            assigned_by=source.assigned_by,
        )
        _copy_indicators(plan, source, copy)
        copies.append(copy)
    plan.version += 1
    plan.save(update_fields=["version"])
    sources = [*(str(row.uuid) for row in allowed), *(str(row.uuid) for row in fixed)]
    changes = {"results": [None, len(copies)], "from": [None, sources]}
    record("performance.plan_copied", plan, by=by, on=on, changes=changes)
    return copies


def _take(plan: Plan, row: LibraryResult, place: int) -> Result:
    """A result of the agency's library as the plan's own."""
    taken = Result.objects.create(plan=plan, kind=row.kind, text=row.text, place=place)
    lines = [
        replace(
            as_input(line),
            aspect="" if plan.form == Plan.Form.LEADER else line.aspect,
            perspective=line.perspective if plan.form == Plan.Form.LEADER else "",
        )
        for line in row.indicators.all()
    ]
    save_indicators(plan, taken, lines)
    return taken


def _copy_indicators(plan: Plan, source: Result, copy: Result) -> None:
    lines = indicator_lines([source.plan_id], source.plan.year).get(source.pk, [])
    is_own = source.plan.employee_id == plan.employee_id
    for place, line in enumerate(lines, start=1):
        indicator = Indicator.objects.create(
            agency=plan.agency,
            name=line.name,
            unit=line.unit,
            direction=line.direction,
            # last year's aim is where this year starts from; a colleague's start is not one's own
            baseline=line.target if is_own else None,
            band_low=line.band_low,
            band_high=line.band_high,
            tolerance=line.tolerance,
            source=line.source,
        )
        given = IndicatorInput(**{name: getattr(line, name) for name in COPIED})
        quarters = quarter_numbers(plan.starts_on, plan.ends_on)
        Target.objects.create(indicator=indicator, year=plan.year, **target_fields(given, quarters))
        PlanIndicator.objects.create(
            result=copy,
            indicator=indicator,
            # the other form's column would never be shown nor mended
            aspect="" if plan.form == Plan.Form.LEADER else line.aspect,
            perspective=line.perspective if plan.form == Plan.Form.LEADER else "",
            place=place,
        )
