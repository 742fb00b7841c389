from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamong.measurement.models import Evidence
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    BELOW,
    final,
    level_of,
    make_rated_plan,
    make_reading,
    opened,
    rated,
    row,
)
from pamong.performance.models import Evaluation, EvidenceUse, PlanIndicator
from pamong.performance.windows.tests.test_set_window import set_one

As = Callable[[str], Client]
LIST = "/evaluations/?year=2026&period=Q3"
BOTH = {"results_rating": AS_EXPECTED, "behaviour_rating": AS_EXPECTED}
MOST_QUERIES = 12


def address(evaluation: Evaluation, tail: str = "rate") -> str:
    return f"/evaluations/{evaluation.uuid}/{tail}"


def text_of(page: Any) -> str:
    return str(page.content.decode())


def test_the_leader_starts_and_goes_on_to_the_next(world: World, as_: As) -> None:
    level_of(world)
    for name in ("putri", "rini"):
        make_rated_plan(getattr(world, name))
    budi = as_("budi")
    assert "Mulai menilai 2 pegawai" in text_of(budi.get(LIST))
    start = budi.post("/evaluations/2026/Q3/open")
    first, second = Evaluation.objects.order_by("plan__employee__name")
    assert start["Location"] == address(first)
    saved = budi.post(address(first), BOTH | {"seen": "1"})
    assert saved["Location"] == address(second)
    last = budi.post(address(second), BOTH | {"seen": "1"})
    assert last["Location"] == LIST
    page = text_of(budi.get(LIST))
    assert "2 dari 2 pegawai sudah dinilai" in page
    assert "Tetapkan predikat 2 pegawai" in page


def test_the_list_shows_the_pattern_of_a_level_before_anybody_is_rated(
    world: World, as_: As
) -> None:
    for name in ("putri", "rini"):
        make_rated_plan(getattr(world, name))
    assert "Pola distribusi" not in text_of(as_("budi").get(LIST))
    level_of(world)
    page = text_of(as_("budi").get(LIST))
    assert "Capaian organisasi: Baik." in page
    assert "0 dari 2 pegawai sudah dinilai." in page
    assert "pola: paling banyak" in page
    assert "bukan kuota" in page


def test_one_person_alone_makes_no_pattern(world: World, as_: As) -> None:
    make_rated_plan(world.putri)
    level_of(world)
    assert "Pola distribusi" not in text_of(as_("budi").get(LIST))


def test_a_long_list_is_narrowed_to_a_name_and_keeps_its_period(world: World, as_: As) -> None:
    level_of(world)
    for name in ("putri", "rini"):
        make_rated_plan(getattr(world, name))
    assert "cari-q" not in text_of(as_("budi").get(LIST))
    assert world.sari.unit
    for n in range(12):
        person = make_employee(world.sari.unit, name=f"Pegawai {n:02d}")
        make_supervision(person, world.budi)
        make_rated_plan(person)
    page = text_of(as_("budi").get(LIST))
    assert "cari-q" in page
    assert 'name="period" value="Q3"' in page
    narrowed = text_of(as_("budi").get(LIST + "&q=PEGAWAI 07"))
    assert "Pegawai 07" in narrowed
    assert "Pegawai 08" not in narrowed
    assert "0 dari 14 pegawai" in narrowed
    assert "Tidak ada nama atau jabatan" in text_of(as_("budi").get(LIST + "&q=%F0%9F%98%80"))


def test_nothing_is_chosen_beforehand_and_the_suggestion_is_a_word(world: World, as_: As) -> None:
    level_of(world)
    page = text_of(as_("budi").get(address(opened(world))))
    assert " checked" not in page
    assert page.count("Saran</span>") == 1
    assert "&lt;" not in page
    assert "Mengapa disarankan Sesuai ekspektasi?" in page
    assert "Belum terkonfirmasi" in page


def test_without_a_suggestion_the_page_says_so(world: World, as_: As) -> None:
    level_of(world)
    page = text_of(as_("budi").get(address(opened(world, "sari", None))))
    assert "Mengapa tidak ada saran?" in page
    assert "belum ada" in page


def test_a_draft_stays_on_the_page_and_a_final_save_asks_for_both(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world)
    budi = as_("budi")
    draft = budi.post(
        address(evaluation),
        {"seen": "1", "results_rating": ABOVE, "draft": "1", "w-loyal": "Setia."},
    )
    assert draft["Location"] == address(evaluation)
    page = budi.post(address(evaluation), {"seen": "2", "results_rating": ABOVE})
    assert page.status_code == 422
    assert "Pilih rating perilaku." in text_of(page)
    assert "Tulis alasan, karena berbeda dari saran." in text_of(page)


def test_a_stale_form_keeps_what_was_typed_and_saves_the_second_time(world: World, as_: As) -> None:
    level_of(world)
    evaluation = rated(world, opened(world))
    given = BOTH | {"seen": "1", f"f{row(evaluation.plan).pk}": "Kalimat panjang saya."}
    page = as_("budi").post(address(evaluation), given)
    assert page.status_code == 422
    assert "Isian Anda masih utuh" in text_of(page)
    assert "Kalimat panjang saya." in text_of(page)
    assert f'name="seen" value="{evaluation.version}"' in text_of(page)
    again = as_("budi").post(address(evaluation), given | {"seen": str(evaluation.version)})
    assert again.status_code == 303


def test_the_predicate_follows_what_is_chosen_without_saving(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world)
    chosen = {"results_rating": BELOW, "behaviour_rating": AS_EXPECTED, "v-loyal": ABOVE}
    page = as_("budi").post(address(evaluation, "preview"), chosen, headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert "Butuh Perbaikan" in text_of(page)
    assert "1 di atas, 0 sesuai, 0 di bawah" in text_of(page)
    assert "<html" not in text_of(page)
    evaluation.refresh_from_db()
    assert evaluation.version == 1


def test_a_closed_window_says_who_opens_it_and_shows_no_button(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world)
    set_one(world, (date(2026, 10, 1), date(2026, 11, 24)))
    page = text_of(as_("budi").get(address(evaluation)))
    assert "Dua orang dapat membukanya kembali" in page
    assert "Simpan dan nilai berikutnya" not in page
    assert as_("budi").post(address(evaluation), BOTH | {"seen": "1"}).status_code == 422


def test_before_the_level_the_list_names_who_sets_it(world: World, as_: As) -> None:
    make_rated_plan(world.sari)
    page = text_of(as_("budi").get(LIST))
    assert "Yang menetapkan: Joko Susilo" in page
    assert "Mulai menilai" not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *((name, 404) for name in ("sari", "hadi", "wati", "rini", "tono")),
        *(("joko", 403), ("dewi", 403), ("putri", 200)),
    ],
)
def test_who_may_open_the_page_of_an_unset_one(
    world: World, as_: As, name: str, status: int
) -> None:
    level_of(world)
    assert as_(name).get(address(opened(world))).status_code == status


def test_predicates_are_set_at_once_with_the_advice_beside(world: World, as_: As) -> None:
    level_of(world)
    for name in ("putri", "rini", "sari"):
        rated(world, opened(world, name))
    budi = as_("budi")
    page = text_of(budi.get("/evaluations/2026/Q3/set"))
    assert "Berbeda dari pola" in page
    assert "bukan kuota" in page
    refused = budi.post("/evaluations/2026/Q3/set", {"reason": ""})
    assert refused.status_code == 422
    assert "Tulis alasan, karena berbeda dari pola." in text_of(refused)
    assert budi.post("/evaluations/2026/Q3/set", {"reason": "Tiga orang."}).status_code == 303
    assert Evaluation.objects.final().count() == 3
    assert as_("sari").get("/evaluations/own").status_code == 200


def test_the_person_reads_how_it_came_about_and_accepts(world: World, as_: As) -> None:
    evaluation = final(world)
    sari = as_("sari")
    assert "1 penilaian menunggu jawaban Anda" in text_of(sari.get("/evaluations/own"))
    page = text_of(sari.get(address(evaluation, "")))
    assert "Bagaimana ini dihitung?" in page
    assert "id-permenpanrb-6-2022" in page
    assert "aturan ini belum terkonfirmasi" in page
    assert sari.post(address(evaluation, "acknowledge"), {"note": "Baik."}).status_code == 303
    assert "Diterima pegawai" in text_of(sari.get(address(evaluation, "")))


def test_an_auditor_states_a_purpose_and_the_person_sees_it(world: World, as_: As) -> None:
    evaluation = final(world)
    tono = as_("tono")
    page = text_of(tono.get(address(evaluation, "")))
    assert "Sebutkan tujuan Anda" in page
    assert "Bagaimana ini dihitung?" not in page
    assert tono.post(address(evaluation, "read"), {"purpose": ""}).status_code == 422
    assert tono.post(address(evaluation, "read"), {"purpose": "Audit TPP."}).status_code == 303
    assert "Bagaimana ini dihitung?" in text_of(tono.get(address(evaluation, "")))
    seen = text_of(as_("sari").get(address(evaluation, "")))
    assert "Audit TPP." in seen
    assert "Tono Prakoso" in seen
    assert as_("budi").post(address(evaluation, "read"), {"purpose": "x"}).status_code == 403


def test_pages_cost_the_same_for_three_and_for_thirty(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world, "sari", "80", "90", None)
    for number in range(30):
        person = make_employee(world.clinic, name=f"Pegawai Tambahan {number}")
        make_supervision(person, world.budi, world.joko)
        make_rated_plan(person)
    budi = as_("budi")
    for url in (LIST, address(evaluation), "/evaluations/2026/Q3/set", "/levels/", "/windows/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert budi.get(url).status_code == 200
        assert len(queries) <= MOST_QUERIES, [q["sql"][:150] for q in queries]


def test_reading_costs_at_most_twelve(world: World, as_: As) -> None:
    evaluation = final(world, "sari", "60", "80", None, reason="Berbeda.")
    for name, url in (
        ("sari", address(evaluation, "")),
        ("budi", address(evaluation, "")),
        ("sari", "/evaluations/own"),
        ("budi", "/follow-ups/"),
    ):
        client = as_(name)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= MOST_QUERIES, [q["sql"][:150] for q in queries]


def test_a_draft_with_both_ratings_does_not_count_as_rated_and_says_so(
    world: World, as_: As
) -> None:
    level_of(world)
    evaluation, budi = opened(world), as_("budi")
    page = budi.post(address(evaluation), BOTH | {"seen": "1", "draft": "1"}, follow=True)
    assert "belum dihitung sebagai sudah dinilai" in text_of(page)
    listed = text_of(budi.get(LIST))
    assert "0 dari 1 pegawai sudah dinilai" in listed
    assert "1 pegawai: penilaian masih draf" in listed
    saved = budi.post(address(evaluation), BOTH | {"seen": "2"}, follow=True)
    assert "tersimpan: Baik." in text_of(saved)
    assert "1 dari 1 pegawai sudah dinilai" in text_of(saved)


def test_a_row_without_a_reading_of_the_quarter_is_unassessed_and_missing(
    world: World, as_: As
) -> None:
    level_of(world)
    evaluation = opened(world, "sari", None)
    line = PlanIndicator.objects.get(result__plan=evaluation.plan)
    make_reading(line, "78", date(2026, 6, 30))
    page = text_of(as_("budi").get(address(evaluation)))
    assert "Belum diisi untuk triwulan III 2026; angka terakhir 30 Juni." in page
    assert "1 indikator belum" in page
    assert "Mengapa tidak ada saran?" in page
    assert "1 pegawai: realisasi belum lengkap" in text_of(as_("budi").get(LIST))


def test_evidence_of_after_the_period_counts_with_its_day(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world)
    result = evaluation.plan.results.get()

    def add(title: str, dated_on: date) -> None:
        piece = Evidence.objects.create(
            owner=world.sari, title=title, link="https://x.id", dated_on=dated_on
        )
        EvidenceUse.objects.create(evidence=piece, plan=evaluation.plan, result=result)

    add("Laporan akhir", date(2026, 10, 5))
    assert "Laporan akhir</a> (5 Oktober" in text_of(as_("budi").get(address(evaluation)))
    add("Laporan bulanan", date(2026, 9, 30))
    page = text_of(as_("budi").get(address(evaluation)))
    assert "Laporan bulanan</a> dan 1 bukti lain (1 sesudah periode)" in page
