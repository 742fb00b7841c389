"""What the columns of a table are proposed to be: whole, so that one press accepts it."""

from dataclasses import replace
from datetime import date

import pytest

from pamong.documents.sheets import Row
from pamong.measurement.figure_files.reasons import sum_fault
from pamong.measurement.figure_files.tables import is_numbered
from pamong.measurement.sources.forms import MappingForm
from pamong.measurement.sources.mapping import Brings, Mapping, period_of
from pamong.measurement.sources.proposal import guessed, period_for
from pamong.stats.periods import YEAR, Period


def proposed(*table: str) -> Mapping:
    """The proposal for a table as text, its first line the headings."""
    headings, *rows = (line.split(";") for line in table)
    return guessed(headings, [Row(at, cells) for at, cells in enumerate(rows, start=2)], "2026")


def accepted(told: Mapping, *headings: str) -> MappingForm:
    """The form sent as it was filled."""
    data = told.kept | {"values": list(told.values), "mark": told.mark, "brings": told.brings}
    return MappingForm(data, headings=list(headings), told=told, is_guess=True)


def test_years_side_by_side_are_the_periods() -> None:
    told = proposed("Indikator;Satuan;2023;2024", "Balita ditimbang;Persen;80,5;81")
    assert (told.name, told.measure, told.values) == ("Indikator", "Satuan", ("2023", "2024"))
    assert (told.fixed_time, told.brings) == ("", Brings.READING)
    assert accepted(told, "Indikator", "Satuan", "2023", "2024").is_valid()


def test_a_file_without_periods_is_proposed_one_for_all_rows() -> None:
    told = proposed("indikator;unit_pemilik;target", "Kapabilitas;Kepala Badan;3.2")
    assert (told.values, told.fixed_time, told.brings) == (("target",), "2026", Brings.TARGET)
    form = accepted(told, "indikator", "unit_pemilik", "target")
    assert form.is_valid(), form.errors
    assert "tidak menyebut periode" in str(form.fields["fixed_time"].help_text)


def test_of_targets_and_their_costs_the_targets_are_proposed() -> None:
    head = "x_indikator_nama;x_th1_target_kinerja;x_th2_target_kinerja;x_th1_target_realisasi;x_th2_target_realisasi"
    told = proposed(head, "Rasio ber-KTP;5;10;1000000;2000000")
    assert told.name == "x_indikator_nama"
    assert told.values == ("x_th1_target_kinerja", "x_th2_target_kinerja")
    form = accepted(told, *head.split(";"))
    assert list(form.errors) == ["first_year"]  # a plan does not say when it begins


def test_numbered_years_begin_with_the_first_of_the_plan() -> None:
    assert is_numbered("Tahun ke-2")
    assert is_numbered("x_th0_target")
    assert not is_numbered("Tahun 2024")
    assert not is_numbered("Triwulan 2")
    assert period_of("x_th0_target", 2021) == Period(YEAR, 2020)
    assert period_of("Tahun ke-2", 2021) == Period(YEAR, 2022)
    assert period_of("Tahun ke-2", 0) is None
    assert period_of("Tahun 2024", 2021) == Period(YEAR, 2024)


def test_a_year_by_its_number_and_a_bare_number_of_rows_are_neither_period_nor_code() -> None:
    told = proposed("Kode;Indikator;Tahun;Target", "1;Surat terkirim;3;12", "2;Aset;3;4")
    assert (told.code, told.time, told.fixed_time) == ("", "", "2026")


def test_a_code_beside_a_name_is_never_proposed_alone() -> None:
    told = proposed("Kode;Nama;Periode;Nilai", "A1;Cakupan;2024;5", "A2;Rasio;2024;6")
    assert (told.code, told.name) == ("Kode", "Nama")
    shared = proposed("Kode;Nama;Periode;Nilai", "P1;Cakupan;2024;5", "P1;Rasio;2024;6")
    assert (shared.code, shared.name) == ("", "Nama")


def test_a_code_that_several_share_stands_beside_a_name_that_several_share_too() -> None:
    rows = ("P1;Cakupan;5", "P1;Rasio;6", "P2;Cakupan;7", "P2;Rasio;8")
    told = proposed("Kode;Nama;2024", *rows)
    assert (told.code, told.name) == ("Kode", "Nama")
    months = [f"{row.rpartition(';')[0]};2024-0{at};1" for at in (1, 2) for row in rows]
    told = proposed("Kode;Nama;Bulan;Nilai", *months)
    assert (told.code, told.name, told.time) == ("Kode", "Nama", "Bulan")


def test_the_only_column_of_figures_is_the_value_whatever_it_is_called() -> None:
    told = proposed("No;Indikator;Bulan;Banyaknya", "1;Surat;Januari 2026;12")
    assert (told.time, told.values, told.fixed_time) == ("Bulan", ("Banyaknya",), "")


def test_quarters_beside_their_year_are_the_period_and_not_the_year_alone() -> None:
    head = "Indikator;Tahun;Triwulan;Nilai"
    told = proposed(head, "Surat;2025;TW I;12", "Surat;2025;TW II;13")
    assert (told.time, told.values, told.fixed_time) == ("Triwulan", ("Nilai",), "")
    assert accepted(told, *head.split(";")).is_valid()


def test_months_side_by_side_take_their_year_from_a_column_or_from_all_rows() -> None:
    head = "Indikator;Tahun;Jan;Feb;Mar"
    told = proposed(head, "Surat;2025;1;2;3", "Surat;2026;4;5;6")
    assert (told.values, told.fixed_time) == (("Jan", "Feb", "Mar"), "")
    assert accepted(told, *head.split(";")).is_valid()
    head = "Indikator;TW I;TW II"
    told = proposed(head, "Surat;1;2")
    assert (told.values, told.fixed_time) == (("TW I", "TW II"), "2026")
    assert accepted(told, *head.split(";")).is_valid()
    form = accepted(replace(told, fixed_time=""), *head.split(";"))
    assert list(form.errors) == ["fixed_time"]
    assert "Tulis tahunnya" in str(form.errors["fixed_time"])


def test_two_headings_of_one_time_are_taken_once() -> None:
    told = proposed("Indikator;Tahun 2023;Tahun 2023;Tahun 2024", "Surat;1;9;2")
    assert told.values == ("Tahun 2023", "Tahun 2024")


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("iku_2025.csv", "2025"),
        ("rpjmd_2019_2023.csv", "2026"),  # of two years neither
        ("laporan triwulan 1 2025.xlsx", "2025-Q1"),
        ("indikator.csv", "2026"),
    ],
)
def test_the_name_of_a_file_may_say_its_period(name: str, period: str) -> None:
    assert period_for(name, date(2026, 5, 4)) == period


@pytest.mark.parametrize(
    "name", ["JUMLAH BELANJA URUSAN", "Total anggaran", "Jumlah Belanaj urusan"]
)
def test_a_line_that_adds_up_money_is_named(name: str) -> None:
    assert sum_fault(name)


@pytest.mark.parametrize(
    "name", ["Jumlah dokumen anggaran", "Belanja pegawai per kapita", "Jumlah penduduk", ""]
)
def test_a_figure_about_money_is_none(name: str) -> None:
    assert sum_fault(name) is None
