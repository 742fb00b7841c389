"""A move in the middle of a year, with an acting post and a leave: two plans, one predicate of the year.

Sari leaves the clinic for a school in November. Budi rated her there, Wati rates her now; Rini keeps the
clinic's people and Dewi those of the whole agency. The rule that the months are counted by is the pack's.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pamong.people.models import Assignment
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of, make_rated_plan
from pamong.performance.models import Evaluation, UnitLevel
from pamong.performance.papers.writings import ANNUAL
from tests.browsing import Seat
from tests.journeys.test_a_year import Desk, judge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEACHES = "Meningkatnya kemampuan literasi murid kelas empat"
POST = "Guru Ahli Pertama"


class Move:
    """Everybody at the own desk, and the day it is."""

    def __init__(self, world: World, seat: Callable[..., Seat], settings: Any) -> None:
        self.world, self.seat, self.settings = world, seat, settings
        self.desks: dict[str, Desk] = {}

    def on(self, day: str) -> None:
        """Move the clock."""
        self.settings.TODAY = day

    def desk(self, who: str) -> Desk:
        """Somebody's own browser."""
        if who not in self.desks:
            self.desks[who] = Desk(self.seat(who))
        return self.desks[who]


@pytest.fixture
def move(world: World, seat: Any, settings: Any) -> Move:
    """Sari works under an agreed plan, and the clinic's level of the third quarter is set."""
    make_rated_plan(world.sari, "80")
    level_of(world)
    make_position(world.agency, name=POST)
    return Move(world, seat, settings)


def test_a_move_in_the_year_lived_by_all_whom_it_concerns(move: Move) -> None:
    act_and_be_away(move)
    go_to_the_school(move)
    close_the_old_plan(move)
    plan_as_a_teacher(move)
    rate_the_year(move)


def act_and_be_away(move: Move) -> None:
    """The unit's administrator records an acting post, and days of leave."""
    move.on("2026-10-05")
    sari = move.world.sari
    rini = move.desk("rini").open(f"/people/{sari.uuid}/move?post=Kepala+UPTD")
    mark(rini, "unit_to", "position", kind="plt")
    rini.fill(valid_from="05-10-2026", valid_to="20-10-2026").press("Catat jabatan")
    rini.see("Plt.", "5 Oktober 2026")
    rini.open("/leave/add").fill(person=sari.name, first="21-10-2026", last="23-10-2026")
    rini.page.select_option("main select[name=kind]", index=1)
    rini.press("Simpan cuti").see(sari.name)


def mark(desk: Desk, *first: str, **chosen: str) -> None:
    """Choose in some groups what stands first, in others a value."""
    for name in first:
        desk.page.locator(f"main input[name='{name}']").first.check(force=True)
    for name, value in chosen.items():
        desk.page.locator(f"main input[name='{name}'][value='{value}']").check(force=True)


def go_to_the_school(move: Move) -> None:
    """Personnel moves her between units, and says who rates her there."""
    move.on("2026-11-10")
    sari = move.world.sari
    dewi = move.desk("dewi").open(f"/people/{sari.uuid}/move?unit=Pendidikan&post=Guru")
    mark(dewi, "unit_to", "position", kind="definitif")
    dewi.fill(valid_from="10-11-2026")
    dewi.press("Catat jabatan").see(POST)
    dewi.open(f"/supervision/set?person={sari.uuid}")
    mark(dewi, rater=str(move.world.wati.uuid))
    dewi.fill(valid_from="10-11-2026").press("Tetapkan penilai")
    dewi.open(f"/people/{sari.uuid}").see(move.world.wati.full_name, "9 November 2026")


def close_the_old_plan(move: Move) -> None:
    """The old rater is asked on the first screen, and sets the predicate of the closed plan at once."""
    move.on("2026-11-12")
    budi = move.desk("budi").open("/").see("Nilai 1 SKP yang ditutup karena mutasi")
    budi.follow("Nilai 1 SKP yang ditutup karena mutasi").see(move.world.sari.full_name)
    budi.press("Mulai menilai 1 pegawai")
    judge(budi)
    budi.press("Simpan penilaian").see("triwulan III 2026").press("Tetapkan predikat penutup")
    budi.see("Predikat ditetapkan")
    sari = move.desk("sari").open("/evaluations/own").follow("Triwulan IV 2026")
    sari.press("Terima hasil penilaian").see("Baik")


def plan_as_a_teacher(move: Move) -> None:
    """She writes a plan for the new post; the new rater agrees; one of two is in force today."""
    sari = move.desk("sari").open("/").see("SKP jabatan lama sudah ditutup")
    sari.open("/plans/").follow("Buat SKP").press("Buat SKP").follow("Tambah hasil kerja")
    sari.fill(text=TEACHES)
    sari.fill(**{"i-0-name": "Persentase murid yang lancar membaca"})
    sari.fill(**{"i-0-target": "90", "i-0-unit": "%", "i-0-source": "Asesmen sekolah"})
    sari.press("Simpan hasil kerja").press("Ajukan SKP").see("Menunggu Wati Kusuma")
    plan = sari.page.url.rstrip("/").rpartition("/")[2]
    move.desk("wati").open(f"/plans/{plan}/").press("Setujui SKP").see("Disetujui")
    sari.open("/plans/").see("Berlaku hari ini", "Sudah ditutup", "10 bulan 9 hari")
    sari.open(f"/plans/{plan}/readings")
    sari.page.get_by_label("Realisasi").first.fill("88")
    sari.press("Simpan realisasi").see("88")


def rate_the_year(move: Move) -> None:
    """The last rater sees both plans, sets the predicate of the year, and both are printed."""
    move.on("2027-01-12")
    world = move.world
    UnitLevel.objects.create(
        unit=world.school,
        year=2026,
        period="Y",
        level="baik",
        reason="Capaian perjanjian kinerja.",
        set_by=world.dewi,
        set_on=date(2027, 1, 8),
    )
    wati = move.desk("wati").open("/evaluations/?year=2026&period=Y")
    wati.press("Mulai menilai 1 pegawai")
    wati.see("SKP dalam tahun ini", "10 bulan 9 hari", "Triwulan IV: Baik", world.budi.full_name)
    judge(wati)
    wati.press("Simpan penilaian").follow("Tetapkan predikat")
    wati.fill(reason="Satu pegawai saja.").press("Tetapkan predikat")
    sari = move.desk("sari").open("/evaluations/own").follow("Tahun 2026")
    sari.see("SKP dalam tahun ini", "Triwulan IV: Baik")
    with sari.page.expect_download() as printed:
        sari.page.get_by_role("button", name="Cetak evaluasi").click()
    assert printed.value.suggested_filename.startswith("Evaluasi kinerja tahunan")
    [paper] = ANNUAL.written([str(Evaluation.objects.get(period="Y").uuid)])
    assert "1 Januari sampai 9 November 2026" in str(paper.content)
    assert "10 November sampai 31 Desember 2026" in str(paper.content)


def test_a_move_found_out_late_is_recorded_with_the_rater_kept(world: World, seat: Any) -> None:
    """The days were another's to rate: the page says so and which choice lets the move stand."""
    Assignment.objects.filter(employee=world.sari).update(valid_from=date(2024, 1, 1))
    make_position(world.agency, name=POST)
    dewi = Desk(seat("dewi")).open(f"/people/{world.sari.uuid}/move?unit=Pendidikan&post=Guru")
    mark(dewi, "unit_to", "position", kind="definitif", rater="head")
    dewi.fill(valid_from="01-12-2025").press("Catat jabatan")
    dewi.see("tercatat sebagai penilai", "Atau pilih “Penilai tetap”")
    mark(dewi, rater="keep")
    dewi.press("Catat jabatan").see(POST, "1 Desember 2025")
    assert world.sari.supervisions.get(valid_to=None).rater == world.budi
