"""One year of a new health centre, lived by those who are in it; every verb is done on a page.

The office starts with what a new install has: a personnel officer, an agency's head, an auditor.
"""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from pamong.access.scope import Role
from pamong.access.tests.make import PASSWORD
from pamong.cli import main
from pamong.people.models import Mandate
from pamong.people.tests.make import START, make_employee, make_supervision
from pamong.people.tests.world import World
from tests.browsing import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEADER, STAFF, ADMIN = "198003142006042007", "199201152019032011", "198807232012022004"
NAMES = {LEADER: "Bambang Sutrisno", STAFF: "Nurul Hidayah", ADMIN: "Ratna Wulandari"}
CLINIC = "UPTD Puskesmas Melati"
FILE = f"""NIP;Nama;Nama Jabatan;Jenis Jabatan;Jenjang;Memimpin Unit;Unit Kerja;Unit Induk;NIP Penilai
{LEADER};{NAMES[LEADER]};Kepala UPTD Puskesmas;administrator;;ya;{CLINIC};Dinas Kesehatan;%s
{ADMIN};{NAMES[ADMIN]};Pengelola Kepegawaian;pelaksana;;;{CLINIC};Dinas Kesehatan;%s
{STAFF};{NAMES[STAFF]};Bidan Ahli Pertama;fungsional;ahli pertama;;{CLINIC};Dinas Kesehatan;{LEADER}
"""
RESULT = "Meningkatnya cakupan imunisasi dasar lengkap bayi di wilayah Melati"


class Desk:
    """What a person does on pages: open, follow, press, fill, choose, see."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @property
    def page(self) -> Page:
        return self.seat.page

    def open(self, path: str) -> "Desk":
        self.seat.open(path)
        return self

    def follow(self, text: str) -> "Desk":
        self.page.get_by_role("link", name=text).locator("visible=true").first.click()
        self.page.wait_for_load_state()
        return self

    def press(self, text: str) -> "Desk":
        self.page.locator("main").get_by_role("button", name=text).first.click()
        self.page.wait_for_load_state()
        return self

    def fill(self, **fields: str) -> "Desk":
        for name, value in fields.items():
            self.page.fill(f"main [name='{name}']", value)
        return self

    def choose(self, *labels: str) -> "Desk":
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()
        return self

    def see(self, *texts: str) -> "Desk":
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self


class Year:
    """The office, its people at their desks, and the day it is."""

    def __init__(self, world: World, seat: Callable[..., Seat], settings: Any) -> None:
        self.world, self.seat, self.settings = world, seat, settings
        self.desks: dict[str, Desk] = {}

    def on(self, day: str) -> None:
        """Move the clock."""
        self.settings.TODAY = day

    def desk(self, who: str) -> Desk:
        """Somebody's own browser, signed in before, or at the door."""
        if who not in self.desks:
            was_here = who in self.world.people or who in self.world.users
            self.desks[who] = Desk(self.seat(who if was_here else "nobody"))
        return self.desks[who]

    def come_in(self, nip: str, code: str) -> Desk:
        """The first time: with the code from the sheet, then a password of one's own."""
        desk = self.desk(nip).open("/account/code").fill(name=nip, code=code).press("Lanjutkan")
        desk.see(NAMES[nip]).fill(password1=PASSWORD, password2=PASSWORD)
        return desk.press("Simpan kata sandi dan masuk")


@pytest.fixture
def year(world: World, seat: Any, settings: Any, tmp_path: Any) -> Year:
    """A new install: the agency's head has been named by the shell, all others come by the file."""
    head = make_employee(world.root, name="Kartika Sari")
    world.people["kartika"] = head
    Mandate.objects.create(
        user=head.user, role=Role.AGENCY_HEAD, agency=world.agency, valid_from=START
    )
    make_supervision(world.joko, head)
    return Year(world, seat, settings)


def test_a_year_from_the_import_to_the_trace(year: Year, tmp_path: Any) -> None:
    take_in_the_people(year, tmp_path)
    open_the_windows(year)
    plan = agree_the_plan(year)
    carry_out(year, plan)
    rate_the_quarter(year)
    rating = rate_the_year(year)
    read_the_trace(year, rating)


def take_in_the_people(year: Year, folder: Any) -> None:
    """HR imports; the unit's administrator comes in first and lets in the others."""
    year.on("2026-01-05")
    file = folder / "pegawai.csv"
    above = year.world.joko.nip
    file.write_text(FILE % (above, above), encoding="utf-8")
    hr = year.world.account("dewi").sign_in_name
    told = CliRunner().invoke(
        main, ["import", "people", str(file), "--as", hr, "--agency", "wanasari"]
    )
    assert told.exit_code == 0, told.output
    dewi = year.desk("dewi").open("/accounts").follow(CLINIC)
    row = dewi.page.get_by_role("row", name=NAMES[ADMIN])
    row.get_by_role("link", name="Kode baru").click()
    dewi.page.locator("main input[name=was_seen]").check()
    dewi.press("Buat kode baru")
    year.come_in(ADMIN, sheet(dewi.page, (ADMIN,))[0])
    dewi.open("/accounts").follow(CLINIC)
    row.get_by_role("link", name="Beri peran").click()
    dewi.choose("Administrator unit", CLINIC).fill(basis="SK Kepala Dinas 12/2026")
    dewi.press("Beri peran").see("Peran diberikan mulai")
    ratna = year.desk(ADMIN).open("/accounts").follow(CLINIC)
    for nip in (LEADER, STAFF):
        box = ratna.page.get_by_role("row", name=NAMES[nip]).locator("input[type=checkbox]")
        box.check()
    ratna.press("Terbitkan 2 lembar akses")
    for nip, code in zip((LEADER, STAFF), sheet(ratna.page, (LEADER, STAFF)), strict=True):
        year.come_in(nip, code).see("Yang menunggu Anda")


def sheet(page: Page, nips: tuple[str, ...]) -> list[str]:
    """The codes of these people, in their order."""
    rows = [page.get_by_role("row", name=NAMES[nip]) for nip in nips]
    return [row.locator("code").inner_text() for row in rows]


def open_the_windows(year: Year) -> None:
    """HR takes the days that the rules propose."""
    dewi = year.desk("dewi").open("/windows/?year=2026")
    dewi.press("Tetapkan semua jendela").see("Belum dibuka")


def agree_the_plan(year: Year) -> str:
    """The employee proposes, the leader returns it with a reason, then agrees."""
    year.on("2026-01-12")
    nurul = year.desk(STAFF).open("/plans/").follow("Buat SKP").press("Buat SKP")
    nurul.follow("Tambah hasil kerja")
    nurul.fill(text=RESULT)
    nurul.fill(**{"i-0-name": "Persentase bayi dengan imunisasi dasar lengkap"})
    nurul.fill(**{"i-0-target": "90", "i-0-unit": "%", "i-0-source": "Laporan bulanan imunisasi"})
    nurul.press("Simpan hasil kerja").press("Ajukan SKP").see("Menunggu Bambang Sutrisno")
    plan = nurul.page.url.rstrip("/").rpartition("/")[2]
    bambang = year.desk(LEADER).open("/plans/team").follow(NAMES[STAFF])
    bambang.follow("Kembalikan dengan catatan").fill(reason="Naikkan target menjadi 95%.")
    bambang.press("Kembalikan dengan catatan")
    nurul.open(f"/plans/{plan}/").see("Naikkan target menjadi 95%.")
    nurul.follow(RESULT).fill(**{"i-0-target": "95"}).press("Simpan hasil kerja")
    nurul.press("Ajukan SKP")
    bambang.open(f"/plans/{plan}/").press("Setujui SKP").see("Disetujui")
    return plan


def carry_out(year: Year, plan: str) -> None:
    """A daily entry that the leader confirms, figures, evidence, and a word from the leader."""
    year.on("2026-03-10")
    nurul, bambang = year.desk(STAFF), year.desk(LEADER)
    nurul.open("/daily/")
    nurul.fill(text_0="Imunisasi 42 bayi di Posyandu Melati", amount_0="42", unit_0="bayi")
    nurul.press("Simpan progress hari ini").see("Imunisasi 42 bayi")
    bambang.open("/daily/review/").see("Imunisasi 42 bayi")
    bambang.page.locator("main input[type=checkbox]").first.check()
    bambang.press("Konfirmasi").press("Konfirmasi 1 baris").see("Progress yang Anda konfirmasi")
    year.on("2026-03-30")
    nurul.open(f"/plans/{plan}/readings")
    figure = nurul.page.get_by_label("Realisasi").first
    figure.fill("93,5")
    nurul.press("Simpan realisasi").see("93,5")
    nurul.open(f"/plans/{plan}/evidence/")
    nurul.fill(link="https://contoh.example/imunisasi", title="Rekap imunisasi triwulan I")
    nurul.choose(RESULT).press("Simpan bukti dukung").see("Rekap imunisasi triwulan I")
    bambang.open(f"/plans/{plan}/feedback")
    bambang.page.locator("main textarea").first.fill("Cakupan naik; pertahankan kunjungan rumah.")
    bambang.press("Kirim umpan balik")
    nurul.open(f"/plans/{plan}/feedback").see("pertahankan kunjungan rumah")


def rate_the_quarter(year: Year) -> None:
    """The agency's head says how the unit did, then the leader rates and sets the predicate."""
    year.on("2026-04-08")
    rate(year, "Q1", "triwulan I 2026")


def rate_the_year(year: Year) -> str:
    """The same for the year; then the leader plans what follows, and the employee does it."""
    year.on("2027-01-12")
    rating = rate(year, "Y", "tahun 2026")
    bambang = year.desk(LEADER).open(rating).see("Terima kasih").follow("Tambah tindak lanjut")
    bambang.page.locator("main input[name=kind]").first.check()
    bambang.choose(NAMES[STAFF]).fill(text="Magang di RSUD selama seminggu", due_on="31-03-2027")
    bambang.press("Simpan tindak lanjut").see("Magang di RSUD")
    year.on("2027-03-20")
    nurul = year.desk(STAFF).open("/follow-ups/").see("Magang di RSUD")
    nurul.page.locator("main table, main [role=table]").get_by_role("link").first.click()
    nurul.fill(outcome="Magang selesai, catatan dibagikan.").press("Tandai selesai")
    nurul.see("Selesai")
    return rating


def rate(year: Year, period: str, said: str) -> str:
    """One round of rating, from the level of the unit to the word of the employee."""
    asked = f"?year=2026&period={period}"
    head = year.desk("kartika").open(f"/levels/{asked}&show=all")
    head.follow(CLINIC).choose("Baik")
    head.fill(reason="Capaian perjanjian kinerja 96%.").press("Tetapkan capaian organisasi")
    head.open(f"/levels/{asked}&show=set").see("Kartika Sari")
    bambang = year.desk(LEADER).open(f"/evaluations/{asked}")
    bambang.press("Mulai menilai").see(NAMES[STAFF])
    judge(bambang)
    bambang.press("Simpan penilaian").follow("Tetapkan predikat")
    bambang.see("Pola distribusi", "Berbeda dari pola")
    bambang.fill(reason="Satu pegawai saja; hasilnya sesuai target.").press("Tetapkan predikat")
    nurul = year.desk(STAFF).open("/evaluations/own").follow(said)
    nurul.see("Giliran Anda").fill(note="Terima kasih atas arahannya.")
    nurul.press("Terima hasil penilaian").see("Baik", "Terima kasih atas arahannya.")
    return nurul.page.url.removeprefix(nurul.seat.home)


def judge(desk: Desk) -> None:
    """Each result and each value as expected, which is the middle of three."""
    radios = desk.page.locator("main input[type=radio]")
    for name in radios.evaluate_all("rows => [...new Set(rows.map((row) => row.name))]"):
        desk.page.locator(f"main input[name='{name}']").nth(1).check(force=True)


def read_the_trace(year: Year, rating: str) -> None:
    """The auditor says why, reads, and the employee sees who read."""
    tono = year.desk("tono").open(rating).fill(purpose="Pemeriksaan berkala triwulan I")
    tono.press("Catat tujuan dan buka penilaian").see(NAMES[STAFF], "Terima kasih")
    year.desk(STAFF).open(rating).see("Siapa yang membaca", "Pemeriksaan berkala triwulan I")
