"""Evidence of a plan in force, and a sample that an auditor drew of it."""

from typing import Any

from pamong.measurement.models import Evidence
from pamong.people.tests.world import World
from pamong.performance.models import (
    AuditSample,
    EvidenceUse,
    Plan,
    SampleItem,
    SampleStratum,
)


def make_sampled(world: World, plan: Plan) -> dict[str, Any]:
    """A link of the plan's owner, and a sample of that one piece, not judged yet."""
    piece = Evidence.objects.create(
        owner=plan.employee, title="Foto", link="https://contoh.example/foto", dated_on=world.day
    )
    EvidenceUse.objects.create(evidence=piece, plan=plan)
    sample = AuditSample.objects.create(
        agency=world.agency,
        drawn_by=world.account("tono"),
        year=2026,
        period="Q3",
        population=AuditSample.Population.EVIDENCE,
        by=AuditSample.By.KIND,
        size=1,
        seed="benih",
        purpose="Pemeriksaan",
        drawn_on=world.day,
    )
    stratum = SampleStratum.objects.create(sample=sample, key="link", size=1)
    item = SampleItem.objects.create(
        stratum=stratum, subject_uuid=piece.uuid, employee=plan.employee
    )
    return {"shown_evidence": piece.uuid, "sample": sample.uuid, "sample_item": item.uuid}
