"""What the packs allow: which step may come next, its legal ground, its clock and how long it lasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pamong.people.models import Employee
from pamong.people.person_days import days_of
from pamong.performance.evaluation.queries import last_day
from pamong.performance.follow_up.queries import months_after
from pamong.performance.improvement.queries import outcome_of
from pamong.performance.models import Evaluation, ImprovementPlan, Sanction
from pamong.performance.rules import label_of, pack_named
from pamong.policy.choose import NoPack, pack_on
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.pack import Number, Pack

STEPS, GROUNDS, DAYS = "sanction_step", "sanction_grounds", "statement_days"
CUT_AFTER = "cut_after_months"
DISCIPLINE, KINDS, LEVELS, BY_KIND = (
    *("discipline", "discipline_kind", "discipline_level", "discipline_kinds"),
)
Status = Sanction.Status


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be proposed now, with what it rests on."""

    code: str
    label: str
    citation: str
    unconfirmed: bool = False


def begins_sanction(evaluation: Evaluation) -> bool:
    """Whether the pack lets a chain begin after the predicate."""
    if not evaluation.is_final or evaluation.replaced_by_id:
        return False
    outcome = outcome_of(evaluation)
    return outcome is not None and bool(outcome.value["begins_sanction"])


def steps_open(evaluation: Evaluation, on: date) -> list[Step]:
    """The steps that may come next after an evaluation, by what stands before them; two queries."""
    if not begins_sanction(evaluation):
        return []
    pack, kind = pack_named(evaluation.pack), evaluation.plan.employee.kind
    rows = list(Sanction.objects.filter(evaluation=evaluation).order_by())
    taken = {row.step for row in rows if row.status in {Status.PROPOSED, Status.IMPOSED}}
    over = {row.step for row in rows if _is_over(row, on)}
    stood = {row.step for row in rows if row.status == Status.IMPOSED} | _chances(evaluation, pack)
    return [
        step_of(pack, term.code)
        for term in pack.scales[STEPS].terms
        if not term.details.get("plan")
        and term.code not in taken
        and any(one in kind for one in term.details["employees"])
        and _follows(term.details, over if term.details.get("ended") else stood)
    ]


def _follows(details: Any, stood: set[str]) -> bool:
    before = details.get("after", ())
    return not before or bool(stood.intersection(before))


def _is_over(row: Sanction, on: date) -> bool:
    return row.status == Status.IMPOSED and row.ends_on is not None and row.ends_on < on


def _chances(evaluation: Evaluation, pack: Pack) -> set[str]:
    """The step that a plan to improve stands for, where its result is that too little was reached."""
    ended = {ImprovementPlan.Status.JUDGED, ImprovementPlan.Status.ACKNOWLEDGED}
    plans = ImprovementPlan.objects.filter(evaluation=evaluation, status__in=ended)
    if not plans.filter(result=ImprovementPlan.Result.NOT).exists():
        return set()
    return {term.code for term in pack.scales[STEPS].terms if term.details.get("plan")}


def step_of(pack: Pack, code: str) -> Step:
    """A step with its ground, as the pack names them."""
    table = pack.tables[GROUNDS]
    row = table.rows[code]
    return Step(code, label_of(pack, STEPS, code), table.citation_of(code), row.unconfirmed)


def months_of_step(pack: Pack, code: str) -> int:
    """How long a step lasts at most; 0 where no text ends it."""
    if STEPS in pack.scales:
        clause = pack.scales[STEPS][code].details.get("clause")
        return int(pack.numbers[clause].value) if clause else 0
    return int(pack.tables[BY_KIND].cell(code, "months") or 0)


def proposed_end(sanction: Sanction, since: date) -> date | None:
    """The last day of a step that begins on the day, as the pack says; nothing where it does not end."""
    months = months_of_step(pack_named(sanction.pack), sanction.step)
    return months_after(since, months) - timedelta(days=1) if months else None


def cut_of(sanction: Sanction) -> Mapping[str, Any] | None:
    """By how much a penalty of discipline cuts the allowance and for how long; of others nothing."""
    if sanction.track != Sanction.Track.DISCIPLINE:
        return None
    found = penalty_for(pack_named(sanction.pack), {"kind": sanction.step}).value
    return found if found.get("cut_percent") and found.get("months") else None


def cut_after(pack: Pack) -> Number:
    """How many months after the one in which the decision takes effect pay is cut, with its clause."""
    return pack.numbers[CUT_AFTER]


def first_month_cut(sanction: Sanction, starts_on: date) -> date:
    """The first month whose allowance is cut by a decision that takes effect on the day."""
    after = int(cut_after(pack_named(sanction.pack)).value)
    return months_after(starts_on.replace(day=1), after)


def statement_days(pack: Pack) -> Number:
    """How long the person has to answer, with its clause."""
    return pack.numbers[DAYS]


def statement_by(employee: Employee, pack: Pack, on: date) -> date:
    """The last day for the person's answer, counted the way that the pack counts, without leave."""
    path = employee.unit.path if employee.unit else ""
    return last_day(statement_days(pack), on, days_of(employee.agency, path, employee.pk, on))


def discipline_pack(employee: Employee, on: date) -> Pack | None:
    """The rules of discipline for the person's kind on the day; nothing where no pack names it."""
    try:
        return pack_on(DISCIPLINE, on, employee=employee.kind)
    except NoPack:
        return None


def penalty_for(pack: Pack, given: dict[str, Any]) -> Outcome:
    """What the rule says of days of absence, or of a kind that is named."""
    return evaluate(pack, DISCIPLINE, given)


def penalties(pack: Pack) -> list[tuple[str, str]]:
    """Kinds of penalty with their level, in the order of the pack; without the one that is none."""
    rows = pack.tables[BY_KIND].rows
    lowest = pack.scales[LEVELS].codes[0]
    return [
        (
            code,
            f"{label_of(pack, LEVELS, rows[code].cells['level'])}: {label_of(pack, KINDS, code)}",
        )
        for code in pack.scales[KINDS].codes
        if rows[code].cells["level"] != lowest
    ]


def is_none(pack: Pack, code: str) -> bool:
    """Whether a kind stands for no penalty."""
    return bool(pack.tables[BY_KIND].cell(code, "level") == pack.scales[LEVELS].codes[0])


def step_said(sanction: Sanction) -> str:
    """The step or the kind of penalty in words."""
    pack = pack_named(sanction.pack)
    if sanction.track == Sanction.Track.PERFORMANCE:
        return label_of(pack, STEPS, sanction.step)
    level = label_of(pack, LEVELS, sanction.level)
    return f"{level}: {label_of(pack, KINDS, sanction.step)}"
