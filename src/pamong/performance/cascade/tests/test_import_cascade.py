"""The real planning tables, with their traps."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

import pamong.demo
from pamong.ledger.models import Entry
from pamong.measurement.models import Indicator, Target
from pamong.people.tests.make import make_unit
from pamong.people.tests.world import World
from pamong.performance.cascade.figures import read_figure
from pamong.performance.cascade.importing import CascadeReport, import_cascade
from pamong.performance.cascade.outline import Remark, is_below_nought
from pamong.performance.cascade.sheet import Line, offices_in
from pamong.performance.models import Contribution, Goal, GoalIndicator

FILES = Path(pamong.demo.__file__).parent / "data" / "sumedang"
RPJMD = (FILES / "rpjmd_program_2019_2023.csv").read_bytes()
BKPSDM = (FILES / "renstra_bkpsdm_2021_2023_grid.csv").read_bytes()
BAPPPPEDA = (FILES / "renstra_bappppeda_2019_2023_grid.csv").read_bytes()
SHIFT = {2022: 2025, 2023: 2026}


@pytest.fixture
def offices(world: World) -> World:
    for name in offices_in(RPJMD):
        make_unit(world.agency, world.root, name=name)
    return world


def bring(world: World, file: bytes) -> CascadeReport:
    return import_cascade(world.agency, file, shift=SHIFT, by=world.account("dewi"), on=world.day)


def target_of(indicator: str, year: int) -> Target | None:
    return Target.objects.filter(indicator__name=indicator, year=year).first()


def test_a_figure_too_long_to_keep_stays_as_text() -> None:
    rules = {"missing": [], "percent_words": [], "hundredfold_from": 1000}
    assert read_figure("99.999.999.999.999", rules).value == 99_999_999_999_999
    long = read_figure("100.000.000.000.000", rules)
    assert (long.value, long.text, long.remark) == (None, "100.000.000.000.000", "text")


def test_what_is_counted_aims_at_nothing_below_nought() -> None:
    rules = {"missing": [], "percent_words": [], "hundredfold_from": 1000}
    figure = read_figure("- 5 dokumen", rules)
    assert (figure.value, figure.measure) == (Decimal(-5), "dokumen")
    line = Line(row=7, indicator="Dokumen terbit")
    remarks: list[Remark] = []
    assert is_below_nought(figure, "-5", "dokumen", line, remarks)
    assert [remark.code for remark in remarks] == ["below_zero"]
    assert "di bawah nol" in remarks[0].sentence
    assert not is_below_nought(read_figure("-5 %", rules), "-5", "%", line, remarks)


def test_every_office_of_the_file_becomes_an_owner(offices: World) -> None:
    report = bring(offices, RPJMD)
    assert report.indicators == 361
    assert not [r for r in report.remarks if r.code in {"office", "unplaced"}]
    assert Goal.objects.filter(kind="programme", unit=None).count() == 1
    assert len(offices_in(RPJMD)) == 29 + 26


def test_the_years_of_the_file_stand_as_last_year_and_this_year(offices: World) -> None:
    bring(offices, RPJMD)
    programme = Goal.objects.get(code="5.03.02")
    assert "kolom 2022 berlaku sebagai 2025, kolom 2023 berlaku sebagai 2026" in programme.source
    assert "urusan KEPEGAWAIAN" in programme.source
    assert (programme.first_year, programme.last_year) == (2021, 2026)
    name = "Persentase ASN yang mengikuti Pengembangan Kompetensi"
    values = Target.objects.filter(indicator__name=name).order_by("year")
    assert [(t.year, t.value) for t in values] == [
        (2021, Decimal(70)),
        (2025, Decimal(85)),
        (2026, Decimal(100)),
    ]


@pytest.mark.parametrize(
    ("indicator", "year", "value", "text"),
    [
        ("Jumlah Pemuda yang dibina", 2025, Decimal(2853), ""),
        ("Persentase Daya Tampung SD", 2025, Decimal("94.31"), ""),
        ("Persentase Jaringan irigasi dalam kondisi baik", 2021, Decimal("45.20"), ""),
        ("Tingkat Kematangan UKPBJ", 2026, None, "Level 4"),
        (
            "Persentase Perangkat Daerah yang tertata arsipnya sesuai dengan NSPK/Ketentuan",
            2021,
            Decimal(49),
            "",
        ),
    ],
)
def test_figures_are_read_by_either_custom(
    offices: World, indicator: str, year: int, value: Decimal | None, text: str
) -> None:
    bring(offices, RPJMD)
    found = Target.objects.filter(indicator__name__startswith=indicator[:50], year=year).first()
    assert found
    assert (found.value, found.text) == (value, text)


def test_a_missing_target_stays_missing(offices: World) -> None:
    report = bring(offices, RPJMD)
    assert not Target.objects.filter(value=None, text="").exists()
    assert not Target.objects.filter(year__in=[2019, 2020]).exists()
    name = "Jumlah Rumah Tangga yang menempati hunian dengan akses sampah"
    assert Target.objects.filter(indicator__name__startswith=name).count() == 2
    assert [r for r in report.remarks if r.code == "word_only"]


def test_letters_and_levels_have_an_order_but_no_number(offices: World) -> None:
    bring(offices, BKPSDM)
    indicator = Indicator.objects.get(name="Nilai Sakip Perangkat Daerah")
    assert indicator.direction == Indicator.Direction.ORDINAL
    assert [t.text for t in indicator.targets.all()] == ["A", "A", "A"]


def test_what_should_fall_is_read_as_falling(offices: World) -> None:
    bring(offices, RPJMD)
    falls = Indicator.objects.filter(direction=Indicator.Direction.LESS)
    assert {i.name.split()[1] for i in falls} >= {"temuan", "Daya"}


def test_money_repeated_down_a_span_of_rows_is_counted_once(offices: World) -> None:
    bring(offices, RPJMD)
    rows = GoalIndicator.objects.filter(
        goal__code="X.XX.01", goal__unit__name="Rumah Sakit Umum Daerah (RSUD)"
    )
    assert [bool(row.budgets) for row in rows.order_by("pk")] == [True] + [False] * 5


def test_a_chain_from_aim_to_activity_stands_for_the_personnel_office(offices: World) -> None:
    bring(offices, RPJMD)
    bring(offices, BKPSDM)
    activity = Goal.objects.get(code="5.03.02.2.03")
    kinds = [activity.kind]
    while link := Contribution.objects.filter(child=activity).first():
        activity = link.parent
        kinds.append(activity.kind)
    assert kinds == ["activity", "programme", "outcome", "goal"]
    assert Goal.objects.filter(code="5.03.02").count() == 1


def test_a_unit_word_that_changes_between_years_leaves_text(offices: World) -> None:
    report = bring(offices, BKPSDM)
    name = "Jumlah Pelayanan Administrasi Umum Perkantoran"
    first, last = target_of(name, 2021), target_of(name, 2026)
    assert first
    assert last
    assert (first.value, first.text) == (None, "12 bulan")
    assert (last.value, Indicator.objects.get(name=name).unit) == (Decimal(6), "Jenis")
    assert [r for r in report.remarks if r.code == "measure"]


def test_all_three_tables_twice_change_nothing_the_second_time(offices: World) -> None:
    for file in (RPJMD, BKPSDM, BAPPPPEDA):
        bring(offices, file)
    entries = Entry.objects.count()
    for file in (RPJMD, BKPSDM, BAPPPPEDA):
        assert bring(offices, file).is_unchanged
    assert Entry.objects.count() == entries


def test_an_unknown_office_is_reported_by_its_row(world: World) -> None:
    report = bring(world, BKPSDM)
    assert report.goals == 0
    assert "belum tercatat sebagai unit" in report.remarks[-1].sentence
    assert report.remarks[-1].row == 31


def test_only_the_personnel_office_or_the_head_imports(world: World) -> None:
    for name in ("sari", "rini", "tono", "lina"):
        with pytest.raises(PermissionDenied):
            import_cascade(world.agency, BKPSDM, by=world.account(name), on=world.day)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"satu,dua\n1,2\n"])
def test_another_file_is_refused_with_what_to_do(world: World, content: bytes) -> None:
    with pytest.raises(ValidationError):
        import_cascade(world.agency, content, by=world.account("dewi"), on=world.day)


def test_the_ledger_holds_the_file_and_each_goal(offices: World) -> None:
    report = bring(offices, BKPSDM)
    whole = Entry.objects.get(verb="performance.cascade_imported")
    assert whole.changes["goals"] == [None, report.goals]
    assert Entry.objects.filter(verb="performance.goal_imported").count() == report.goals
