"""Whether the sentence of a chart is true against the table below it: its figures are read back and looked for there."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pamong.access.clock import now
from pamong.access.models import User
from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.parts import PARTS
from pamong.analytics.dashboards.places import with_places
from pamong.analytics.snapshot.making import make_snapshot
from pamong.measurement.attainment import low_bound
from pamong.measurement.models import Indicator
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.rules import pack_on
from pamong.ui.charts.chart import Chart
from pamong.ui.components import Meter
from pamong.ui.numbers import say_percent, with_unit
from pamong.ui.tables import Cell, Row

NONE, WITHHELD, OFFICES = "belum ada", "disamarkan", 3
STATES = {
    "terlambat": "lewat waktu",
    "cascading": "belum terhubung ke atas",
    "bukti": "tanpa bukti dukung",
}


def said(value: Any) -> str:
    """A cell as it is read."""
    if isinstance(value, Meter):
        return NONE if value.value is None else say_percent(value.value, 1)
    if isinstance(value, Cell):
        return said(value.meter) if isinstance(value.meter, Meter) else str(value.text)
    return str(value)


def rows_of(chart: Chart) -> list[list[str]]:
    return [[said(cell) for cell in row.cells] for row in chart.table.rows]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,−]", "", text).replace(",", ".").replace("−", "-"))


def attainments_are_true(chart: Chart, low: Decimal) -> None:
    rows, finding = rows_of(chart), str(chart.finding)
    known = [row for row in rows if row[4] != NONE]
    if not known:
        assert finding == "Belum ada indikator yang capaiannya dapat dihitung."
        return
    assert finding.startswith(f"Capaian terhitung untuk {len(known)} dari {len(rows)} indikator.")
    due = [row for row, of in zip(rows, chart.table.rows, strict=True) if is_due(of, row)]
    behind = sum(number(row[4]) < low for row in due)
    told = re.search(rf"(\d+) di antaranya di bawah {say_percent(low)}", finding)
    assert (int(told[1]) if told else 0) == behind
    told = re.search(r"(\d+) di antaranya baru dapat dibandingkan", finding)
    running = len(known) - len(due)
    assert (int(told[1]) if told else 0) == running
    among = due or known
    least = [row for row in among if number(row[4]) == min(number(one[4]) for one in among)]
    word = " dari yang lain" if due and running else ""
    if len(least) > 1:
        assert finding.endswith(f"Terendah{word} {least[0][4]}, pada {len(least)} indikator.")
        return
    word = f"Terendah{word}" if len(known) > 1 else "Yang terhitung"
    assert finding.endswith(f"{word} “{least[0][0]}”: {least[0][4]}.")


def is_due(row: Row, cells: list[str]) -> bool:
    """Whether its attainment is known and not held against the end of a year that still runs."""
    return cells[4] != NONE and row.cells[4].sub != "terhadap target tahun"


def a_way_is_true(chart: Chart, unit: str, measured: int) -> None:
    """The first rows, so many, are what was measured."""
    rows, finding = rows_of(chart), str(chart.finding)
    known, then = rows[:measured], rows[measured:]
    last = [row for row in known if row[1]][-1]
    assert finding.startswith(f"Angka terakhir {last[1]}{unit}, {last[0]}.")
    targets_are_true(chart, [row[2] for row in rows] if len(rows[0]) > 4 else [], unit)
    if not then:
        assert finding.endswith("Angkanya belum cukup untuk perkiraan.")
        return
    when, value, *_target, low, high = then[0]
    assert f"Perkiraan {when}: {value}{unit}" in finding
    if low:
        assert f"antara {low} dan {high} (80%)." in finding
        assert number(low) <= number(value) <= number(high)
    else:
        assert finding.endswith(f"{value}{unit}.")


def targets_are_true(chart: Chart, column: list[str], unit: str) -> None:
    """Each target that is named stands in the row of its quarter; the year's in that of its last one."""
    rows = {row[0]: aim for row, aim in zip(rows_of(chart), column, strict=bool(column))}
    for when, told in re.findall(r"Target ([^:]*): ([^ %.]*(?:\.\d{3})*)", str(chart.finding)):
        year = when.removeprefix("tahun ")
        name = when if year == when else f"triwulan IV {year}"
        assert rows.get(name, told) == told, (when, told, rows, unit)


def a_total_is_true(chart: Chart, unit: str) -> None:
    rows = rows_of(chart)
    last = [row for row in rows if row[1]][-1]
    assert str(chart.finding).startswith(f"Terkumpul {last[1]}{unit} sampai {last[0]}.")
    targets_are_true(chart, [row[2] for row in rows], unit)
    sums = [number(row[1]) for row in rows if row[1]]
    assert sums == sorted(sums), "what comes together does not fall"


def money_is_true(chart: Chart, low: Decimal) -> None:
    rows, finding = rows_of(chart), str(chart.finding)
    if not rows:
        assert finding == "Belum ada sasaran yang anggarannya diisi untuk tahun ini."
        return
    known = [row for row in rows if row[2] != NONE]
    behind = [row for row in known if number(row[2]) < low]
    assert number(rows[0][1]) == max(number(row[1]) for row in rows)
    expected = (
        f"Anggaran terbesar “{rows[0][0]}”: {rows[0][1]}, capaian {rows[0][2]}."
        f" Capaian terhitung untuk {len(known)} dari {len(rows)} sasaran."
    )
    if behind:
        most = max(behind, key=lambda row: number(row[1]))
        expected += f" {len(behind)} di bawah {say_percent(low)}, terbesar “{most[0]}”: {most[1]}."
    assert finding == expected


def things_are_true(chart: Chart, state: str, whole: str) -> None:
    """`whole` is the first column of the row that the sentence is about."""
    rows, finding = rows_of(chart), str(chart.finding)
    if not rows:
        assert finding == "Belum ada angka yang dapat ditampilkan."
        return
    name, some, every, share = rows[0]
    assert name == whole
    assert f" {state}: {some} dari {every} ({share})." in finding
    shares = [number(row[3]) for row in rows[1:]]
    assert shares == sorted(shares, reverse=True), "the first row of an office is the largest"
    largest = re.search(r"agian terbesar di (?!\d)(.+): (\d+) dari (\d+) \((.+)\)\.$", finding)
    if largest:
        assert list(largest.groups()) == rows[1]


def people_are_true(chart: Chart) -> None:
    rows, finding = rows_of(chart), str(chart.finding)
    gone = sum(row.count(WITHHELD) for row in rows)
    told = re.search(r"(\d+) angka disamarkan", finding)
    assert (int(told[1]) if told else 0) == gone
    heads = [str(column.title) for column in chart.table.columns]
    whole = dict(zip(heads, rows[0], strict=True)) if rows else {}
    if nobody := re.search(r"Tidak satu pun dari (\d+) yang menunggu", finding):
        assert whole["Jumlah"] == nobody[1]
        assert {whole[name] for name in heads if name.startswith("Menunggu")} == {"0"}
    for state, some, every in re.findall(r"“([^”]*)”: (\d+) dari (\d+)", finding):
        assert (whole[state], whole["Jumlah"]) == (some, every)
    largest = re.search(
        r"Paling banyak[^“]*“([^:]*)”: (?:masing-masing )?(\d+) dari (\d+)", finding
    )
    if largest:
        for name in largest[1].split("”, “"):
            assert whole[name] == largest[2]
        assert whole["Jumlah"] == largest[3]
        shown = [number(cell) for cell in rows[0][1:-1] if cell != WITHHELD]
        assert number(largest[2]) == max(shown)


def every_sentence_is_true(
    agency: Agency, reader: str, day: date, settings: Any
) -> dict[str, Chart]:
    """Of all parts, as they are told, for the agency and for its first offices; the charts of the agency by name."""
    with TemporaryDirectory() as folder:
        settings.DATA = settings.FILES = Path(folder)
        snapshot = make_snapshot(agency, day=day, clock=now)
        assert snapshot
        pack, scope = pack_on(day, local=()), scope_of(User.objects.get(sign_in_name=reader), day)
        asked = Asked(scope, snapshot, pack, "attainment", day.year, "Q3")
        whole = with_places(asked, "", "")
        assert whole
        found: dict[str, Chart] = {}
        for unit in ["", *list(whole.places.values())[:OFFICES]]:
            at = with_places(asked, "", unit)
            assert at
            for chart in [chart for part in PARTS.values() for chart in part.charts(at)]:
                _check(chart, at, low_bound(pack) or Decimal(0))
                found.setdefault(chart.name, chart)
                assert unit or chart.table.rows, chart.name
    return found


def _check(chart: Chart, asked: Asked, low: Decimal) -> None:
    whole = asked.offices.name(asked.offices.one) if asked.offices.one else "Seluruh instansi"
    if chart.name in STATES:
        things_are_true(chart, STATES[chart.name], whole)
    elif chart.name == "capaian":
        attainments_are_true(chart, low)
    elif chart.name == "anggaran":
        money_is_true(chart, low)
    elif chart.name == "arah":
        points = chart.draw.args[0]  # type: ignore[attr-defined]
        measured = sum(not one.is_expected for one in points)
        row = Indicator.objects.filter(name=str(chart.title)).first()
        assert row
        a_way_is_true(chart, with_unit("", row.unit), measured)
    elif chart.name == "jumlah":
        name = str(chart.title).partition(": jumlah sejak Januari")[0]
        a_total_is_true(chart, with_unit("", Indicator.objects.filter(name=name)[0].unit))
    else:
        people_are_true(chart)
