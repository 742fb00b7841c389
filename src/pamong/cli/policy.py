"""`pamong policy …`: rules over JSON lines, without database or settings."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from pamong.policy.asking import answer, answer_line, own_heads, pack_for
from pamong.policy.choose import NoPack, conflicts
from pamong.policy.describe import failed_cases, open_clauses, rule_schema
from pamong.policy.evaluate import Outcome, Runner, runner
from pamong.policy.jsonlines import to_json
from pamong.policy.load import (
    PACKS,
    builtin,
    builtin_heads,
    builtin_ids,
    load_pack,
    read_cases,
)
from pamong.policy.pack import Head, Pack
from pamong.policy.section import PackError, close_names

_BATCH = 1000


class WrongCommand(click.ClickException):
    """One sentence on standard error and exit status 2."""

    exit_code = 2


class _WithExample(click.Command):
    """A command whose help ends with an example; figures and codes come from a pack's cases."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pack_id, rule, case = _first_case()
        examples = {
            "eval": f"echo '{to_json(case['in'])}' | pamong policy eval {rule} --pack {pack_id}",
            "rules": "pamong policy rules --json",
            "columns": "pamong policy columns predicate ratings.csv --out predicates.csv",
            "check": f"pamong policy check my-packs/{pack_id}",
            "unconfirmed": "pamong policy unconfirmed --json",
        }
        with formatter.section("Example"):
            formatter.write(f"  {examples[str(self.name)]}\n")


def _first_case() -> tuple[str, str, dict[str, Any]]:
    """The first worked example of the pack with the most rules."""
    head = max(builtin_heads(), key=lambda head: len(head.rules))
    rule, cases = next(iter(read_cases(PACKS / head.id).items()))
    return head.id, rule, cases[0]


@click.group()
def policy() -> None:
    """What the regulations say: compute with their rules, list them, check a pack of your own.

    \b
    Example: pamong policy rules
    """


@policy.command("eval", cls=_WithExample)
@click.argument("rule")
@click.option("--pack", "pack_name", metavar="ID", help="A pack's name, or the folder of your own.")
@click.option("--agency", metavar="CODE", help="Under this agency's own rules; asks its database.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day whose law holds; today without it.")
@click.option("--employee", metavar="KIND", help="The kind of employee whose law holds.")
@click.option("--because/--no-because", default=True, help="Give the steps, or leave them out.")
@click.option("--json", is_flag=True, expose_value=False, help="As without it: answers are JSON.")
@click.pass_context
def evaluate_lines(
    ctx: click.Context,
    rule: str,
    pack_name: str | None,
    agency: str | None,
    on: str | None,
    employee: str | None,
    because: bool,
) -> None:
    """Read one JSON object a line, write one a line: the value, the steps, the open clauses."""
    day = _day(on)
    found = _runner(rule, pack_name, day, employee, dated=on is not None)
    if agency is not None:
        found = runner(_agency_pack(agency, found.pack, day), rule)
    all_ok = True
    # Hardly anything here forms cycles, and searching for them costs a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000)

    def answers() -> Iterator[str]:
        nonlocal all_ok
        for line in sys.stdin.buffer:
            told = answer(found, line, trace=because, on=day)
            all_ok = all_ok and isinstance(told, Outcome)
            yield answer_line(told, trace=because)

    if sys.stdin is None or sys.stdout is None:
        raise WrongCommand("expected an open standard input and output")
    try:
        _write(answers())
    except BrokenPipeError:
        # Whoever read the answers has seen enough; click ends quietly on this.
        raise
    except OSError as error:
        raise WrongCommand(f"standard input or output: {error.strerror}") from None
    ctx.exit(0 if all_ok else 1)


def _write(lines: Iterable[str]) -> None:
    """In blocks, for a flush a line costs more than the rule."""
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == _BATCH:
            _flush(block)
    _flush(block)


def _flush(block: list[str]) -> None:
    if block:
        # A lone surrogate of the input comes back as the escape it was.
        text = "\n".join(block) + "\n"
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    block.clear()


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongCommand(f"--on: expected a day as YYYY-MM-DD, got {text}") from None


def _runner(
    rule: str, pack_name: str | None, day: date, employee: str | None, *, dated: bool
) -> Runner:
    try:
        if pack_name is None:
            return runner(pack_for(rule, day, _known_kind(employee, own_heads())), rule)
        pack = _pack(pack_name)
        if pack.head.employees:
            _known_kind(employee, [pack.head])
        if rule not in pack.head.rules:
            raise WrongCommand(f"{pack.id}: expected one of {close_names(rule, pack.head.rules)}")
        return runner(pack_for(rule, day, pack=pack) if dated else pack, rule)
    except (NoPack, PackError) as error:
        raise WrongCommand(str(error)) from None


def _known_kind(employee: str | None, heads: list[Head]) -> str | None:
    """The kind as packs write it, whatever its case."""
    kinds = {kind for head in heads for kind in head.employees}
    kind = employee.casefold() if employee is not None else None
    if kind is not None and kind not in kinds:
        raise WrongCommand(f"--employee: expected one of {', '.join(sorted(kinds))}")
    return kind


def _agency_pack(code: str, official: Pack, day: date) -> Pack:
    """The pack under the agency's own answers, as its pages compute."""
    from pamong.cli import start_django

    start_django()
    from pamong.cli.callers import chosen_agency
    from pamong.performance.rules import local_on, pack_named

    return pack_named(local_on(official.id, day, chosen_agency(code).local_packs))


def _pack(name: str) -> Pack:
    if name in builtin_ids():
        return builtin(name)
    folder = Path(name)
    return load_pack(folder.resolve()) if name and folder.is_dir() else builtin(name)


@policy.command("columns", cls=_WithExample)
@click.argument("rule")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where the rows go with their answers (.csv, .parquet).",
)
@click.option("--pack", "pack_name", metavar="ID", help="A pack's name, or the folder of your own.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day whose law holds; today without it.")
@click.option("--employee", metavar="KIND", help="The kind of employee whose law holds.")
@click.pass_context
def evaluate_file(
    ctx: click.Context,
    rule: str,
    file: Path,
    out: Path,
    pack_name: str | None,
    on: str | None,
    employee: str | None,
) -> None:
    """A whole file at once (.csv, .csv.gz, .parquet): columns named like the rule's inputs, in and out.

    The answers stand beside the columns of the file; one that is named like an input of it
    is written as answer_NAME. A cell holds a list as [3, 2, 4].
    """
    found = _runner(rule, pack_name, _day(on), employee, dated=on is not None)
    try:
        from pamong.analytics.columnar.files import UnreadFile, evaluate_file_by_columns
        from pamong.analytics.columnar.sheet import NoTwin
    except ImportError:
        raise WrongCommand("DuckDB is missing; install it by pip install duckdb") from None
    try:
        done = evaluate_file_by_columns(found.pack, rule, file, out)
    except (NoTwin, UnreadFile) as error:
        raise WrongCommand(str(error)) from None
    click.echo(f"{done.rows} rows, {done.refused} refused")
    for clause in done.unconfirmed:
        click.echo(f"may rest on an unconfirmed clause: {clause}")
    ctx.exit(1 if done.refused else 0)


@policy.command("rules", cls=_WithExample)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def list_rules(as_json: bool) -> None:
    """List each rule with the pack that holds it, from when, and its inputs."""
    schemas = [rule_schema(builtin(h.id), rule) for h in builtin_heads() for rule in h.rules]
    _print(schemas, as_json, (line for schema in schemas for line in _rule_lines(schema)))


def _rule_lines(schema: dict[str, Any]) -> Iterator[str]:
    until = f" until {schema['until']}" if schema["until"] else ""
    yield f"{schema['rule']}  {schema['pack']}, from {schema['from']}{until}"
    for name, field in schema["inputs"].items():
        optional = "?" if field.get("optional") else ""
        details = {k: v for k, v in field.items() if k not in ("is", "optional")}
        yield f"    {name}{optional}: {field['is']} {to_json(details) if details else ''}".rstrip()


@policy.command("check", cls=_WithExample)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a sentence.")
@click.pass_context
def check_pack(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Check a pack of your own: its files, its formulas, its worked examples, its dates."""
    if not folder.is_dir():
        raise WrongCommand(f"{folder}: expected a folder")
    problems = _problems(folder.resolve())
    answer = {"ok": not problems, "pack": folder.resolve().name, "problems": problems}
    _print(answer, as_json, problems or [f"{answer['pack']}: in order"])
    ctx.exit(1 if problems else 0)


def _problems(folder: Path) -> list[str]:
    try:
        pack = load_pack(folder)
        return [*_against_others(pack.head), *failed_cases(pack, folder)]
    except PackError as error:
        return [str(error)]


def _against_others(head: Head) -> list[str]:
    others = [other for other in builtin_heads() if other.id != head.id]
    return conflicts([*others, head])


@policy.command("unconfirmed", cls=_WithExample)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def list_unconfirmed(as_json: bool) -> None:
    """List the clauses that rest on no confirmed text."""
    clauses = [clause for pack_id in builtin_ids() for clause in open_clauses(builtin(pack_id))]
    _print(clauses, as_json, (f"{c['pack']}  {c['clause']}  ({c['citation']})" for c in clauses))


def _print(answer: Any, as_json: bool, lines: Iterable[str]) -> None:
    """One JSON document, or a line after the other."""
    for line in [to_json(answer)] if as_json else lines:
        click.echo(line)
