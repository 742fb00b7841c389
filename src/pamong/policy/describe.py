"""Tells what a pack holds: the inputs of its rules, its open clauses, how its examples come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pamong.policy.clauses import clause_flags
from pamong.policy.evaluate import evaluate, runner
from pamong.policy.inputs import BadInput
from pamong.policy.load import read_cases
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Exact, Field, Pack
from pamong.policy.section import PackError


def rule_schema(pack: Pack, rule: str) -> dict[str, Any]:
    """A rule's inputs and outputs in plain words and values."""
    found, period = pack.rules[rule], pack.head.rules[rule]
    return {
        "rule": rule,
        "pack": pack.id,
        "from": period.start,
        "until": period.end,
        "citation": found.citation,
        "inputs": {field.name: _field(field, pack) for field in found.fields},
        "outputs": [output.name for output in found.outputs],
    }


def _field(field: Field, pack: Pack) -> dict[str, Any]:
    known: dict[str, Any] = {
        "is": field.kind,
        "optional": field.optional,
        "default": field.default,
        "values": pack.scales[field.scale].labels if field.scale else list(field.options),
        "above" if field.low_open else "from": _plain(field.low),
        "below" if field.high_open else "to": _plain(field.high),
        "at_least": field.at_least or None,
        "of": _field(field.items, pack) if field.items else None,
        "rule": field.rule,
        "fields": {inner.name: _field(inner, pack) for inner in field.fields},
        "note": field.note,
    }
    return {key: value for key, value in known.items() if _says_something(value)}


def _says_something(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [], {})


def _plain(value: Exact | None) -> Any:
    return None if value is None else written(value)


def open_clauses(pack: Pack) -> list[dict[str, str]]:
    """Every clause, row or band that rests on no confirmed text."""
    start = [("from", pack.head.citation)] if pack.head.start_unconfirmed else []
    flags = [flag for clause in pack.clauses.values() for flag in clause_flags(clause)]
    return [{"pack": pack.id, "clause": n, "citation": c} for n, c in [*start, *flags]]


def failed_cases(pack: Pack, folder: Path) -> list[str]:
    """The worked examples beside a pack that do not come out as written."""
    failures = unready(pack)
    for rule, cases in read_cases(folder).items():
        if not isinstance(cases, list):
            failures.append(f"cases.toml: {rule}: expected a list of examples")
            continue
        for place, case in enumerate(cases):
            problem = _problem(pack, rule, case)
            if problem:
                failures.append(f"cases.toml: {rule}[{place}]: {problem}")
    return failures


def unready(pack: Pack) -> list[str]:
    """Rules that cannot be made ready, say for a default that the field itself refuses."""
    failures = []
    for rule in pack.rules:
        try:
            runner(pack, rule)
        except (BadInput, PackError) as bad:
            failures.append(f"rule.{rule}: {bad}")
    return failures


def _problem(pack: Pack, rule: str, case: Any) -> str:
    if rule not in pack.rules:
        return f"expected a rule of the pack, one of {', '.join(pack.rules)}"
    odd = _odd(case)
    if odd:
        return odd
    try:
        outcome = evaluate(pack, rule, case["in"], on=case.get("on"))
    except BadInput as bad:
        expected = case.get("error")
        return "" if expected and expected in str(bad) else f"got the error: {bad}"
    if "error" in case:
        return f"expected the error {case['error']}, got {dict(outcome.value)}"
    return _difference(case, outcome.value, outcome.unconfirmed)


def _odd(case: Any) -> str:
    """What keeps an example from being tried."""
    if not isinstance(case, dict) or "in" not in case:
        return "expected the inputs under in"
    if not isinstance(case.get("value", {}), dict) or not isinstance(case.get("missing", []), list):
        return "expected a table under value and a list under missing"
    if not isinstance(case.get("error", ""), str):
        return "expected a part of the sentence under error"
    return ""


def _difference(case: dict[str, Any], value: Any, unconfirmed: tuple[str, ...]) -> str:
    for key, expected in case.get("value", {}).items():
        if not _same(value.get(key), expected):
            return f"expected {key} {expected}, got {value.get(key)}"
    for key in case.get("missing", []):
        if value.get(key) is not None:
            return f"expected no {key}, got {value[key]}"
    if "unconfirmed" in case and list(unconfirmed) != case["unconfirmed"]:
        return f"expected {case['unconfirmed']} under unconfirmed, got {list(unconfirmed)}"
    return ""


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            _same(found.get(key), inner) for key, inner in expected.items()
        )
    return bool(found == expected)
