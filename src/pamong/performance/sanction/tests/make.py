"""Sari, whose chance to improve came to nothing, and what Budi proposes then."""

from datetime import date, timedelta
from typing import Any

from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import BELOW, final
from pamong.performance.improvement.tests.make import NOT_MET, improving, judged, marked, noted
from pamong.performance.models import Evaluation, Sanction
from pamong.performance.sanction.actions import (
    Case,
    Decided,
    Proposal,
    decide_sanction,
    propose_discipline,
    propose_sanction,
)

TEST, WAIT, DISMISSAL = "uji_kompetensi", "menunggu_jabatan", "pemberhentian"


def lowest(world: World, name: str = "sari") -> Evaluation:
    """An evaluation whose predicate lets a chain begin."""
    return final(world, name, work=BELOW, conduct=BELOW, reason="Rekap kurang.")


def after_a_chance(world: World) -> Evaluation:
    """The same, and the plan to improve that followed has ended without success."""
    evaluation = lowest(world)
    plan = improving(world, evaluation=evaluation)
    noted(world, marked(world, plan), NOT_MET)
    judged(world, plan, "not", on=plan.ends_on)
    return evaluation


def proposed(
    world: World, evaluation: Evaluation, step: str = TEST, by: str = "budi", on: date | None = None
) -> Sanction:
    """A step that Budi proposes."""
    given = Proposal(step, "Tonggak Oktober tidak tercapai.", "Kesempatan sudah diberikan.")
    return propose_sanction(evaluation, given, by=world.account(by), on=on or world.day)


def case(world: World, by: str = "budi", **more: Any) -> Sanction:
    """A case of discipline for Sari."""
    given: dict[str, Any] = {
        "evidence": "Rekap kehadiran.",
        "reason": "Tanpa kabar.",
        "absence_days": 12,
    }
    return propose_discipline(
        world.sari, Case(**(given | more)), by=world.account(by), on=world.day
    )


def decided(
    world: World, sanction: Sanction, by: str = "dewi", on: date | None = None, **more: Any
) -> Sanction:
    """Dewi imposes it when the time of the answer is over."""
    day = on or sanction.statement_by + timedelta(days=1)
    given: dict[str, Any] = {
        "imposes": True,
        "reason": "Terbukti.",
        "number": "800/12/2026",
        "dated_on": day,
        "starts_on": day,
    }
    return decide_sanction(sanction, Decided(**(given | more)), by=world.account(by), on=day)
