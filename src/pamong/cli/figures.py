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
                required=True,
                help="The column of figures; several without --time are times side by side.",
            ),
            click.option(
                "--where",
                "where",
                metavar="COL=TEXT",
                multiple=True,
                help="Only the rows with this text.",
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
@click.option("--seed", expose_value=False, help="As elsewhere; nothing here is drawn.")
def quality(
    file: Path,
    time: str | None,
    values: tuple[str, ...],
    where: tuple[str, ...],
    language: str | None,
    as_json: bool,
    series: tuple[str, ...],
    target: str | None,
    unit: str | None,
    entered: str | None,
    on: str | None,
    less: bool,
) -> None:
    """Ask about figures that cannot be, jump, are missing, repeat, or lean on their target, in CSV (.gz), XLSX, XLS or ODS.

    \b
    Example: pamong analytics quality capaian.csv --time bulan --value nilai --series indikator
    """
    _speak(language)
    from pamong.measurement.figure_files import Asked
    from pamong.measurement.figure_reports import quality_report
    from pamong.stats.quality import examine

    asked = Asked(values, time, series, target, unit, entered, _conditions(where))
    found = _read(file, asked)
    report = examine(found.readings, on=_day(on), less=less)
    _print(quality_report(report, found, values[0]), as_json, _quality_lines)


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
    from pamong.measurement.figure_files import Asked
    from pamong.measurement.figure_reports import forecast_report

    found = _read(file, Asked(values, time, where=_conditions(where)))
    _print(forecast_report(found, horizon, level), as_json, _forecast_lines)


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


def _read(file: Path, asked: Any) -> Any:
    """The file's readings; what cannot be used ends here with one sentence."""
    from pamong.documents.sheets import UnusableFileError
    from pamong.measurement.figure_files import read_figures

    try:
        return read_figures(file, asked)
    except UnusableFileError as error:
        stop(f"{file}: {error.sentence}")


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
