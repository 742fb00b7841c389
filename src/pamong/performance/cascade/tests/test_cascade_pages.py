"""The tree, a goal's page, findings and the matrix as their readers see them."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pamong.people.models import Employee
from pamong.people.tests.make import make_employee, make_supervision, make_unit
from pamong.people.tests.world import World
from pamong.performance.cascade.actions import TargetInput, set_goal_target
from pamong.performance.cascade.findings import cascade_findings
from pamong.performance.cascade.importing import import_cascade
from pamong.performance.cascade.queries import tree_page
from pamong.performance.cascade.sheet import offices_in
from pamong.performance.cascade.tests.make import make_goal, make_plan
from pamong.performance.cascade.tests.test_import_cascade import BKPSDM, RPJMD, SHIFT
from pamong.performance.models import Contribution, Goal, Plan, RoleCell
from pamong.performance.rules import pack_on
from pamong.performance.tests.make import YEAR

MOST_QUERIES = 12
PACK = pack_on(date(YEAR, 1, 1), local=())
SignIn = Callable[[str], Client]


@pytest.fixture
def sumedang(world: World) -> World:
    for name in offices_in(RPJMD):
        make_unit(world.agency, world.root, name=name)
    for file in (RPJMD, BKPSDM):
        import_cascade(world.agency, file, shift=SHIFT, by=world.account("dewi"), on=world.day)
    return world


def test_the_whole_cascade_is_read_page_by_page_within_the_limits(
    sumedang: World, as_: SignIn
) -> None:
    client, url, pages = as_("rini"), reverse("performance:cascade"), 0
    while url:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url)
        assert len(queries) <= MOST_QUERIES
        pages += 1
        url = page.context["next_url"]
    assert pages > 10


def test_a_unit_shows_its_own_goals_with_all_above(sumedang: World, as_: SignIn) -> None:
    goal = Goal.objects.get(code="5.03.02")
    assert goal.unit
    url = reverse("performance:cascade") + f"?unit={goal.unit.uuid}&year=2025"
    text = as_("sari").get(url).content.decode()
    assert "Mewujudkan Aparatur Sipil Negara yang Profesional dan Berintegritas" in text
    assert "Target 2025" in text
    assert "berlaku sebagai" not in text
    assert "Program Pengelolaan Pendidikan" not in text
    assert "Tambah sasaran" not in text


def test_an_office_shows_the_goals_of_its_units_too(world: World, as_: SignIn) -> None:
    office = make_unit(world.agency, world.root, name="Dinas Kesehatan")
    section = make_unit(world.agency, office, name="Bidang Gizi")
    above = make_goal(world, "Program Gizi", unit=office)
    make_goal(world, "Penimbangan balita", "activity", parent=above, unit=section)
    make_goal(world, "Program Jalan", unit=make_unit(world.agency, world.root, name="Dinas Lain"))
    url = reverse("performance:cascade") + f"?unit={office.uuid}"
    text = as_("sari").get(url).content.decode()
    assert "Penimbangan balita" in text
    assert "Program Jalan" not in text


def test_a_vision_has_no_empty_places_for_what_stands_elsewhere(world: World, as_: SignIn) -> None:
    vision = make_goal(world, "Warga sehat", "vision")
    page = as_("sari").get(reverse("performance:goal-detail", args=[vision.uuid]))
    assert "Belum ada SKP" not in page.content.decode()
    assert "Belum ada indikator" not in page.content.decode()


def test_the_tree_and_the_goal_say_what_last_year_came_to(world: World, as_: SignIn) -> None:
    goal = make_goal(world, "A", first_year=YEAR - 1)
    by, on = world.account("dewi"), world.day
    told: dict[str, Any] = {"name": "Bayi dipantau", "unit": "%"}
    last = TargetInput(**told, year=YEAR - 1, value=Decimal(80), actual=Decimal(76))
    told["indicator"] = set_goal_target(goal, last, by=by, on=on).indicator
    told["source"] = "e-PPGBM"
    set_goal_target(goal, TargetInput(**told, year=YEAR, value=Decimal(90)), by=by, on=on)
    tree = as_("sari").get(reverse("performance:cascade")).content.decode()
    assert f"Realisasi {YEAR - 1}" in tree
    assert "capaian\u00a095%" in tree
    page = as_("sari").get(reverse("performance:goal-detail", args=[goal.uuid])).content.decode()
    assert "sumber data: e-PPGBM" in page
    assert "capaian\u00a095%" in page
    assert f"Realisasi {YEAR}<" not in page


def test_a_goal_with_two_parents_stands_below_both_and_is_unfolded_once(world: World) -> None:
    one, two = make_goal(world, "A", "outcome"), make_goal(world, "B", "outcome")
    child = make_goal(world, "C", parent=one, share=60)
    make_goal(world, "D", "activity", parent=child)
    Contribution.objects.create(parent=two, child=child, share=Decimal(40))
    nodes = tree_page(world.agency.pk, YEAR, pack=PACK).nodes
    assert [(n.name, n.depth) for n in nodes] == [("A", 0), ("C", 1), ("D", 2), ("B", 0), ("C", 1)]
    assert [n.coverage for n in nodes] == [60, 100, None, 40, 100]


def test_the_page_says_which_columns_of_the_document_stand_for_which_year(
    world: World, as_: SignIn
) -> None:
    goal = make_goal(world, "A")
    url = reverse("performance:cascade")
    assert "tahun yang digeser" not in as_("sari").get(url).content.decode()
    source = "RPJMD; kolom 2022 berlaku sebagai 2025, kolom 2023 berlaku sebagai 2026"
    Goal.objects.filter(pk=goal.pk).update(source=source)
    text = as_("sari").get(url).content.decode()
    assert "kolom 2022 sebagai 2025; kolom 2023 sebagai 2026" in text


def test_whole_children_are_counted_and_never_summed_to_a_percentage(
    world: World, as_: SignIn
) -> None:
    parent = make_goal(world, "A", "outcome")
    for name in "BCD":
        make_goal(world, name, parent=parent)
    text = as_("sari").get(reverse("performance:cascade")).content.decode()
    assert "3 turunan<" in text
    assert "300%" not in text


def test_a_child_outside_its_years_does_not_cover(world: World) -> None:
    parent = make_goal(world, "A", "outcome", first_year=2025)
    make_goal(world, "Lama", parent=parent, first_year=2025, last_year=2025)
    assert tree_page(world.agency.pk, 2026, pack=PACK).nodes[0].coverage is None
    assert tree_page(world.agency.pk, 2025, pack=PACK).nodes[0].coverage == 100


def test_an_empty_cascade_says_what_comes_here(world: World, as_: SignIn) -> None:
    page = as_("sari").get(reverse("performance:cascade"))
    assert "Belum ada sasaran untuk tahun ini" in page.content.decode()


def test_results_of_others_are_counted_and_not_named(world: World, as_: SignIn) -> None:
    goal = make_goal(world, "Program")
    make_plan(world.wati, "Hasil rahasia Wati").results.update(goal=goal)
    make_plan(world.sari, "Hasil Sari").results.update(goal=goal)
    text = as_("sari").get(reverse("performance:goal-detail", args=[goal.uuid])).content.decode()
    assert "Hasil Sari" in text
    assert "Hasil rahasia Wati" not in text
    assert "1 hasil kerja lain" in text


def post(client: Client, address: str, /, *args: Any, query: str = "", **data: Any) -> Any:
    return client.post(reverse(address, args=args) + query, data)


def test_the_personnel_office_writes_a_branch_in_the_browser(world: World, as_: SignIn) -> None:
    client = as_("dewi")
    top = {"kind": "outcome", "name": "Sasaran", "first_year": "2025", "last_year": "2026"}
    assert post(client, "performance:goal-add", **top).status_code == 303
    parent = Goal.objects.get()
    low = top | {"kind": "programme", "name": "Program", "share": "87,5"}
    page = post(client, "performance:goal-add", query=f"?parent={parent.uuid}", **low)
    child = Goal.objects.get(name="Program")
    assert page.url == reverse("performance:goal-detail", args=[child.uuid])
    assert Contribution.objects.get().share == Decimal("87.5")
    target = {"name": "Laporan", "year": "2026", "value": "1.200", "direction": "more"}
    assert post(client, "performance:goal-target", child.uuid, **target).status_code == 303
    shown = client.get(reverse("performance:goal-detail", args=[parent.uuid])).content.decode()
    assert "1 turunan (bagiannya setara 0,88 turunan penuh)" in shown
    other = make_goal(world, "Lain", "outcome")
    link = {"parent": str(other.uuid), "share": "50"}
    refused = post(client, "performance:goal-link", child.uuid, **link)
    assert refused.status_code == 422
    assert "tinggal 12,5 persen" in refused.content.decode().replace("12.5", "12,5")
    post(client, "performance:goal-unlink", child.uuid, parent.uuid)
    assert not Contribution.objects.exists()
    post(client, "performance:goal-remove", child.uuid)
    assert not Goal.objects.filter(name="Program").exists()


def test_a_wrong_form_keeps_what_was_typed(world: World, as_: SignIn) -> None:
    page = post(
        as_("dewi"), "performance:goal-add", kind="outcome", name="Tertulis", first_year="x"
    )
    assert page.status_code == 422
    assert "Tertulis" in page.content.decode()


def test_findings_name_what_lacks_a_carrier_and_what_serves_nothing(world: World) -> None:
    lonely = make_goal(world, "Sasaran sepi", "outcome")
    carried = make_goal(world, "Sasaran dipikul", "outcome")
    make_goal(world, "Program", parent=carried)
    boss = make_plan(world.budi, "Hasil Budi")
    plan = make_plan(world.sari, *(f"Hasil {n}" for n in range(8)))
    plan.results.exclude(text="Hasil 0").update(serves=boss.results.get())
    Plan.objects.filter(pk=boss.pk).update(form=Plan.Form.LEADER)
    with CaptureQueriesContext(connection) as queries:
        found = cascade_findings(world.agency, YEAR)
    assert len(queries) <= 6
    assert [(f.code, f.about) for f in found] == [
        ("uncarried", lonely.name),
        ("unserving", "Hasil 0"),
        ("overload", "Sari Lestari"),
    ]
    assert found[2].count == 8


def test_a_circle_that_slipped_in_is_found(world: World) -> None:
    a = make_goal(world, "A")
    b = make_goal(world, "B", parent=a)
    Contribution.objects.create(parent=b, child=a, share=1)
    (found,) = cascade_findings(world.agency, YEAR)
    assert found.code == "circle"
    assert "“A” → “B” → “A”" in found.sentence


@pytest.mark.parametrize("kind", ["", "uncarried", "unserving", "overload", "circle"])
def test_the_page_of_findings_opens_for_the_auditor(world: World, as_: SignIn, kind: str) -> None:
    make_goal(world, "Sasaran sepi", "outcome")
    url = reverse("performance:cascade-findings") + f"?kind={kind}"
    client = as_("tono")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    assert len(queries) <= MOST_QUERIES


@pytest.fixture
def boss_plan(world: World) -> Plan:
    return make_plan(world.budi, "Meningkatnya imunisasi", "Terkendalinya stunting")


def typed(plan: Plan, person: Employee, place: int, text: str, seen: str = "{}") -> dict[str, str]:
    result = plan.results.get(place=place)
    return {f"t{result.pk}-{person.pk}": text, "seen": seen}


def test_the_matrix_shows_people_results_and_what_to_look_at(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    RoleCell.objects.create(
        result=boss_plan.results.get(place=1), employee=world.sari, text="Meningkatnya imunisasi"
    )
    text = as_("budi").get(reverse("performance:matrix")).content.decode()
    assert "Bagikan ke 3 pegawai" in text
    assert "RHK 2 belum dipikul seorang pun." in text
    assert "peran untuk RHK 1 sama dengan kalimat pimpinan" in text
    assert text.count("belum memikul satu peran pun") == 2


def test_the_matrix_opens_on_the_year_that_is_planned(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    page = as_("budi").get(reverse("performance:matrix"))
    assert page.context["plan"] == boss_plan
    assert "SKP 2027 Anda belum ada" in page.content.decode()
    coming = make_plan(
        world.budi, "Hasil", year=2027, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)
    )
    page = as_("budi").get(reverse("performance:matrix"))
    assert page.context["plan"] == coming
    assert [(tab.text, tab.current) for tab in page.context["tabs"]] == [
        ("SKP 2027", True),
        ("SKP 2026", False),
    ]
    assert "belum ada</" not in page.content.decode()


def test_one_post_stores_the_matrix_and_comes_back_to_it(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    url = reverse("performance:roles-share", args=[boss_plan.uuid])
    page = as_("budi").post(url, typed(boss_plan, world.sari, 1, "Imunisasi 120 bayi lengkap"))
    assert page.status_code == 303
    assert RoleCell.objects.get().text == "Imunisasi 120 bayi lengkap"


def test_a_stale_page_shows_both_texts_and_loses_nothing(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    result = boss_plan.results.get(place=1)
    RoleCell.objects.create(result=result, employee=world.sari, text="Teks orang lain", version=2)
    url = reverse("performance:roles-share", args=[boss_plan.uuid])
    data = typed(boss_plan, world.sari, 1, "Teks saya") | typed(boss_plan, world.rini, 2, "Baru")
    client = as_("budi")
    page = client.post(url, data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Teks orang lain" in text
    assert "Teks saya" in text
    assert "Baru" in text
    assert RoleCell.objects.get().text == "Teks orang lain"
    data["seen"] = json.dumps({f"{result.pk}-{world.sari.pk}": 2})
    assert client.post(url, data).status_code == 303
    assert set(RoleCell.objects.values_list("text", flat=True)) == {"Teks saya", "Baru"}


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"x":"y"}'])
def test_a_broken_mark_of_versions_is_an_old_page(
    world: World, boss_plan: Plan, as_: SignIn, seen: str
) -> None:
    RoleCell.objects.create(result=boss_plan.results.get(place=1), employee=world.sari, text="Ada")
    url = reverse("performance:roles-share", args=[boss_plan.uuid])
    page = as_("budi").post(url, typed(boss_plan, world.sari, 1, "Lain", seen))
    assert page.status_code == 422


def test_sixty_people_cost_as_many_queries_as_three(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    client, url = as_("budi"), reverse("performance:matrix")
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _number in range(57):
        person = make_employee(world.clinic)
        make_supervision(person, world.budi)
        RoleCell.objects.create(
            result=boss_plan.results.get(place=1), employee=person, text="Peran"
        )
    with CaptureQueriesContext(connection) as many:
        page = client.get(url)
    assert len(many) == len(few) <= MOST_QUERIES
    assert page.content.decode().count("<textarea") == 120


def test_the_delegate_opens_the_leaders_matrix_and_a_stranger_does_not(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    url = reverse("performance:matrix") + f"?plan={boss_plan.uuid}"
    assert "atas nama Budi Santoso" in as_("putri").get(url).content.decode()
    for name in ("sari", "joko", "dewi", "lina"):
        assert as_(name).get(url).status_code == 404


def test_without_a_plan_the_matrix_says_what_to_do(world: World, as_: SignIn) -> None:
    page = as_("joko").get(reverse("performance:matrix"))
    assert "Anda belum punya SKP untuk dibagikan" in page.content.decode()


def test_a_role_is_taken_into_the_plan_by_its_owner(
    world: World, boss_plan: Plan, as_: SignIn
) -> None:
    cell = RoleCell.objects.create(
        result=boss_plan.results.get(place=1), employee=world.sari, text="Peran"
    )
    plan = make_plan(world.sari)
    url = reverse("performance:role-take", args=[plan.uuid, cell.uuid])
    assert as_("wati").post(url).status_code == 404
    assert as_("budi").post(url).status_code == 403
    assert as_("sari").post(url).status_code == 303
    assert plan.results.get().serves == boss_plan.results.get(place=1)
