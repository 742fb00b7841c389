"""A day's line, a reading and a draft typed while the line is cut: kept on the device, sent once."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse

from pamong.access.models import FormDraft
from pamong.access.offline import views as offline_views
from pamong.access.offline.worker import worker_script
from pamong.ledger.models import Entry
from pamong.measurement.models import Reading
from pamong.people.models import Agency
from pamong.people.tests.world import World
from pamong.performance.daily import views as daily_views
from pamong.performance.models import DailyEntry, Plan
from tests.browsing import started, until
from tests.offline.phones import KEPT, Phone, cut, open_and_keep, waiting, write_line

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = "/daily/2026-11-25"
TEXT = "Kunjungan rumah RT 2"
SENT = "Terkirim dari perangkat ini"
ON_DEVICE = "Tersimpan di perangkat ini; dikirim saat tersambung."
FILES = """async () => (await caches.keys()).filter((name) => name.startsWith("pamong-files-"))"""


def lines() -> list[str]:
    return list(DailyEntry.objects.order_by("pk").values_list("text", flat=True))


def test_a_line_typed_on_a_cut_line_is_sent_once_after_the_browser_was_closed(
    plan: Plan, as_: Any, phone: Phone
) -> None:
    open_and_keep(phone.open(as_("sari")), phone.home, "/daily/")
    phone.line.cut()
    page = phone.open(as_("sari"))
    page.goto(phone.home + "/daily/")
    page.get_by_text("Sambungan terputus. Halaman ini salinan").wait_for()
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    page.get_by_text("Progress harian Rabu, 25 November 2026").wait_for()
    phone.close()
    assert lines() == []
    phone.line.restore()
    page = phone.open(as_("sari"))
    page.goto(phone.home + "/")
    page.get_by_text(SENT).wait_for()
    page.goto(phone.home + DAY)
    page.get_by_text("1 baris tersimpan.").wait_for()
    assert lines() == [TEXT]
    entry = Entry.objects.get(verb="performance.entry_recorded")
    assert entry.changes["typed_at"][1].startswith("20")
    assert waiting(page) == 0


def test_what_had_arrived_although_no_answer_came_back_is_not_done_twice(
    plan: Plan, seat: Any
) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    page.get_by_label("Kegiatan harian").fill(TEXT)
    page.evaluate("""async () => {
        const form = document.querySelector("form[data-draft]");
        const body = new URLSearchParams(new FormData(form));
        await fetch(form.action, { method: "POST", body });
    }""")
    assert lines() == [TEXT]
    cut(page)
    page.get_by_role("button", name="Simpan progress").click()
    page.get_by_text(ON_DEVICE).wait_for()
    cut(page, is_cut=False)
    page.get_by_text(SENT).wait_for()
    assert lines() == [TEXT]
    assert Entry.objects.filter(verb="performance.entry_recorded").count() == 1


def test_two_tabs_and_a_double_press_send_once_and_two_lines_are_two(plan: Plan, seat: Any) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    other = page.context.new_page()
    other.goto(one.home + "/")
    cut(page)
    for text in (TEXT, TEXT, "Posyandu RT 5"):
        page.goto(one.home + DAY)
        write_line(page, text)
        page.get_by_text(ON_DEVICE).wait_for()
    assert waiting(page) == 2
    cut(page, is_cut=False)
    page.wait_for_function(
        "() => document.querySelector('[data-device-waiting]').textContent.includes('Tidak ada')"
    )
    assert sorted(lines()) == sorted([TEXT, "Posyandu RT 5"])


def test_a_refused_one_comes_back_to_its_form_with_content_and_reason(
    plan: Plan, seat: Any
) -> None:
    one = seat("sari", width=360)
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    page.get_by_label("Mulai").fill("10.00")
    page.get_by_label("Selesai").fill("09.00")
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    cut(page, is_cut=False)
    page.get_by_text("Isi jam selesai sesudah jam mulai.").wait_for()
    assert waiting(page) == 1
    page.get_by_role("button", name="Periksa dan kirim lagi").click()
    page.get_by_text("Perbaiki 1 isian berikut").wait_for()
    assert page.get_by_label("Kegiatan harian").input_value() == TEXT
    assert waiting(page) == 0
    page.get_by_label("Selesai").fill("11.00")
    page.get_by_role("button", name="Simpan progress").click()
    page.get_by_text("1 baris tersimpan.").wait_for()
    assert lines() == [TEXT]


def test_one_that_is_too_late_stays_until_it_is_thrown_away(
    plan: Plan, seat: Any, settings: Any
) -> None:
    one = seat("sari", width=360)
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    settings.TODAY = "2026-12-20"
    cut(page, is_cut=False)
    page.get_by_text("Tidak dapat disimpan:").wait_for()
    page.get_by_text("sudah lewat").wait_for()
    page.get_by_text("Yang Anda tulis").click()
    page.get_by_text(TEXT).wait_for()
    page.get_by_role("button", name="Buang").click()
    page.get_by_role("button", name="Tekan sekali lagi untuk membuang").click()
    page.get_by_text(TEXT).wait_for(state="detached")
    assert (waiting(page), lines()) == (0, [])


def test_after_a_lost_session_it_waits_for_the_sign_in(plan: Plan, seat: Any, world: World) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    Session.objects.all().delete()
    cut(page, is_cut=False)
    page.goto(one.home + "/")
    page.get_by_text("Isian yang belum terkirim di perangkat ini: 1.").wait_for()
    user = world.account("sari")
    user.set_password("kata-sandi-panjang")
    user.save()
    page.get_by_label("NIP").fill(user.sign_in_name)
    page.get_by_role("textbox", name="Kata sandi").fill("kata-sandi-panjang")
    page.get_by_role("button", name="Masuk").click()
    page.get_by_text(SENT).wait_for()
    assert lines() == [TEXT]


def test_nothing_of_one_account_is_left_or_sent_when_another_signs_in(
    plan: Plan, seat: Any, as_: Any
) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    cookie = as_("budi").cookies["pamong_session"].value
    page.context.add_cookies([{"name": "pamong_session", "value": cookie, "url": one.home}])
    cut(page, is_cut=False)
    page.wait_for_timeout(300)
    page.goto(one.home + "/")
    until(page, f"async () => !(await ({KEPT})('{DAY}'))")
    assert (waiting(page), lines()) == (0, [])


def test_signing_out_warns_and_leaves_nothing_on_the_device(plan: Plan, seat: Any) -> None:
    one = seat("sari", width=360)
    page = open_and_keep(one.page, one.home, DAY)
    page.get_by_label("Mulai").fill("10.00")
    page.get_by_label("Selesai").fill("09.00")
    cut(page)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    cut(page, is_cut=False)
    page.get_by_text("Isi jam selesai sesudah jam mulai.").wait_for()
    page.goto(one.home + "/account/sign-out")
    page.get_by_text("Bila Anda keluar sekarang, isian itu hilang.").wait_for()
    page.locator("main").get_by_role("button", name="Keluar").click()
    page.get_by_role("heading", name="Masuk", exact=True).wait_for()
    assert (
        page.evaluate("async () => (await caches.keys()).filter((n) => !n.includes('files'))") == []
    )


def test_a_new_version_takes_the_old_ones_files_and_reads_the_pages_anew(
    plan: Plan, as_: Any, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_and_keep(phone.open(as_("sari")), phone.home, DAY)
    before = page.evaluate(FILES)
    newer = worker_script().replace('"version": "', '"version": "f')
    monkeypatch.setattr(offline_views, "worker_script", lambda: newer)
    phone.line.cut()
    page.goto(phone.home + DAY)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    phone.line.restore()
    page = phone.open(as_("sari"))
    page.goto(phone.home + "/")
    page.get_by_text(SENT).wait_for()
    until(page, f"async (old) => !(await ({FILES})()).includes(old[0])", before)
    assert page.evaluate(FILES) == [before[0].replace("files-", "files-f")]
    assert page.evaluate(KEPT, DAY)
    assert lines() == [TEXT]


def test_a_server_that_is_down_counts_as_a_cut_line_whatever_the_browser_says(
    plan: Plan, seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    whole = daily_views._day_page
    monkeypatch.setattr(daily_views, "_day_page", lambda *_args: HttpResponse(status=503))
    page.goto(one.home + DAY)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    assert page.evaluate("navigator.onLine")
    monkeypatch.setattr(daily_views, "_day_page", whole)
    page.get_by_text(SENT).wait_for()  # tried again after five seconds, without being told
    assert lines() == [TEXT]


def test_a_form_that_cannot_wait_stays_with_its_content(plan: Plan, seat: Any) -> None:
    one = seat("sari", width=360)
    page = open_and_keep(one.page, one.home, DAY)
    page.goto(f"{one.home}/plans/{plan.uuid}/steps?q=4")
    page.locator("textarea").first.fill("Kunjungan rumah")
    cut(page)
    page.get_by_role("button", name="Simpan rencana aksi").click()
    page.get_by_text("Sambungan terputus: belum terkirim.").wait_for()
    assert page.locator("textarea").first.input_value() == "Kunjungan rumah"
    assert waiting(page) == 0


def test_a_line_more_is_added_without_the_server(plan: Plan, seat: Any) -> None:
    one = seat("sari", width=360)
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    page.get_by_label("Kegiatan harian").fill(TEXT)
    page.get_by_role("button", name="Tambah baris").click()
    page.get_by_text("baris ditambahkan di halaman ini saja").wait_for()
    write_line(page, "Posyandu RT 5")
    page.get_by_text(ON_DEVICE).wait_for()
    cut(page, is_cut=False)
    page.get_by_text(SENT).wait_for()
    assert lines() == [TEXT, "Posyandu RT 5"]


def test_a_reading_waits_and_arrives_with_when_it_was_typed(plan: Plan, seat: Any) -> None:
    one, path = seat("sari"), f"/plans/{plan.uuid}/readings?q=4"
    page = open_and_keep(one.page, one.home, path)
    cut(page)
    page.get_by_label("Realisasi", exact=False).first.fill("12")
    page.get_by_role("button", name="Simpan realisasi").click()
    page.get_by_text(ON_DEVICE).wait_for()
    cut(page, is_cut=False)
    page.get_by_text(SENT).wait_for()
    assert Reading.objects.filter(value=12).count() == 1
    assert Entry.objects.get(verb="performance.reading_entered").changes["typed_at"][1]


def test_a_draft_typed_on_a_cut_line_arrives_from_another_page(plan: Plan, seat: Any) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    started(page, "form[data-draft]").get_by_label("Kegiatan harian").fill(TEXT)
    page.get_by_text("Draf tersimpan di perangkat ini; dikirim saat tersambung.").wait_for()
    page.goto(one.home + "/offline")
    cut(page, is_cut=False)
    for _n in range(100):
        if FormDraft.objects.exists():
            break
        page.wait_for_timeout(100)
    assert FormDraft.objects.get().fields["text_0"] == TEXT
    assert lines() == []


def test_turned_off_by_the_agency_devices_send_and_forget(
    plan: Plan, seat: Any, world: World
) -> None:
    one = seat("sari")
    page = open_and_keep(one.page, one.home, DAY)
    cut(page)
    write_line(page, TEXT)
    page.get_by_text(ON_DEVICE).wait_for()
    Agency.objects.filter(pk=world.agency.pk).update(keeps_offline=False)
    cut(page, is_cut=False)
    page.wait_for_timeout(300)
    page.goto(one.home + "/")
    until(page, "async () => !(await navigator.serviceWorker.getRegistration())")
    assert (
        page.evaluate("async () => (await caches.keys()).filter((n) => !n.includes('files'))") == []
    )
    assert lines() == [TEXT]
