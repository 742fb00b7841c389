"""The part of the subjects that follows from an evaluation that fell short."""

from datetime import timedelta
from typing import Any

from pamong.people.tests.world import World
from pamong.performance.models import Evaluation, ImprovementPlan, Sanction


def make_improvement(world: World, evaluation: Evaluation) -> dict[str, Any]:
    """Rini is on her way to improve with Budi, and one mark waits."""
    plan = ImprovementPlan.objects.create(
        evaluation=evaluation,
        employee=world.rini,
        goal="Rekap lengkap",
        support=["bimbingan_kinerja"],
        opened_by=world.budi,
        opened_on=world.day,
        ends_on=world.day + timedelta(days=60),
    )
    mark = plan.milestones.create(text="Rekap", measure="Terkirim", due_on=world.day)
    sanction = Sanction.objects.create(
        employee=world.rini,
        track=Sanction.Track.DISCIPLINE,
        pack="id-pp-94-2021@1",
        step="teguran_lisan",
        level="ringan",
        citation="PP 94/2021",
        evidence="Rekap",
        reason="Tanpa kabar",
        proposed_by=world.account("budi"),
        proposed_on=world.day,
        statement_by=world.day - timedelta(days=1),
    )
    return {"improvement": plan.uuid, "milestone": mark.uuid, "sanction": sanction.uuid}
