"""`pamong analytics …`: questions about a file of figures, and what comes next; no database, no settings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from pamong.cli.refusing import printable, stop

LANGUAGES = ("id", "en")
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")
_WIDEST = 60
_MARKS = {"comma": ",", "point": "."}
_LOCALES = ("measurement", "documents", "ui")


@click.group()
def analytics() -> None:
    """What figures say by themselves: questions about their quality, and what may come next.

    \b
    Example: pamong analytics quality capaian.csv --time bulan --value nilai --series indikator
    """


def _columns(command: Callable[..., None]) -> Callable[..., None]:
    """The options that both commands share."""
    for option in reversed(
        [
            click.argument("file", metavar="FILE", type=click.Path(path_type=Path)),
            click.option("--time", metavar="COL", help="The column of times."),
            click.option(
                "--value",
                "values",
                metavar="COL",
                multiple=True,
                help="The column of figures; several without --time are times side by side.",
            ),
            click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook."),
            click.option(
                "--where",
                "where",
                metavar="COL=TEXT",
                multiple=True,
                help="Only the rows with this text, as nama=Angka kematian bayi.",
            ),
            click.option(
                *("--lang", "language"),
                type=click.Choice(LANGUAGES),
                help="The language of sentences; else that of the environment, Indonesian without one.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table."),
        ]
    ):
        command = option(command)
    return command


@analytics.command("quality")
@_columns
@click.option("--series", metavar="COL", multiple=True, help="Columns that tell series apart.")
@click.option("--target", metavar="COL", help="The column of targets.")
@click.option("--unit", metavar="COL", help="The column of units; `satuan` is found by itself.")
@click.option("--entered", metavar="COL", help="The column of days on which figures were entered.")
@click.option("--on", metavar="YYYY-MM-DD", help="Ask for what is due on this day.")
@click.option("--less", is_flag=True, help="Less is better: for figures that heap at a target.")
@click.option("--period", default="", help="The time of all rows, where no column says one.")
@click.option(
    "--first-year", type=int, default=0, help="That of the plan, where headings number its years."
)
@click.option("--decimal", type=click.Choice(list(_MARKS)), help="Else the figures tell.")
@click.option("--readings", is_flag=True, help="With --json: also each figure that was read.")
@click.option("--seed", expose_value=False, help="As elsewhere; nothing here is drawn.")
def quality(
    file: Path,
    time: str | None,
    values: tuple[str, ...],
    sheet: str,
    where: tuple[str, ...],
    language: str | None,
    as_json: bool,
    series: tuple[str, ...],
    target: str | None,
    unit: str | None,
    entered: str | None,
    on: str | None,
    less: bool,
    period: str,
    first_year: int,
    decimal: str | None,
    readings: bool,
) -> None:
    """Ask about figures that cannot be, jump, are missing, repeat, or lean on their target, in CSV (.gz), XLSX, XLS or ODS.

    Without --value the columns are recognised by their headings, as on the pages; the answer names them.

    \b
    Example: pamong analytics quality capaian.csv --time bulan --value nilai --series indikator
    """
    _speak(language)
    from pamong.measurement.figure_files.reports import Looked, quality_report, readings_told
    from pamong.measurement.figure_files.tables import FigureColumns
    from pamong.stats.quality import examine

    told = (target, unit, entered, _conditions(where), period, _MARKS.get(decimal or "", ""))
    asked = FigureColumns(values, time, series, *told, first_year=first_year)
    day = _day(on)
    asked, found = _read(file, sheet, asked)
    looked = [Looked(one, examine(one.readings, on=day, less=less)) for one in found]
    report = quality_report(looked, asked.values[0])
    report["columns"] = asked.columns
    if readings:
        report["readings"] = [row for one in found for row in readings_told(one)]
    _print(report, as_json, _quality_lines)


@analytics.command("forecast")
@_columns
@click.option("--horizon", metavar="N", type=click.IntRange(1, 600), help="How many times ahead.")
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    help="How often the interval should hold.",
)
@click.option("--seed", expose_value=False, help="As elsewhere; nothing here is drawn.")
def forecast(
    file: Path,
    time: str | None,
    values: tuple[str, ...],
    sheet: str,
    where: tuple[str, ...],
    language: str | None,
    as_json: bool,
    horizon: int | None,
    level: float,
) -> None:
    """Say what may come next in one series, how sure that is, and how well it would have done so far.

    \b
    Example: pamong analytics forecast capaian.csv --time bulan --value nilai --horizon 6
    """
    _speak(language)
    from pamong.measurement.figure_files.reports import forecast_report
    from pamong.measurement.figure_files.tables import FigureColumns

    if not values:
        stop("--value: expected the column of figures")
    _asked, found = _read(file, sheet, FigureColumns(values, time, where=_conditions(where)))
    report = forecast_report(found[0], horizon, level, others=found[1:])
    _print(report, as_json, _forecast_lines)


def _speak(language: str | None) -> None:
    """Sentences in the language asked for; without an install's settings, by our own few catalogues."""
    from django.conf import settings

    chosen = language or _of_environment()
    if not settings.configured:
        import django

        house = Path(__file__).resolve().parents[1]
        folders = [str(house / app / "locale") for app in _LOCALES]
        settings.configure(LANGUAGE_CODE="id", USE_I18N=True, LOCALE_PATHS=folders)
        django.setup()
    from django.utils import translation

    translation.activate(chosen)


def _of_environment() -> str:
    said = next((os.environ[name] for name in _ENVIRONMENT if os.environ.get(name)), "")
    return "en" if said.casefold().startswith("en") else "id"


def _conditions(where: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for text in where:
        name, mark, wanted = text.partition("=")
        if not mark:
            stop(f"--where: expected COL=TEXT, got {text}")
        found.append((name, wanted))
    return tuple(found)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(f"--on: expected a day as YYYY-MM-DD, got {text}")


def _read(file: Path, sheet: str, asked: Any) -> Any:
    """The file's readings, and by which columns; what cannot be used ends here with one sentence."""
    from pamong.documents.sheets import UnusableFileError
    from pamong.measurement.figure_files.reading import read_figures
    from pamong.measurement.figure_files.tables import sheets_in

    try:
        sheets = sheets_in(file, sheet)
        if not asked.values:
            asked = _recognised(sheets, file.name, asked)
        return asked, read_figures(sheets, asked)
    except UnusableFileError as error:
        stop(f"{file}: {error.sentence}")


def _recognised(sheets: Any, name: str, asked: Any) -> Any:
    """The columns by their headings; what was named counts before them."""
    from dataclasses import fields, replace

    from pamong.measurement.sources.proposal import asked_by_itself

    named = {one.name: value for one in fields(asked) if (value := getattr(asked, one.name))}
    return replace(asked_by_itself(sheets, name), **named)


def _print(report: dict[str, Any], as_json: bool, lines: Callable[..., Iterable[str]]) -> None:
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for line in lines(report):
        click.echo(printable(line))


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    """Columns under their headings; the last one is as long as it is."""
    every = [headings, *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[at]) for row in every) for at in range(len(headings) - 1)]
    for row in every:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        yield "  ".join([*cells, row[-1]]).rstrip()


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:.6g}"


def _quality_lines(report: dict[str, Any]) -> Iterable[str]:
    told = ((name, ", ".join(held)) for name, held in report["columns"].items() if held)
    yield "; ".join(f"{name} {held}" for name, held in told)
    yield ""
    found = report["findings"]
    if found:
        keys = ("line", "rule", "series", "question")
        rows = ([*(str(one[key])[:_WIDEST] for key in keys[:-1]), one["question"]] for one in found)
        yield from _table(keys, rows)
        yield ""
    if report["control"]:
        limits = ("centre", "low", "high")
        charts = (
            [name[:_WIDEST], *(_said(chart[key]) for key in limits), len(chart["signals"])]
            for name, chart in report["control"].items()
        )
        yield from _table(("control", *limits, "signals"), charts)
        yield ""
    yield from _ending(report)
    counts = (f"{rule} {count}" for rule, count in report["by_rule"].items())
    yield ", ".join([f"n {report['n']}", f"findings {len(found)}", *counts])


def _forecast_lines(report: dict[str, Any]) -> Iterable[str]:
    figures = ("mean", "low", "high")
    rows = (
        [one["time"] or "–", *(_said(one[key]) for key in figures)] for one in report["forecast"]
    )
    yield from _table(("time", *figures), rows)
    yield ""
    yield from _ending(report)
    tested = report["backtest"]
    told = (f"{key} {_said(tested[key])}" for key in ("coverage", "mae", "mase"))
    yield ", ".join([f"method {report['method'] or '–'}", f"level {report['level']}", *told])


def _ending(report: dict[str, Any]) -> Iterable[str]:
    yield from report["notes"]
    if report.get("reason"):
        yield report["reason"]
    yield from (f"{one['line']}  rejected: {one['reason']}" for one in report["rejected"])
