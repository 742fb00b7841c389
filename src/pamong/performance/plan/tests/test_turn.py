from collections.abc import Callable
from datetime import date

from django.test import Client

from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.plan.aims import stages_said
from pamong.performance.plan.content import content_of
from pamong.performance.plan.turn import gap_tasks
from pamong.performance.plan.wording import steps_of
from pamong.performance.tests.make import make_indicator, make_plan, make_result

As = Callable[[str], Client]


def page_of(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def test_each_gap_leads_to_its_field_and_the_first_button_to_the_first_gap(
    world: World, as_: As
) -> None:
    plan = make_plan(world.sari)
    result = make_result(plan)
    make_indicator(result)
    make_indicator(result, unit="")
    (gap,) = gap_tasks(plan, content_of(plan))
    assert gap.url == f"/plans/{plan.uuid}/results/{result.uuid}/#id_i-1-unit"
    page = page_of(as_("sari"), f"/plans/{plan.uuid}/")
    assert page.count(f'href="{gap.url}"') == 2
    assert 'id="id_i-1-unit"' in page_of(as_("sari"), gap.url)


def test_a_plan_without_results_leads_to_adding_one(world: World) -> None:
    plan = make_plan(world.sari)
    (gap,) = gap_tasks(plan, content_of(plan))
    assert (gap.url, gap.button) == (f"/plans/{plan.uuid}/results/new", "Tambah hasil kerja")


def test_an_approved_plan_speaks_of_no_proposal_and_asks_for_nothing(world: World, as_: As) -> None:
    plan = make_plan(world.sari)
    make_indicator(make_result(plan))
    line = content_of(plan).indicators[0]
    if stages_said(line):
        assert "usulan" not in stages_said(line, is_agreed=True)
    assert "Isi bila pimpinan memberi tugas" in page_of(as_("sari"), f"/plans/{plan.uuid}/")
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.AGREED, agreed_on=date(2026, 1, 13))
    page = page_of(as_("sari"), f"/plans/{plan.uuid}/")
    assert "Isi bila pimpinan memberi tugas" not in page
    assert "Tidak ada hasil kerja tambahan." in page


def test_a_plan_is_not_carried_out_before_it_was_agreed(world: World) -> None:
    plan = make_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 13))
    said = [str(step.sub) for step in steps_of(plan)]
    assert said[2] == said[3] == "13 Januari 2026"


def test_saving_after_the_plan_was_handed_in_says_who_holds_it_and_keeps_what_was_typed(
    world: World, as_: As
) -> None:
    plan = make_plan(world.sari, status=Plan.Status.PROPOSED, proposed_on=world.day)
    answer = as_("sari").post(f"/plans/{plan.uuid}/results/new", {"text": "Layanan cepat"})
    assert answer.status_code == 422
    assert "tekan Tarik SKP" in answer.content.decode()
    assert "Layanan cepat" in answer.content.decode()
