"""The list of rules by field of work, and one rule's form with its answer."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.performance.rulebook.answers import answer_context
from pamong.performance.rulebook.asking import EXAMPLE, Asking
from pamong.performance.rulebook.presentation import asking_url, employees_said, span_said
from pamong.performance.rulebook.queries import RuleLine, examples_of, heads_with
from pamong.performance.rulebook.words import about_said, field_said, note_said, rule_said
from pamong.performance.rules import mark_of
from pamong.policy.load import builtin
from pamong.ui.components import Task
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

MOST_EXAMPLES = 3


def lists_of_rules(lines: Sequence[RuleLine]) -> list[tuple[str, Table]]:
    """A table for each field of work."""
    groups: dict[str, list[RuleLine]] = {}
    for line in lines:
        groups.setdefault(field_said(builtin(line.head.id), line.name), []).append(line)
    return [(title, _table(title, found)) for title, found in groups.items()]


def _table(title: str, lines: Sequence[RuleLine]) -> Table:
    return Table(
        columns=[Column(_("Aturan"), kind="row"), Column(_("Sumber"))],
        rows=[_row(line) for line in lines],
        caption=title,
    )


def _row(line: RuleLine) -> Row:
    pack = builtin(line.head.id)
    named = "" if line.holds and not line.is_foreign else pack.id
    ended = "" if line.holds else span_said(line.head.rules[line.name])
    return Row(
        cells=[
            Cell(
                rule_said(pack, line.name),
                url=asking_url(line.name, named),
                sub=about_said(pack, line.name),
            ),
            Cell(pack.rules[line.name].citation, sub=ended),
        ]
    )


def asking_context(asking: Asking) -> dict[str, Any]:
    """The form of a rule, what holds, and the answer where it was asked."""
    pack, rule = asking.pack, asking.pack.rules[asking.rule]
    is_chosen = any(asking.which.data.get(name) for name in asking.which.fields)
    return {
        "title": rule_said(pack, rule.name),
        "lead": about_said(pack, rule.name),
        "hint": note_said(pack, rule.name, "rule"),
        "form": asking.form,
        "which": asking.which,
        "is_chosen": is_chosen or not asking.which.is_valid(),
        "answer": answer_context(pack, rule, asking.told) if asking.told else None,
        "json_url": f"?{asking.address}&as=json" if asking.is_short else "",
        "facts": [
            (_("Paket"), pack.head.title, mark_of(pack)),
            (_("Sumber"), rule.citation),
            (_("Berlaku"), span_said(pack.head.rules[rule.name])),
            (_("Untuk"), employees_said(pack.head)),
            (_("Dihitung untuk hari"), say_day_full(asking.on)),
        ],
        "links": _links(asking),
    }


def _links(asking: Asking) -> list[Task]:
    """Worked examples, then what else knows this rule, then the rule's own page."""
    pack, rule = asking.pack, asking.rule
    official = pack.head.extends or pack.id
    examples = examples_of(pack, rule)[:MOST_EXAMPLES]
    found = [
        Task(_("Contoh %(n)s") % {"n": n + 1}, f"?{urlencode({'pack': official, EXAMPLE: n})}")
        for n in range(len(examples))
    ]
    others = [head for head in heads_with(rule) if head.id != official]
    found += [
        Task(_("Menurut %(pack)s") % {"pack": head.title}, f"?{urlencode({'pack': head.id})}")
        for head in others
    ]
    return [*found, Task(_("Teks paket ini"), reverse("performance:pack", args=[official]))]
