"""Rules are data: no label, code or telling figure of a pack stands in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pamong
from pamong.policy.load import builtin, builtin_ids
from pamong.policy.pack import Bands, Pattern, Table

SOURCE = Path(pamong.__file__).parent
# Words that are also plain English or names of our own concepts, not labels of a pack alone.
PLAIN = {
    "attendance",
    "performance",
    "no",
    "structural",
    "functional",
    "band",
    "kinds",
    "target",
    "reform",
    "administrator",
}
# The name of a pack is an identifier; the demo fills an install with a pack's own words.
EXEMPT = {"packs", "tests", "demo"}
# Digits kept, letters of a text shown: they decide nothing about a person.
FORMAT = {("inputs.py", 30), ("inputs.py", 40), ("numbers.py", 200), ("section.py", 30)}
# Small figures and powers of ten belong to arithmetic (a percentage, a rounding).
SMALL = 10


def _python() -> Iterator[Path]:
    for path in SOURCE.rglob("*.py"):
        if not EXEMPT & set(path.relative_to(SOURCE).parts):
            yield path


def _words() -> set[str]:
    scales = [scale for pack_id in builtin_ids() for scale in builtin(pack_id).scales.values()]
    terms = [term for scale in scales for term in scale.terms]
    words = {word for term in terms for word in (term.code, term.label, *term.other_names)}
    return {word for word in words if len(word) > 2 and word.lower() not in PLAIN}


def _figures() -> set[Fraction]:
    found: set[Fraction] = set()
    for pack_id in builtin_ids():
        pack = builtin(pack_id)
        found |= {Fraction(number.value) for number in pack.numbers.values()}
        for clause in pack.clauses.values():
            if isinstance(clause, Table):
                cells = [cell for row in clause.rows.values() for cell in row.cells.values()]
                found |= {Fraction(c) for c in cells if isinstance(c, int | Fraction)}
            if isinstance(clause, Bands):
                found |= {Fraction(b.floor) for b in clause.bands if b.floor is not None}
            if isinstance(clause, Pattern):
                limits = [limit for several in clause.limits.values() for limit in several]
                found |= {Fraction(limit.percent) for limit in limits if limit.percent is not None}
    return {figure for figure in found if figure > SMALL and figure not in (100, 1000)}


def test_no_label_or_code_of_a_pack_stands_in_python() -> None:
    words = _words()
    assert len(words) > 50
    pattern = re.compile(r"(?<![\w])(" + "|".join(map(re.escape, sorted(words))) + r")(?![\w])")
    policy = [p for p in _python() if p.relative_to(SOURCE).parts[0] in ("policy", "cli")]
    found = []
    for path in policy:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found += [f"{path.name}: {word}" for word in pattern.findall(node.value)]
    assert found == []


def test_no_threshold_or_coefficient_of_a_pack_stands_in_the_rules_core() -> None:
    figures = _figures()
    assert len(figures) > 20
    found = []
    for path in _python():
        if path.relative_to(SOURCE).parts[0] != "policy":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, int | float) and Fraction(value) in figures:
                found.append((path.name, value))
    assert [place for place in found if place not in FORMAT] == []
