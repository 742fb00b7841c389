"""Before the second person grants, the page shows for whom the answer would change what."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from pamong.people.models import Unit
from pamong.people.tests.world import World
from pamong.performance.allowance.members import people_paid, stays_in
from pamong.performance.evaluation.tests.make import final
from pamong.performance.local_rules.preview import moved_by, pack_with
from pamong.performance.local_rules.tests.test_local_rules import ask
from pamong.performance.models import Evaluation
from pamong.performance.rules import INSIDE
from pamong.performance.tests.make import make_plan
from pamong.policy.load import builtin


def rated(world: World, *attained: str) -> Evaluation:
    plan = make_plan(world.sari)
    rows = [{"classification": "utama", "attainments": [one]} for one in attained]
    return Evaluation.objects.create(
        plan=plan,
        period="Y",
        rater=world.budi,
        pack="id-permenpanrb-6-2022@1",
        status=Evaluation.Status.SET,
        status_on=world.day,
        predicate="baik",
        inputs={"rows": rows},
    )


def test_the_page_names_the_people_whose_suggestion_would_change(world: World, as_: Any) -> None:
    evaluation = rated(world, "115", "116")
    rule = ask(world)
    page = as_("dewi").get(f"/rules/changes/{rule.uuid}").content.decode()
    assert "Dari 1 penilaian terbaru, saran rating berubah pada 1 penilaian." in page
    assert world.sari.full_name in page
    assert "Di atas ekspektasi" in page
    evaluation.refresh_from_db()
    assert evaluation.inputs["rows"][0]["attainments"] == ["115"]


def test_an_answer_that_moves_nobody_says_so(world: World, as_: Any) -> None:
    rated(world, "100")
    rule = ask(world)
    page = as_("dewi").get(f"/rules/changes/{rule.uuid}").content.decode()
    assert "Dari 1 penilaian terbaru tidak satu pun sarannya berubah." in page


def test_nothing_to_try_is_said(world: World, as_: Any) -> None:
    page = as_("dewi").get(f"/rules/changes/{ask(world).uuid}").content.decode()
    assert "Belum ada penilaian untuk dicoba" in page


def test_a_deadline_tells_for_how_many_people_it_holds(world: World, as_: Any) -> None:
    make_plan(world.sari)
    rule = ask(world, "objection_days", figures={"value": Decimal(7)})
    page = as_("dewi").get(f"/rules/changes/{rule.uuid}").content.decode()
    assert "Berlaku bagi 1 pegawai dengan SKP tahun 2026." in page


def test_the_allowance_holds_for_everybody_who_is_paid_from_a_month_on(
    world: World, as_: Any
) -> None:
    month = date(2026, 12, 1)
    units = Unit.objects.filter(agency=world.agency).exclude(kind__in=INSIDE)
    paid = {stay.employee.pk for unit in units for stay in stays_in(unit, month)}
    assert people_paid(world.agency, month) == len(paid) > 1
    figures = {f"rows__{part}__percent": Decimal(50) for part in ("attendance", "performance")}
    rule = ask(world, "allowance_shares", figures=figures, valid_from=date(2026, 11, 15))
    page = as_("dewi").get(f"/rules/changes/{rule.uuid}").content.decode()
    said = f"Berlaku bagi {len(paid)} pegawai yang dibayar TPP, mulai TPP bulan Desember 2026."
    assert said in page
    for clause, used in (("allowance_basis", "TPP bulan"), ("objection_days", "periode penilaian")):
        form = as_("dewi").get(reverse("performance:rule-ask", args=[clause])).content.decode()
        assert f"Dipakai untuk {used} yang mulai pada atau sesudah tanggal ini." in form


def test_who_neither_asks_nor_grants_sees_no_names(world: World, as_: Any) -> None:
    rated(world, "115", "116")
    page = as_("putri").get(f"/rules/changes/{ask(world).uuid}").content.decode()
    assert "Akibatnya" not in page


def test_the_same_pack_moves_nobody(world: World) -> None:
    evaluation, pack = rated(world, "115"), builtin("id-permenpanrb-6-2022")
    assert list(moved_by([evaluation], pack, pack)) == []
    after = pack_with(ask(world))
    assert after is not None
    assert [(one.before, one.after) for one in moved_by([evaluation], pack, after)] == [
        ("di_atas_ekspektasi", "sesuai_ekspektasi")
    ]


def pattern(world: World) -> Any:
    """Limits rounded up: one of one may be the best."""
    figures = {"rounds__at_most": "up", "rounds__at_least": "up"}
    return ask(world, "distribution_pattern", figures=figures, valid_from=date(2027, 1, 1))


def test_another_rounding_names_the_units_that_change_beside_the_pattern(
    world: World, as_: Any
) -> None:
    above = "di_atas_ekspektasi"
    final(world, "sari", "120", work=above, conduct=above)
    page = as_("dewi").get(f"/rules/changes/{pattern(world).uuid}").content.decode()
    assert "Dari 1 unit yang ditetapkan untuk triwulan III 2026, 1 unit berubah" in page
    assert world.clinic.name in page
    assert "Sesuai pola" in page


def test_a_rounding_that_moves_no_unit_says_so(world: World, as_: Any) -> None:
    final(world, "sari", "80")
    page = as_("dewi").get(f"/rules/changes/{pattern(world).uuid}").content.decode()
    assert "tidak satu pun berubah" in page


def test_without_a_set_predicate_no_unit_can_be_tried(world: World, as_: Any) -> None:
    page = as_("dewi").get(f"/rules/changes/{pattern(world).uuid}").content.decode()
    assert "Belum ada predikat yang ditetapkan" in page
