"""Builders for packs on disk."""

from __future__ import annotations

from pathlib import Path

HEAD = """
id = "{id}"
family = "test"
title = "A test"
version = "1"
language = "en"
citation = "Test act, art. 1"
from = 2020-01-01
{more}
[rules]
{rules}
"""

RULES = """
[scale.grade]
terms = ["low", "high"]

[bands.grade_bands]
scale = "grade"
changeable = true
bands = [{ is = "high", from = 5 }, { is = "low" }]

[number.factor]
value = 2.5
unit = "times"

[table.prices]
keys = ["grade"]
[table.prices.rows]
low = { price = 1, unconfirmed = true }
high = { price = 3 }

[pattern.mix]
scale = "grade"
counted = "grade"
[pattern.mix.limits]
low = [{ of = ["high"], at_most = 50, unit = "percent" }]

[rule.scaled.inputs]
value = { is = "number", from = 0 }

[[rule.scaled.steps]]
name = "scaled"
do = "product"
of = ["value", "factor"]

[[rule.scaled.steps]]
name = "grade"
do = "band"
bands = "grade_bands"
value = "scaled"

[[rule.scaled.steps]]
name = "price"
do = "lookup"
table = "prices"
key = "grade"
column = "price"

[rule.scaled.outputs]
scaled = { decimals = 1 }
label = { as = "label", from = "grade", scale = "grade" }
price = { as = "plain" }
"""

LABELS = """
[grade]
low = "Low"
high = ["High", "Top"]
"""


def make_pack(
    folder: Path,
    *,
    rules: str = RULES,
    head: str = "",
    rule_names: str = "scaled = {}",
    labels: str = LABELS,
) -> Path:
    """A small pack under its own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = HEAD.format(id=folder.name, more=head, rules=rule_names)
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "labels.en.toml").write_text(labels, encoding="utf-8")
    return folder


def make_local(folder: Path, rules: str, *, extends: str = "id-permenpanrb-6-2022") -> Path:
    """A local pack that extends one of ours."""
    return make_pack(folder, rules=rules, head=f'extends = "{extends}"', rule_names="", labels="")
