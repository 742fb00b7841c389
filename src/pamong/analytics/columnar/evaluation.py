"""Runs a rule of a pack over a whole table: the same steps, the same words, one statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pamong.analytics.columnar import lists, lookups, twins
from pamong.analytics.columnar.figures import (
    Figure,
    Flag,
    Many,
    Word,
    Words,
    as_decimal,
    choose,
    constant,
    less,
    quoted,
)
from pamong.analytics.columnar.reading import Columns, can_be_read, read_fields
from pamong.analytics.columnar.sheet import Cell, NoTwin, Sheet, is_there
from pamong.policy.clauses import clause_flags
from pamong.policy.operators import OPERATORS
from pamong.policy.pack import Output, Pack, Rule, Step, Together, referable

if TYPE_CHECKING:
    import duckdb

_ARITHMETIC = (
    *(twins.product, twins.add, twins.add_given, twins.first_given, twins.deduct, twins.needed),
    *(twins.difference, twins.percent_of, twins.ratio, twins.mean, twins.clamp, twins.against),
    *(twins.finite_sample, twins.match, twins.attained_more, twins.attained_less, twins.progress),
    *(twins.nearness, twins.placement),
)
_LISTED = (
    *(lists.column_means, lists.present, lists.weigh_printed, lists.times_each, lists.band_each),
)
TWINS: dict[str, twins.Twin] = {
    **{twin.__name__: twin for twin in (*_ARITHMETIC, *_LISTED)},
    "lookup": lookups.lookup,
    "lookup_if_any": lookups.lookup,
    "band": lookups.band,
}
OVER_LISTS = {
    twin.__name__ for twin in (*_LISTED, twins.mean, twins.add, twins.first_given, twins.match)
}
_LINE = "_line"


class Answer(NamedTuple):
    """The statement, the columns it gives, and the open clauses that rows may rest on."""

    sql: str
    columns: tuple[str, ...]
    unconfirmed: tuple[str, ...]


def can_be_columnar(pack: Pack, rule: str) -> bool:
    """Whether all that the rule cannot do without is known to columns."""
    found = pack.rules[rule]
    if not all(can_be_read(field) for field in found.fields if not field.optional):
        return False
    free = {field.name for field in found.fields if not can_be_read(field)}
    if len(free) == len(found.fields):
        return False
    for step in found.steps:
        if not OPERATORS[step.do].takes_missing and free & set(_refs(step)):
            free.add(step.name)
        elif step.do not in TWINS and not step.when:
            return False
    return True


def evaluate_columns(
    connection: duckdb.DuckDBPyConnection, pack: Pack, rule: str, relation: str
) -> Answer:
    """The rule over a relation of DuckDB (a table, a view, a file in quotes), in its own order."""
    found = pack.rules[rule]
    columns = Columns(connection, relation)
    if unknown := set(columns.types) - {field.name for field in found.fields}:
        expected = ", ".join(field.name for field in found.fields)
        raise NoTwin(f"{min(unknown)}: unknown column, expected {expected}")
    sheet = Sheet(f"SELECT row_number() OVER () AS {_LINE}, * FROM {relation}")
    clauses = referable(pack.clauses)
    sheet.env = {step.name: None for step in found.steps}
    sheet.env |= {name: None for step in found.steps for _, name in step.yields}
    sheet.env |= clauses | {name: constant(n.value) for name, n in pack.numbers.items()}
    sheet.env["on"] = None
    read_fields(sheet, found.fields, pack, columns)
    _constraints(sheet, found)
    for step in found.steps:
        _run(sheet, step, pack)
    return _written(sheet, found, pack)


def _constraints(sheet: Sheet, rule: Rule) -> None:
    """What holds between inputs."""
    given = {field.name: sheet.env[f"given {field.name}"] for field in rule.fields}
    for constraint in rule.together:
        sheet.refuse(_broken(constraint, given, sheet), constraint.of[0])
    for name, other in rule.needs.items():
        if given[name] is not None:
            absent = "TRUE" if given[other] is None else f"NOT {is_there(given[other])}"
            sheet.refuse(f"{is_there(given[name])} AND {absent}", name)


def _broken(constraint: Together, given: dict[str, Any], sheet: Sheet) -> str:
    there = [f"({is_there(given[n])})::INT" for n in constraint.of if given[n] is not None]
    count = " + ".join(there) or "0"
    conditions = [f"({count}) < {constraint.at_least}"]
    if constraint.at_most is not None:
        conditions.append(f"({count}) > {constraint.at_most}")
    if constraint.sum_high is not None:
        total = twins.add(sheet, [sheet.env[name] for name in constraint.of])
        conditions.append(less(constant(constraint.sum_high), total))
    return " OR ".join(conditions)


def _refs(step: Step) -> list[str]:
    return [n for ref in step.refs for n in ((ref,) if isinstance(ref, str) else ref)]


def _run(sheet: Sheet, step: Step, pack: Pack) -> None:
    """One step, where its conditions hold; elsewhere the name keeps what it stood for."""
    when = _condition(sheet, step)
    if when is None:
        return
    for name in step.needs:
        _refuse_missing(sheet, when, name)
    _refuse_some(sheet, when, step)
    arguments = [
        sheet.env[ref] if isinstance(ref, str) else [sheet.env[name] for name in ref]
        for ref in step.refs
    ]
    operator = OPERATORS[step.do]
    if not operator.takes_missing and any(sheet.env[name] is None for name in _refs(step)):
        return
    if step.do not in TWINS:
        if not step.when:
            raise NoTwin(f"{step.name}: {step.do} is only known line by line")
        sheet.refuse(when, step.when[0][0])
        return
    _refuse_lists(step, arguments)
    runs = " AND ".join([when, *_all_there(sheet, step, operator.takes_missing)])
    words = {key: pack.scales[word] if key == "order" else word for key, word in step.words.items()}
    _refusals(sheet, step, dict(zip(operator.refs, arguments, strict=True)), words, runs)
    _keep(sheet, step, TWINS[step.do](sheet, *arguments, **words), runs)


def _refuse_lists(step: Step, arguments: list[Any]) -> None:
    """A list where the operator knows only figures and words."""
    inner = [
        one
        for argument in arguments
        for one in (argument if isinstance(argument, list) else [argument])
    ]
    if step.do not in OVER_LISTS and any(isinstance(one, Many | Words) for one in inner):
        raise NoTwin(f"{step.name}: {step.do} over a list is only known line by line")


def _condition(sheet: Sheet, step: Step) -> str | None:
    """When the step runs, as SQL; None when it never does."""
    parts = ["TRUE"]
    for name, accepted in step.when:
        cell = sheet.env[name]
        if cell is None:
            return None
        values = ", ".join(
            str(v).upper() if isinstance(v, bool) else quoted(v) if isinstance(v, str) else str(v)
            for v in accepted
        )
        parts.append(f"coalesce({_sql(cell)} IN ({values}), FALSE)")
    return " AND ".join(parts)


def _sql(cell: Any) -> str:
    return str(cell.top if isinstance(cell, Figure) else cell.sql)


def _refuse_missing(sheet: Sheet, when: str, name: str) -> None:
    cell = sheet.env[name]
    sheet.refuse(when if cell is None else f"{when} AND NOT {is_there(cell)}", name)


def _refuse_some(sheet: Sheet, when: str, step: Step) -> None:
    """Inputs that mean something together only."""
    cells = {name: sheet.env[name] for name in step.all_or_none}
    there = {name: "FALSE" if c is None else f"({is_there(c)})" for name, c in cells.items()}
    for name in step.all_or_none:
        others = " OR ".join(there[other] for other in step.all_or_none if other != name)
        sheet.refuse(f"{when} AND NOT {there[name]} AND ({others})", name)


def _all_there(sheet: Sheet, step: Step, takes_missing: bool) -> Iterator[str]:
    if not takes_missing:
        for name in _refs(step):
            if isinstance(sheet.env[name], Figure | Word | Flag | Many | Words):
                yield is_there(sheet.env[name])


def _refusals(
    sheet: Sheet, step: Step, given: dict[str, Any], words: dict[str, Any], runs: str
) -> None:
    """What an operator refuses, said of the name that gave it."""
    for parameter, condition in _refused(sheet, step.do, given, words):
        ref = step.refs[list(given).index(parameter)]
        sheet.refuse(f"{runs} AND {condition}", ref if isinstance(ref, str) else ref[-1])


def _refused(
    sheet: Sheet, do: str, given: dict[str, Any], words: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    if do == "lookup":
        yield "key", lookups.no_row(given["table"], given["key"])
    elif do == "deduct":
        yield "whole", less(given["whole"], given["part"])
    elif do == "nearness" and given["low"] and given["high"]:
        yield "high", less(given["high"], given["low"])
    elif do == "column_means":
        yield "rows", lists.uneven(given["rows"])
    elif do == "match" and isinstance(given["reached"], Many):
        both = isinstance(given["required"], Many)
        yield "reached", lists.unequal(given["reached"], given["required"]) if both else "TRUE"
    elif do == "match" and isinstance(given["required"], Many):
        yield "reached", "TRUE"
    elif do == "placement":
        yield "term", f"NOT {is_there(twins.placement(sheet, **given, **words))}"


def _keep(sheet: Sheet, step: Step, result: Any, runs: str) -> None:
    if isinstance(result, dict):
        for part, name in step.yields:
            sheet.keep(name, _only(runs, result[part], sheet.env[name]))
        return
    sheet.keep(step.name, _only(runs, result, sheet.env[step.name]))


def _only(runs: str, new: Any, old: Any) -> Cell:
    """The new value where the step runs, else what the name stood for."""
    if new is None:
        kept: Cell = old
        return kept
    if type(old) is not type(new):
        old = None  # a name that turns from a figure into a word, say
    if isinstance(new, Figure):
        return choose(runs, new, old)
    if isinstance(new, Many):
        # No rule says a list twice, so there is no older one to keep.
        return Many(f"CASE WHEN {runs} THEN {new.sql} END", new.bottom)
    found: Cell = type(new)(
        f"CASE WHEN {runs} THEN {new.sql} ELSE {old.sql if old else 'NULL'} END"
    )
    return found


def _written(sheet: Sheet, rule: Rule, pack: Pack) -> Answer:
    """The fields of the answer; a refused row has none."""
    named = [pair for output in rule.outputs for pair in _outputs(sheet, output, pack)]
    columns = ", ".join(
        f'CASE WHEN problem IS NULL THEN {sql} END AS "{name}"' for name, sql in named
    )
    inner = f"SELECT *, {sheet.problem()} AS problem FROM ({sheet.sql})"
    sql = f"SELECT {columns}, problem FROM ({inner}) ORDER BY {_LINE}"
    steps = {name for step in rule.steps for name in (*_refs(step), step.words.get("clause", ""))}
    clauses = [pack.clauses[name] for name in sorted(steps & set(pack.clauses))]
    marks = tuple(name for clause in clauses for name, _ in clause_flags(clause))
    return Answer(sql, (*(name for name, _ in named), "problem"), marks)


def _outputs(sheet: Sheet, output: Output, pack: Pack) -> Iterator[tuple[str, str]]:
    if output.kind == "record":
        for part, step in output.parts:
            cell = sheet.env[step]
            yield (
                f"{output.name}_{part}",
                as_decimal(cell, output.decimals or 0) if cell else "NULL",
            )
        return
    cell = sheet.env.get(output.source)
    if output.kind == "figures" and isinstance(cell, Many):
        yield output.name, lists.decimals_of(cell, output.decimals or 0)
        return
    if output.kind in ("reason", "findings", "figures"):
        return
    if cell is None:
        yield output.name, "NULL"
    elif output.kind == "label":
        labels = pack.scales[output.scale].labels.items()
        whens = " ".join(f"WHEN {quoted(code)} THEN {quoted(label)}" for code, label in labels)
        yield output.name, f"CASE {cell.sql} {whens} END"
    elif isinstance(cell, Figure):
        places = (output.decimals or 0) if output.kind == "figure" else 0
        yield output.name, as_decimal(cell, places)
    else:
        yield output.name, cell.sql
