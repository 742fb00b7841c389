"""Carrying a plan out, as two people do it at their browsers: steps, a talk, one proof for two results."""

from typing import Any

import pytest

from pamong.measurement.models import Evidence
from pamong.people.tests.world import World
from pamong.performance.models import ActionStep, DialogueAction
from pamong.performance.progress.tests.make import make_plan, make_result

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(world: World) -> str:
    plan = make_plan(world.sari)
    make_result(plan)
    make_result(plan, "Terkendalinya stunting")
    return f"/plans/{plan.uuid}/"


def test_the_steps_of_a_quarter_are_written_kept_and_copied_to_the_next(
    world: World, seat: Any, home: str
) -> None:
    page = seat("sari", width=360).open(f"{home}steps?q=3")
    page.locator("textarea").nth(0).fill("Kunjungan rumah")
    page.get_by_label("Target").nth(0).fill("12,5")
    page.get_by_label("Satuan").nth(0).fill("kunjungan")
    page.get_by_role("button", name="Simpan rencana aksi").click()
    page.get_by_text("Rencana aksi triwulan III tersimpan.").wait_for()
    assert page.locator("textarea").nth(0).input_value() == "Kunjungan rumah"
    assert page.get_by_label("Target").nth(0).input_value() == "12,5"
    page.get_by_role("link", name="Triwulan IV").click()
    page.get_by_role("button", name="Salin dari triwulan lalu").click()
    page.get_by_text("1 rencana aksi disalin.").wait_for()
    assert set(ActionStep.objects.values_list("quarter", flat=True)) == {3, 4}


def test_a_talk_is_asked_held_with_what_was_agreed_and_finished(
    world: World, seat: Any, home: str
) -> None:
    sari = seat("sari").open(f"{home}dialogues")
    sari.locator("textarea").first.fill("Wilayah baru terlalu luas")
    sari.get_by_role("button", name="Minta dialog kinerja").click()
    sari.get_by_text("Permintaan dialog terkirim").wait_for()
    budi = seat("budi").open("/")
    budi.get_by_role("link", name="Lakukan dialog kinerja dengan").click()
    budi.get_by_role("link", name="Catat kesepakatan").click()
    budi.locator("textarea").nth(0).fill("Wilayah dibagi dua")
    budi.locator("textarea, input[type=text]").nth(1).fill("Susun peta wilayah")
    budi.get_by_label("Paling lambat").first.fill("10-12-2026")
    budi.get_by_role("button", name="Simpan kesepakatan").click()
    budi.get_by_text("Kesepakatan dialog tersimpan.").wait_for()
    sari.goto(sari.url)
    assert sari.get_by_text("Wilayah dibagi dua").count() == 1
    sari.get_by_role("button", name="Tandai selesai").click()
    sari.get_by_text("Tindakan ditandai selesai.").wait_for()
    assert DialogueAction.objects.get().done_on is not None


def test_one_proof_serves_two_results_and_the_rater_finds_it(
    world: World, seat: Any, home: str
) -> None:
    sari = seat("sari", width=360).open(f"{home}evidence/")
    sari.get_by_label("Atau tautan").fill("https://contoh.example/rekap")
    for result in ("Meningkatnya cakupan pelayanan", "Terkendalinya stunting"):
        sari.get_by_label(result).check()
    with sari.expect_navigation():
        sari.get_by_role("button", name="Simpan bukti dukung").click()
    assert Evidence.objects.get().uses.count() == 2
    budi = seat("budi").open(f"{home}evidence/")
    assert budi.get_by_role("link", name="contoh.example").count() >= 1


OVERLAPS = """() => [...document.querySelectorAll('.pm-meter')].filter(meter => {
  const range = document.createRange(); range.selectNodeContents(meter.querySelector('b'));
  const bar = meter.querySelector('i').getBoundingClientRect();
  return [...range.getClientRects()].some(text => text.width && text.right > bar.left
    && text.left < bar.right && text.bottom > bar.top && text.top < bar.bottom);
}).map(meter => meter.innerText)"""


@pytest.mark.parametrize("width", [1280, 360])
def test_no_figure_lies_under_its_bar(world: World, seat: Any, home: str, width: int) -> None:
    plan = world.sari.plans.get()
    quarter = (world.day.month + 2) // 3
    for text, unit in (
        ("Kunjungan rumah", "kunjungan"),
        ("Rapat", "laporan hasil rapat koordinasi"),
    ):
        ActionStep.objects.create(
            result=plan.results.all()[0], quarter=quarter, text=text, amount=24, unit=unit
        )
    page = seat("sari", width=width).open("/daily/")
    assert page.locator(".pm-meter").count() >= 2
    assert page.evaluate(OVERLAPS) == []
