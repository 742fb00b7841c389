"""Figures come from the report of a city and from a database, in a browser: looked at, kept, mended, and traced back.

Dewi keeps the cards of the agency. The report of a city has decimal commas, names that stand twice, and an opinion
of the auditors among its figures.
"""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pamong.measurement.models import Card, Reading, Source
from pamong.measurement.sources.tasks import fetch_asked
from pamong.people.tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.shared,
    pytest.mark.django_db(transaction=True),
]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LPPD = SHARED / "id-lppd-semarang" / "lppd_semarang_2018_2019.csv"


def add_source(page: Page, name: str, kind: str) -> None:
    page.goto(f"{page.url.split('/sources')[0]}/sources/new")
    page.get_by_label("Nama sumber").fill(name)
    page.get_by_label(kind).check()
    page.get_by_role("button", name="Simpan sumber").click()


def bring(page: Page, file: Path) -> None:
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_load_state()


def say_columns(page: Page) -> None:
    """The proposal as it is."""
    page.get_by_role("link", name="Atur kolom").click()
    page.get_by_role("button", name="Simpan kolom dan periksa lagi").click()


def keep(page: Page, *, new_cards: bool = True) -> str:
    """New cards of all names, then the figures; what the page says of them."""
    if new_cards:
        page.get_by_role("button", name="Buat kartu baru").click()
        expect(page.get_by_text("Bagaimana baris dipahami").first).to_be_visible()
    page.locator("main").get_by_role("button", name="Simpan").click()
    page.get_by_text("Sudah disimpan").first.wait_for()
    page.wait_for_load_state()
    return page.locator("main").inner_text()


def test_the_report_of_a_city_is_looked_at_kept_mended_and_traced(
    world: World, seat: Any, tmp_path: Path
) -> None:
    if not LPPD.exists():
        pytest.skip("the files are not beside this repository: they may not be committed")
    dewi = seat("dewi")
    page = dewi.open("/sources/")
    bring_the_report(page, tmp_path)
    trace_a_figure(world, page)
    assert not dewi.faults


def bring_the_report(page: Page, folder: Path) -> None:
    """The commas are proposed, what is no number is named, and the mended file adds what it mends alone."""
    add_source(page, "LPPD", "Berkas yang diunggah")
    home = page.url
    bring(page, LPPD)
    say_columns(page)
    expect(page.get_by_text("“WTP” bukan angka").first).to_be_visible()
    assert "0 berubah, 0 tetap" in keep(page)
    before = Reading.objects.count()
    page.goto(home)
    bring(page, LPPD)
    assert f"0 baru, 0 berubah, {before} tetap" in page.locator("main").inner_text()
    expect(page.get_by_text("Tidak ada angka yang akan berubah.")).to_be_visible()
    mended = folder / "lppd-diperbaiki.csv"
    mended.write_text(LPPD.read_text(encoding="utf-8").replace("WTP", "4"), encoding="utf-8")
    page.goto(home)
    bring(page, mended)
    said = keep(page, new_cards=bool(page.get_by_role("button", name="Buat kartu baru").count()))
    assert "2 baru, 0 berubah" in said
    assert Reading.objects.count() == before + 2


def trace_a_figure(world: World, page: Page) -> None:
    """From the card to the file, its row, who brought it and when."""
    card = Card.objects.get(indicator__name="Angka Harapan Hidup")
    page.goto(f"{page.url.split('/sources')[0]}/indicators/{card.uuid}/?year=2018")
    text = page.locator("main").inner_text()
    assert "75,57" in text
    assert re.search(rf"{re.escape(LPPD.name)}.*baris \d+", text), text
    page.get_by_role("link", name=LPPD.name).first.click()
    page.get_by_text("Sidik berkas (SHA-256)").wait_for()
    page.wait_for_load_state()
    run = page.locator("main").inner_text()
    assert world.account("dewi").ledger_name in run


def test_a_broken_source_says_so_recovers_and_doubles_nothing(
    world: World, seat: Any, tmp_path: Path, settings: Any
) -> None:
    settings.SOURCES_FOLDER = str(tmp_path)
    (tmp_path / world.agency.code).mkdir()
    line = sqlite3.connect(tmp_path / world.agency.code / "angka.db", isolation_level=None)
    line.execute("CREATE TABLE angka (indikator TEXT, tahun INT, nilai REAL)")
    line.execute("INSERT INTO angka VALUES ('Balita ditimbang', 2024, 12.5)")
    page = seat("dewi").open("/sources/")
    add_source(page, "Gudang data", "Basis data")
    page.get_by_label("Nama basis data").fill("angka.db")
    page.locator("textarea[name=query]").fill("SELECT indikator, tahun, nilai FROM angka")
    page.get_by_role("button", name="Simpan sambungan").click()
    home = page.url

    def fetch() -> None:
        page.goto(home)
        page.get_by_role("button", name="Ambil sekarang").click()
        fetch_asked.func(str(Source.objects.get().uuid), str(world.account("dewi").uuid))
        page.goto(home)

    fetch()
    page.get_by_role("link", name="angka.db.csv").or_(
        page.locator("main table a").first
    ).first.click()
    say_columns(page)
    keep(page)
    line.execute("ALTER TABLE angka RENAME TO lain")
    fetch()
    expect(page.get_by_text("Sumber ini gagal diambil")).to_be_visible()
    line.execute("ALTER TABLE lain RENAME TO angka")
    line.close()
    fetch()
    expect(page.get_by_text("Sumber ini gagal diambil")).to_have_count(0)
    assert Reading.objects.count() == 1
