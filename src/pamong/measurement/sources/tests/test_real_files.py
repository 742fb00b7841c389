"""Files of real offices through a source: decimal commas, years side by side, rows that are none, names twice."""

import csv
from dataclasses import replace
from decimal import Decimal

import pytest

from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.models import Card, Reading, SourceRun, Target
from pamong.measurement.sources.card_actions import make_cards
from pamong.measurement.sources.mapping import Brings, Mapping, Mark, mapping_of
from pamong.measurement.sources.presentation import notes_said
from pamong.measurement.sources.run_actions import look_again, map_source, write_run
from pamong.measurement.sources.tests.make import SHARED, acting, at, make_source, receive
from pamong.people.tests.world import World


def content(*parts: str) -> bytes:
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not beside this repository: it may not be committed")
    return path.read_bytes()


def taken(world: World, data: bytes, mapping: Mapping | None = None) -> SourceRun:
    """Received, mapped as proposed unless told otherwise, every unknown name made a card, written."""
    run = receive(world, make_source(world, name="LPPD"), data)
    told = mapping or mapping_of(run.shown["guess"])
    dewi = acting(world)
    run = map_source(run, told, **dewi)
    make_cards(run, {one["key"] for one in run.shown["unknown"]}, **dewi)
    return write_run(look_again(run, on=world.day), **dewi, at=at())


def reasons(run: SourceRun) -> str:
    return "\n".join(
        f"{line}: {reason_said(reason)}" for line, reason, *_rest in run.shown["rejected"]
    )


@pytest.mark.shared
def test_the_report_of_a_city_comes_in_as_proposed_with_its_commas(world: World) -> None:
    run = taken(world, content("id-lppd-semarang", "lppd_semarang_2018_2019.csv"))
    told = mapping_of(run.source.mapping)
    assert (told.name, told.mark) == ("indikator_kinerja", Mark.COMMA)
    assert told.values == ("capaian_tahun_2018", "capaian_tahun_2019")
    # 83 rows; one name stands twice and one eighteen times with other figures, so that neither can have a
    # card of any figure; and an opinion of the auditors is no number.
    assert Card.objects.count() == 62
    life = Card.objects.get(indicator__name="Angka Harapan Hidup")
    values = Reading.objects.filter(indicator=life.indicator).order_by("as_of")
    assert [row.value for row in values] == [Decimal("75.57"), Decimal(75)]
    assert Reading.objects.filter(value=Decimal("-10.53")).exists()
    assert "“WTP” bukan angka" in reasons(run)
    assert "4: capaian_tahun_2018: Indikator dan periode ini ada lebih dari sekali" in reasons(run)
    twice = "5: capaian_tahun_2018: Indikator dan periode ini juga ada di baris 4 dengan angka lain"
    assert twice in reasons(run)


@pytest.mark.shared
def test_the_first_look_at_the_report_tells_all_that_stays_out(world: World) -> None:
    data = content("id-lppd-semarang", "lppd_semarang_2018_2019.csv")
    run = receive(world, make_source(world), data)
    run = map_source(run, mapping_of(run.shown["guess"]), **acting(world))
    first = run.rejected
    make_cards(run, {one["key"] for one in run.shown["unknown"]}, **acting(world))
    assert first == look_again(run, on=world.day).rejected == 42


@pytest.mark.shared
def test_targets_of_a_supervisory_body_come_in_by_unit_with_their_points(world: World) -> None:
    run = taken(world, content("id-iku-bawas-ma", "indikator_kinerja.csv"))
    told = mapping_of(run.source.mapping)  # as proposed: the file says no period
    assert (told.values, told.fixed_time, told.mark) == (("target",), "2026", Mark.POINT)
    assert (run.added, run.rejected) == (49, 0)  # one card for each who carries the indicator
    names = Card.objects.values_list("indicator__name", flat=True)
    assert len(set(names)) == len(names) == 49  # none of its units is known here: names tell them
    assert {"Jumlah Pedoman Pengawasan, Kepala Badan", "Jumlah Pedoman Pengawasan, Irwil I"} < {
        *names
    }
    assert "Persentase Satuan Kerja Yang Memperoleh Sertifikat SMAP" in names  # it stands once
    assert Target.objects.filter(value=Decimal("2.63"), year=2026).count() == 3


@pytest.mark.shared
def test_a_plan_of_five_years_comes_in_with_its_mixed_writing_named(world: World) -> None:
    data = content("id-rpjmd-renstra-sumedang", "rpjmd_program_2019_2023.csv")
    years = tuple(f"target_{year}" for year in range(2019, 2024))
    told = Mapping(
        name="indikator",
        office="perangkat_daerah",
        measure="satuan",
        values=years,
        mark=Mark.POINT,
        brings=Brings.TARGET,
    )
    dewi = acting(world)
    run = receive(world, make_source(world), data)
    guess = mapping_of(
        run.shown["guess"]
    )  # no budgets of the same years, no code that several share
    assert (guess.name, guess.code, guess.values) == ("indikator", "", years)
    run = map_source(run, told, **dewi)
    said = reasons(run)
    assert "tidak menyebut indikator" in said  # headings of affairs inside the table
    assert "“10000%” mungkin 100%" in said
    (mixed, *_guesses) = notes_said(run.shown)  # 58,33 Persen among points
    assert "memakai tanda desimal lain" in mixed
    assert "437: “JUMLAH BELANJA URUSAN” mengisi juga kolom angka" in said  # a line of its budget
    assert "“Persen” bukan angka" in said
    assert run.read > 1500
    assert len(run.shown["unknown"]) > 300
    some = {one["key"] for one in run.shown["unknown"][:9]}
    make_cards(run, some, **dewi)
    run = write_run(look_again(run, on=world.day), **dewi, at=at())
    assert Target.objects.filter(indicator__card__isnull=False).count() == run.added > 9


@pytest.mark.shared
def test_every_line_of_the_report_is_accounted_for(world: World) -> None:
    data = content("id-lppd-semarang", "lppd_semarang_2018_2019.csv")
    run = taken(world, data)
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    told = {line for line, *_rest in run.shown["rejected"]}
    read = set(Reading.objects.values_list("line", flat=True))
    assert told | read == set(range(2, len(rows) + 2))


@pytest.mark.shared
def test_names_that_stand_twice_come_in_where_a_number_tells_them_apart(world: World) -> None:
    told = Mapping(
        code="_id",
        name="indikator_kinerja",
        values=("capaian_tahun_2018", "capaian_tahun_2019"),
    )
    run = taken(world, content("id-lppd-semarang", "lppd_semarang_2018_2019.csv"), told)
    assert (run.added, run.rejected, Card.objects.count()) == (164, 2, 82)


@pytest.mark.shared
def test_a_plan_that_numbers_its_years_comes_in_once_its_first_year_is_said(world: World) -> None:
    run = receive(
        world, make_source(world), content("id-pk-dukcapil-konkep", "rpjmd_sasaran_indikator.csv")
    )
    told = replace(mapping_of(run.shown["guess"]), first_year=2017)
    run = taken(world, content("id-pk-dukcapil-konkep", "rpjmd_sasaran_indikator.csv"), told)
    card = Card.objects.get(indicator__name="Rasio penduduk ber-KTP per satuan penduduk")
    rows = Target.objects.filter(indicator=card.indicator).order_by("year")
    assert [(row.year, int(row.value or 0)) for row in rows[:3]] == [
        (2016, 0),
        (2017, 5),
        (2018, 10),
    ]
    assert not Target.objects.filter(value__gte=5_000_000).exists()  # what it costs is no target
    assert "Maningkatkan" in str(run.shown["questions"])
    times = {time for _line, _rule, _series, time, *_rest in run.shown["questions"]}
    assert times <= {
        str(year) for year in range(2016, 2022)
    }  # asked of years, not of their numbers


@pytest.mark.shared
def test_a_plan_with_headings_of_three_rows_is_proposed_by_all_of_them(world: World) -> None:
    data = content("id-rpjmd-renstra-sumedang", "rpjmd_program_2019_2023_grid.csv")
    run = receive(world, make_source(world), data)
    told = mapping_of(run.shown["guess"])
    assert told.values == tuple(f"Tahun {year} Target" for year in range(2019, 2024))
    assert (told.name, told.office, told.measure) == (
        *("Indikator Program (outcome)", "Perangkat Daerah Penanggungjawab", "Satuan"),
    )
    assert (told.mark, told.brings) == (Mark.POINT, Brings.TARGET)
    run = map_source(run, told, **acting(world))
    assert run.read > 1500
    assert len(notes_said(run.shown)) == 2  # how mixed figures are read, and nothing of columns
