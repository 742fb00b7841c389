"""A person's years stand side by side, each explained by its own law."""

from datetime import date
from typing import Any

import pytest

from pamong.people.tests.world import World
from pamong.people.trace.actions import state_purpose
from pamong.performance.evaluation.actions import read_evaluation
from pamong.performance.evaluation.tests.make import final, level_of, opened
from pamong.performance.history.tests.test_import_history import confirm, row, send
from pamong.performance.history.years import joined_year
from pamong.performance.models import PastResult


def fill(world: World, *, converted: Any = "", joined: Any = "") -> None:
    nip = world.sari.nip
    ratings = {"Rating_hasil_kerja": "Di atas ekspektasi", "Rating_perilaku": "Sesuai ekspektasi"}
    rows = [
        row(nip, 2019, Nilai_SKP=85, Nilai_Perilaku=80, Nilai=83),
        row(
            nip, 2021, Semester=1, Nilai_SKP="90,5", Nilai_Perilaku="90,5", Nilai_konversi=converted
        ),
        row(nip, 2021, Semester=2, Nilai_SKP=115, Nilai_Perilaku=115, Nilai_gabungan=joined),
        row(nip, 2024, **ratings),
    ]
    confirm(world, send(world, *rows))


def page_of(world: World, as_: Any, who: Any) -> str:
    text: str = as_(who).get(f"/years/{world.sari.uuid}").content.decode()
    return text


def test_each_period_is_explained_by_the_law_of_its_time(world: World, as_: Any) -> None:
    fill(world)
    page = page_of(world, as_, "sari")
    for law in ("PP 46/2011", "PermenPANRB 8/2021", "PermenPANRB 6/2022"):
        assert law in page
    assert "Hasil kerja: 60% dari 85 = 51." in page
    assert "Perilaku: 40% dari 80 = 32." in page
    assert "Nilai: 51 + 32 = 83." in page
    assert "Nilai 83 berarti Baik." in page
    assert "Hasil kerja: 70% dari 115 = 80,5." in page
    assert "Ide baru tidak tercatat; bila ada, nilai 115 berarti Sangat Baik." in page
    assert page.count("Ide baru tidak tercatat") == 1
    assert "Matriks hasil kerja dan perilaku kerja memberi predikat Baik." in page
    assert "Belum terkonfirmasi: batas predikat Baik." in page
    assert "Dari berkas riwayat.csv" in page


def test_without_a_converted_value_both_halves_stand_with_the_reason(
    world: World, as_: Any
) -> None:
    fill(world)
    page = page_of(world, as_, "sari")
    assert "Tahun 2021: dua periode" in page
    assert "Tahun 2021 digabung" not in page
    assert "kedua periode berdiri sendiri" in page
    before_folding = page.split("Menurut aturan mana?")[0]
    assert "tidak ditemukan dalam peraturan" in before_folding


def test_with_a_converted_value_the_year_is_joined_half_and_half(world: World, as_: Any) -> None:
    fill(world, converted="100,5", joined="107,75")
    page = page_of(world, as_, "sari")
    assert "Tahun 2021 digabung" in page
    assert "Nilai setahun: 107,75." in page
    assert "Nilai gabungan di berkas" not in page
    second = PastResult.objects.get(starts_on=date(2021, 7, 1))
    second.joined = 100
    second.save()
    assert "Nilai gabungan di berkas: 100." in page_of(world, as_, "sari")


def test_a_year_without_its_second_half_says_so(world: World) -> None:
    fill(world, converted=100)
    first = PastResult.objects.filter(ends_on__lte=date(2021, 6, 30))
    found = joined_year(list(first))
    assert found is not None
    assert "belum ada" in str(found.why.because[0].text)
    assert joined_year([]) is None


def test_a_difference_from_the_file_is_named_beside_the_predicate(world: World, as_: Any) -> None:
    told = {"Nilai_SKP": 90, "Nilai_Perilaku": 90, "Nilai": 92, "Predikat": "Sangat Baik"}
    confirm(world, send(world, row(world.sari.nip, 2018, **told)))
    page = page_of(world, as_, "sari")
    assert "Menurut bagiannya nilainya 90; di berkas 92." in page
    assert "Menurut bagiannya predikatnya Baik; di berkas Sangat Baik." in page


def test_who_may_see_the_evaluation_sees_the_years(world: World, as_: Any) -> None:
    fill(world)
    person = f"/people/{world.sari.uuid}"
    for who in ("sari", "budi", "dewi"):
        assert "PP 46/2011" in page_of(world, as_, who)
        assert f"/years/{world.sari.uuid}" in as_(who).get(person).content.decode()


def test_one_without_relation_does_not(world: World, as_: Any) -> None:
    fill(world)
    assert as_("outsider").get(f"/years/{world.sari.uuid}").status_code == 404
    for who in ("agus", "rini"):
        answer = as_(who).get(f"/years/{world.sari.uuid}")
        seen = "PP 46/2011" in answer.content.decode()
        assert seen is PastResult.objects.visible_to(world.scope(who)).exists()


def test_a_person_without_earlier_years_has_an_empty_page_and_no_panel(
    world: World, as_: Any
) -> None:
    assert "Belum ada hasil kinerja" in page_of(world, as_, "sari")
    assert "/years/" not in as_("sari").get(f"/people/{world.sari.uuid}").content.decode()


@pytest.mark.parametrize("who", ["sari", "dewi"])
def test_the_years_cost_a_fixed_number_of_queries(
    world: World, as_: Any, who: str, django_assert_max_num_queries: Any
) -> None:
    fill(world)
    client = as_(who)
    client.get(f"/years/{world.sari.uuid}")
    with django_assert_max_num_queries(12):
        client.get(f"/years/{world.sari.uuid}")


def test_the_leader_reaches_the_years_from_the_rating_screen(world: World, as_: Any) -> None:
    level_of(world)
    evaluation = opened(world)
    page = as_("budi").get(f"/evaluations/{evaluation.uuid}/rate").content.decode()
    assert f'href="/years/{world.sari.uuid}"' in page
    assert "Tahun-tahun kinerja" in page


def test_an_auditor_states_a_purpose_before_years_show(world: World, as_: Any) -> None:
    fill(world)
    person = f"/people/{world.sari.uuid}"
    assert "PP 46/2011" not in page_of(world, as_, "tono")
    assert "Sebutkan tujuan membaca" in page_of(world, as_, "tono")
    shut = as_("tono").get(person).content.decode()
    assert "Terbuka setelah Anda menyebutkan tujuan membaca." in shut
    assert "PP 46/2011" not in shut
    state_purpose([world.sari], purpose="Reviu 2019", by=world.account("tono"), on=world.day)
    assert "PP 46/2011" in page_of(world, as_, "tono")
    assert "PP 46/2011" in as_("tono").get(person).content.decode()


def test_a_purpose_stated_at_one_evaluation_opens_the_years_of_that_person_alone(
    world: World, as_: Any
) -> None:
    one = final(world, "sari")
    assert "Sebutkan tujuan membaca" in page_of(world, as_, "tono")
    read_evaluation(one, purpose="Reviu", by=world.account("tono"), on=world.day)
    assert "Sebutkan tujuan membaca" not in page_of(world, as_, "tono")
    other = as_("tono").get(f"/years/{world.budi.uuid}").content.decode()
    assert "Sebutkan tujuan membaca" in other
