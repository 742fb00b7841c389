"""Writing results: input as people type it, stale tabs, and what stays with the owner."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.given import ResultInput
from pamong.performance.models import Plan, Result
from pamong.performance.plan.content import content_of
from pamong.performance.plan.content_actions import (
    expect_behaviour,
    remove_result,
    save_annexes,
    save_result,
)
from pamong.performance.plan.indicator_forms import IndicatorFormSet, indicator_initial
from pamong.performance.plan.indicator_panels import indicator_panels
from pamong.performance.tests.make import make_complete_plan, make_plan, make_result

As = Callable[[str], Client]


def typed(plan: Plan, **overrides: Any) -> dict[str, Any]:
    fields = {
        "kind": "utama",
        "serves": "",
        "text": "Meningkatnya cakupan imunisasi dasar",
        "seen": str(plan.version),
        "i-TOTAL_FORMS": "2",
        "i-INITIAL_FORMS": "0",
        "i-0-name": "Bayi mendapat imunisasi lengkap",
        "i-0-aspect": "kuantitas",
        "i-0-direction": "more",
        "i-0-target": "87,5",
        "i-0-unit": "%",
        "i-1-name": "",
        "i-1-aspect": "kuantitas",
        "i-1-direction": "more",
    }
    return fields | overrides


def add(client: Client, plan: Plan, **overrides: Any) -> Any:
    return client.post(
        reverse("performance:result-add", args=[plan.uuid]), typed(plan, **overrides)
    )


def test_a_result_with_one_of_two_indicators_is_saved(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    assert add(as_("sari"), plan).status_code == 303
    line = content_of(plan).results[0].indicators[0]
    assert (line.target, line.unit, line.aspect) == (Decimal("87.5"), "%", "kuantitas")
    assert len(content_of(plan).indicators) == 1


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.200.000", "ibu", 1_200_000),
        ("Rp 184.500.000", "rupiah", 184_500_000),
        ("80%", "%", 80),
        ("3,5", "ton", Decimal("3.5")),
    ],
)
def test_numbers_are_read_as_people_type_them(
    world: World, as_: As, text: str, unit: str, value: Decimal
) -> None:
    plan = make_plan(world.sari)
    add(as_("sari"), plan, **{"i-0-target": text, "i-0-unit": unit})
    assert content_of(plan).indicators[0].target == value


def test_a_target_in_words_is_told_beside_the_field_and_stays(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    response = add(as_("sari"), plan, **{"i-0-target": "sebanyak mungkin"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="sebanyak mungkin"' in page
    assert "Meningkatnya cakupan imunisasi dasar" in page
    assert not plan.results.exists()


def test_a_stale_tab_loses_nothing_and_is_saved_the_second_time(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    client = as_("sari")
    old = str(plan.version)
    add(client, plan)
    response = add(client, plan, seen=old, text="Hasil dari tab kedua")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Hasil dari tab kedua" in page
    plan.refresh_from_db()
    assert f'name="seen" value="{plan.version}"' in page
    assert add(client, plan, text="Hasil dari tab kedua").status_code == 303
    assert plan.results.count() == 2


def test_one_more_indicator_is_offered_without_saving(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    response = add(as_("sari"), plan, add="1")
    assert response.status_code == 200
    assert 'name="i-2-name"' in response.content.decode()
    assert not plan.results.exists()


def test_a_band_needs_its_bounds(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    response = add(as_("sari"), plan, **{"i-0-direction": "band"})
    assert response.status_code == 422
    assert "rentang" in response.content.decode()


@pytest.mark.parametrize("name", ["budi", "rini", "dewi"])
def test_only_the_owner_writes(world: World, as_: As, name: str) -> None:
    plan = make_plan(world.sari)
    assert add(as_(name), plan).status_code == 403


def test_a_proposed_plan_is_closed_to_its_owner(world: World) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.PROPOSED)
    with pytest.raises(ValidationError, match="ada pada penilai"):
        save_result(plan, ResultInput(text="x"), by=world.account("sari"), on=world.day)


def test_a_result_of_another_plan_is_404(world: World, as_: As) -> None:
    mine, other = make_plan(world.sari), make_plan(world.putri)
    result = make_result(other)
    url = reverse("performance:result-change", args=[mine.uuid, result.uuid])
    assert as_("sari").get(url).status_code == 404


def test_a_removed_result_leaves_its_digest(world: World) -> None:
    plan = make_complete_plan(world.sari)
    result = Result.objects.get(plan=plan)
    remove_result(plan, result, by=world.account("sari"), on=world.day)
    entry = Entry.objects.get(verb="performance.result_removed")
    assert entry.changes["text"][0].startswith("sha256:")
    assert not plan.results.exists()


def test_annexes_drop_empty_lines(world: World) -> None:
    plan = make_plan(world.sari)
    save_annexes(
        plan, {"konsekuensi": ["Satu", " ", "Dua"]}, by=world.account("sari"), on=world.day
    )
    assert content_of(plan).annexes == {"konsekuensi": ("Satu", "Dua")}


def test_the_leader_writes_what_is_expected_and_the_owner_may_not(world: World) -> None:
    plan = make_plan(world.sari)
    expect_behaviour(plan, {"adaptif": "Cepat belajar"}, by=world.account("budi"), on=world.day)
    assert content_of(plan).expectations == {"adaptif": "Cepat belajar"}
    with pytest.raises(PermissionDenied):
        expect_behaviour(plan, {"adaptif": "x"}, by=world.account("sari"), on=world.day)


@pytest.mark.parametrize("count", [1, 8])
def test_a_plan_costs_the_same_queries_whatever_its_size(
    world: World, as_: As, django_assert_max_num_queries: Any, count: int
) -> None:
    plan = make_complete_plan(world.sari)
    for _ in range(count - 1):
        make_result(plan)
    client = as_("sari")
    with django_assert_max_num_queries(12):
        client.get(reverse("performance:plan-detail", args=[plan.uuid]))


def test_a_result_that_was_removed_elsewhere_is_neither_removed_again_nor_brought_back(
    world: World,
) -> None:
    plan = make_complete_plan(world.sari)
    result, by = plan.results.get(), world.account("sari")
    stale = Result.objects.get(pk=result.pk)
    remove_result(plan, result, by=by, on=world.day)
    with pytest.raises(Result.DoesNotExist):
        remove_result(plan, stale, by=by, on=world.day)
    with pytest.raises(Result.DoesNotExist):
        save_result(plan, ResultInput(text="Ditulis lagi"), result=stale, by=by, on=world.day)
    assert not plan.results.exists()
    assert Entry.objects.filter(verb="performance.result_removed").count() == 1


def test_half_of_what_comes_whole_is_asked_back_beside_the_target(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    half = {"i-0-target": "1.200,5", "i-0-unit": "rapat"}
    response = add(as_("sari"), plan, **half)
    assert response.status_code == 422
    assert "1.200,5 rapat adalah pecahan, padahal rapat dihitung utuh." in response.content.decode()
    assert add(as_("sari"), plan, **half, **{"i-0-sure": "on"}).status_code == 303
    assert content_of(plan).indicators[0].target == Decimal("1200.5")


def test_a_percentage_of_things_that_are_counted_says_what_to_type(world: World, as_: As) -> None:
    response = add(as_("sari"), make_plan(world.sari), **{"i-0-target": "80%", "i-0-unit": "bayi"})
    assert response.status_code == 422
    assert "Satuannya bayi, bukan persen." in response.content.decode()


@pytest.mark.parametrize(("typed", "unit"), [("80%", "%"), ("Rp 1.200.000", "Rp")])
def test_a_figure_brings_its_unit_with_it(world: World, as_: As, typed: str, unit: str) -> None:
    plan = make_plan(world.sari)
    response = add(as_("sari"), plan, **{"i-0-target": typed, "i-0-unit": ""})
    assert response.status_code == 303
    assert content_of(plan).indicators[0].unit == unit


def test_annexes_written_meanwhile_in_another_tab_are_not_overwritten(
    as_: Any, world: World
) -> None:
    plan = make_plan(world.sari)
    sari, page = as_("sari"), f"/plans/{plan.uuid}/annexes"
    opened = sari.get(page).context["form"]["seen"].value()
    save_annexes(plan, {"konsekuensi": ["Dari tab lain"]}, by=world.account("sari"), on=world.day)
    stale = sari.post(page, {"konsekuensi": "Dari tab lama", "seen": opened})
    assert stale.status_code == 422
    assert "Dari tab lama" in stale.content.decode()
    assert content_of(plan).annexes == {"konsekuensi": ("Dari tab lain",)}
    again = stale.context["form"]["seen"].value()
    assert sari.post(page, {"konsekuensi": "Dari tab lama", "seen": again}).status_code == 303
    assert content_of(plan).annexes == {"konsekuensi": ("Dari tab lama",)}


def test_indicators_are_first_shown_as_their_forms_are_written(world: World) -> None:
    for plan in (make_complete_plan(world.sari), make_complete_plan(world.budi)):
        standing = [indicator_initial(line) for line in content_of(plan).indicators]
        formset = IndicatorFormSet(initial=standing, prefix="i", form_kwargs={"plan": plan})
        formset.extra = 1
        panels = indicator_panels(formset, plan)
        assert len(panels) == len(standing) + 1
        for number, (panel, form) in enumerate(zip(panels, formset, strict=True), start=1):
            context = {"indicator": form, "number": number, "plan": plan}
            assert panel == render_to_string("performance/indicator_form.html", context)
        assert str(plan.uuid) in panels[0]


@pytest.mark.parametrize(
    ("typed_now", "said"),
    [
        ({"i-0-target": "-5", "i-0-unit": "modul"}, "modul tidak pernah kurang dari nol"),
        ({"i-0-target": "12", "i-0-unit": "modul", "i-0-q1": "-1"}, "modul tidak pernah kurang"),
        ({"i-0-target": "0", "i-0-unit": "modul"}, "Capaian terhadap target 0 tidak dapat"),
        ({"i-0-target": "-2", "i-0-unit": "%"}, "Target ini di bawah nol."),
    ],
)
def test_a_target_that_nothing_can_reach_is_told_beside_its_field(
    world: World, as_: As, typed_now: dict[str, str], said: str
) -> None:
    plan = make_plan(world.sari)
    answer = add(as_("sari"), plan, **typed_now)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Result.objects.filter(plan=plan).exists()


def test_growth_below_nought_and_none_at_all_may_be_meant(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    sure = {"i-0-target": "-2", "i-0-unit": "%", "i-0-sure": "on"}
    assert add(as_("sari"), plan, **sure).status_code == 303
    none = {"i-0-target": "0", "i-0-unit": "keluhan", "i-0-direction": "less"}
    fresh = Plan.objects.get(pk=plan.pk)
    assert add(as_("sari"), fresh, **none).status_code == 303
