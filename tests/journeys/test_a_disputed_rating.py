"""One rating from the raters' table to its end: calibrated, set, accepted, objected to, changed, followed up.

Each step is done on pages by the one whose step it is.
"""

from typing import Any

import pytest

from pamong.people.tests.world import World
from pamong.performance.calibration.tests.make import rated_staff
from pamong.performance.evaluation.tests.make import ABOVE, BELOW
from pamong.performance.models import Calibration
from tests.journeys.test_a_year import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "Bukti rujukan triwulan ini belum lengkap."


def test_from_calibration_to_what_follows_a_changed_decision(world: World, seat: Any) -> None:
    evaluation = rated_staff(world, "sari")["sari"]
    address = f"/evaluations/{evaluation.uuid}/"
    joko, budi, sari = (Desk(seat(name)) for name in ("joko", "budi", "sari"))
    session = calibrate(joko, budi)
    close_and_set(joko, budi, session)
    accept(sari, address)
    objection = object_to_it(sari, address)
    decide(budi, joko, objection)
    follow_up(budi, sari, address)


def calibrate(joko: Desk, budi: Desk) -> str:
    """The raters' superior convenes; the rater reads first, and makes the change that is proposed."""
    joko.open("/calibrations/").follow("Buka kalibrasi")
    joko.choose("Triwulan III 2026", "UPTD Puskesmas Cempaka", "Jabatan fungsional")
    joko.press("Buka kalibrasi").see("Belum mencatat sudah membaca")
    session = f"/calibrations/{Calibration.objects.get().uuid}/"
    budi.open("/").follow("Baca bukti untuk 1 kalibrasi").follow("UPTD Puskesmas Cempaka")
    budi.see("Hasil kerja 1").press("Saya sudah membaca bukti").see("Anda sudah mencatat")
    joko.open(session).press("Lanjut ke angka").see("terlalu sedikit untuk disimpulkan")
    joko.press("Lanjut ke pembahasan").follow("Usulkan perubahan")
    joko.page.locator(f"[name='results'][value='{BELOW}']").check(force=True)
    joko.fill(reason=REASON).press("Kirim usulan").see("Menunggu penilai")
    budi.open("/").follow("Jawab 1 usulan kalibrasi")
    assert f"{session}#answers" in budi.page.url
    budi.see(REASON).press("Ubah rating").see("Diubah penilai")
    return session


def close_and_set(joko: Desk, budi: Desk, session: str) -> None:
    """Predicates wait until the session is closed with minutes; then they are set as always."""
    budi.open("/evaluations/2026/Q3/set").see("Menunggu kalibrasi")
    joko.open(session).follow("Tutup kalibrasi")
    joko.fill(minutes="Bukti rujukan dibahas; satu rating diubah penilainya.")
    joko.press("Tutup kalibrasi").see("satu rating diubah penilainya")
    budi.open("/evaluations/2026/Q3/set").fill(reason="Sesuai bukti yang dibahas.")
    budi.press("Tetapkan predikat 1 pegawai")


def accept(sari: Desk, address: str) -> None:
    """The person reads that the rating was calibrated, what changed and why, and accepts at first."""
    sari.open(address).see("Rating diubah penilai dalam sesi kalibrasi", REASON)
    sari.press("Terima hasil penilaian").see("Diterima")


def object_to_it(sari: Desk, address: str) -> str:
    """Within the days that the page names the person may still object."""
    sari.open(address).see("Ajukan keberatan paling lambat").follow("Ajukan keberatan")
    sari.fill(reason="Bukti rujukan sudah dikirim pada 30 September.").press("Ajukan keberatan")
    sari.see("Menunggu keputusan Joko Susilo", "Menunggu sejak")
    return sari.page.url.rstrip("/").rpartition("/")[2]


def decide(budi: Desk, joko: Desk, objection: str) -> None:
    """Both sides stand beside each other; the rater's superior decides with a reason, finally."""
    budi.open("/").follow("Tanggapi 1 keberatan")
    budi.open(f"/objections/{objection}/").fill(text="Rekap belum memuat rujukan luar wilayah.")
    budi.press("Simpan penjelasan")
    joko.open("/").follow("Putuskan 1 keberatan")
    joko.open(f"/objections/{objection}/").see("sudah dikirim pada 30", "luar wilayah")
    joko.page.locator("[name='outcome'][value='changes']").check(force=True)
    joko.page.locator(f"[name='behaviour'][value='{ABOVE}']").check(force=True)
    joko.fill(reason="Rekap tetap kurang; perilakunya teladan.").press("Simpan keputusan")
    joko.see("Penilaian diubah")


def follow_up(budi: Desk, sari: Desk, address: str) -> None:
    """The new version is read and accepted; a plan to improve follows, noted by both and ended with a result."""
    sari.open(address).see("Versi ini sudah diganti").follow("Buka versi yang berlaku")
    sari.see("Versi 2").press("Terima hasil penilaian").see("Diterima")
    newest = sari.page.url
    budi.page.goto(newest)
    budi.follow("Buka rencana perbaikan")
    budi.page.locator("[name='support'][value='bimbingan_kinerja']").check(force=True)
    budi.fill(goal="Rekap rujukan lengkap tiap bulan.").press("Buka rencana perbaikan")
    budi.follow("Tambah tonggak")
    budi.fill(text="Rekap Desember", measure="Lengkap per 31 Desember", due_on="31-12-2026")
    budi.press("Simpan tonggak").see("Rekap Desember")
    sari.page.goto(newest)
    sari.follow("Rencana perbaikan dibuka").follow("Rekap Desember")
    sari.page.locator("[name='outcome'][value='met']").check(force=True)
    sari.fill(text="Rekap sudah dikirim.").press("Simpan catatan")
    budi.open("/improvements/").follow("Sari Lestari").see("Rekap sudah dikirim.")
    budi.follow("Rekap Desember")
    budi.page.locator("[name='outcome'][value='met']").check(force=True)
    budi.press("Simpan catatan").follow("Tetapkan hasil")
    budi.page.locator("[name='result'][value='improved']").check(force=True)
    budi.fill(reason="Rekap kini lengkap.").press("Simpan hasil").see("Membaik")
    sari.open("/").follow("Baca hasil 1 rencana perbaikan").follow("Selesai").follow("Sari Lestari")
    sari.fill(note="Terima kasih atas bimbingannya.").press("Saya sudah membaca hasilnya")
    sari.see("Hasil diterima pegawai", "Terima kasih atas bimbingannya.")
