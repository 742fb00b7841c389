"""The things that addresses speak of, in one world: `plan` is Sari's, rated by Budi."""

from typing import Any

from pamong.measurement.models import Evidence
from pamong.measurement.store import keep
from pamong.people.models import AccessRequest, Mandate
from pamong.people.tests.world import World
from pamong.performance.cascade.tests.make import make_goal
from pamong.performance.models import Contribution, Dialogue, EvidenceUse, Plan, RoleCell
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result


def make_subjects(world: World) -> dict[str, Any]:
    """Rows by the names that tests/access.toml uses for them."""
    boss = make_plan(world.budi, status=Plan.Status.AGREED, agreed_on=world.day)
    make_result(boss, "Meningkatnya mutu pelayanan Puskesmas")
    plan = make_complete_plan(world.sari)
    result = plan.results.get()
    goal = make_goal(world, "Program Kesehatan Ibu dan Anak")
    above = make_goal(world, "Menurunnya kematian ibu", "outcome")
    Contribution.objects.create(parent=above, child=goal, share=50)
    role = RoleCell.objects.create(
        result=boss.results.get(), employee=world.sari, text="Imunisasi 120 bayi lengkap"
    )
    asked = AccessRequest.objects.create(
        agency=world.agency,
        user=world.account("rini"),
        employee=world.rini,
        kind=AccessRequest.Kind.CODE,
        asked_by=world.account("dewi"),
        asked_on=world.day,
    )
    path, digest = keep(b"%PDF-1.7", world.sari.uuid)
    evidence = Evidence.objects.create(
        owner=world.sari, title="Laporan", path=path, sha256=digest, dated_on=world.day
    )
    EvidenceUse.objects.create(evidence=evidence, plan=plan, result=result)
    talk = Dialogue.objects.create(
        plan=plan, asked_by=world.sari, topic="Beban kerja", asked_on=world.day
    )
    auditor = Mandate.objects.get(user=world.account("tono"))
    return {
        "asked": asked.uuid,
        "auditor": auditor.uuid,
        "evidence": evidence.uuid,
        "talk": talk.uuid,
        "goal": goal.uuid,
        "goal_above": above.uuid,
        "role": role.uuid,
        "agency": world.agency.code,
        "plan": plan.uuid,
        "boss_plan": boss.uuid,
        "result": result.uuid,
        "sari": world.sari.uuid,
        "unit": world.clinic.uuid,
    }
