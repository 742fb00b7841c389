"""Sari, whose results fell short, on her way with Budi."""

from datetime import date, timedelta
from typing import Any

from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import AS_EXPECTED, BELOW, final
from pamong.performance.improvement.actions import (
    Improvement,
    Milestone,
    Noted,
    add_milestone,
    judge_improvement,
    note_milestone,
    open_improvement,
)
from pamong.performance.models import Evaluation, ImprovementMilestone, ImprovementPlan

MET, NOT_MET, LATER = "met", "not_met", "later"


def fell_short(world: World, name: str = "sari") -> Evaluation:
    """An evaluation whose predicate opens a plan to improve."""
    return final(world, name, work=BELOW, conduct=AS_EXPECTED, reason="Rekap kurang.")


def improving(world: World, by: str = "budi", **more: Any) -> ImprovementPlan:
    """The plan that Budi opens for Sari."""
    evaluation = more.pop("evaluation", None) or fell_short(world)
    given: dict[str, Any] = {
        "goal": "Rekap rujukan lengkap tiap bulan.",
        "support": ["bimbingan_kinerja"],
        "ends_on": world.day + timedelta(days=90),
    } | more
    return open_improvement(evaluation, Improvement(**given), by=world.account(by), on=world.day)


def marked(
    world: World, plan: ImprovementPlan, due_on: date | None = None, by: str = "budi", **more: Any
) -> ImprovementMilestone:
    """One mark on the way."""
    given = {"text": "Rekap Oktober selesai", "measure": "Dikirim paling lambat tanggal 5"} | more
    milestone = Milestone(due_on=due_on or world.day + timedelta(days=30), **given)
    return add_milestone(plan, milestone, by=world.account(by), on=world.day)


def noted(
    world: World,
    milestone: ImprovementMilestone,
    outcome: str = MET,
    by: str = "budi",
    **more: Any,
) -> ImprovementMilestone:
    """What one side notes at it."""
    given = Noted(outcome, **({"text": "Sesuai bukti."} | more))
    return note_milestone(milestone, given, by=world.account(by), on=world.day)


def judged(
    world: World,
    plan: ImprovementPlan,
    result: str = "improved",
    by: str = "budi",
    on: date | None = None,
) -> ImprovementPlan:
    """What came of it."""
    return judge_improvement(
        plan, result=result, reason="Rekap tepat waktu.", by=world.account(by), on=on or world.day
    )
