"""An answer as people read it: the figures, each step with its source, what is open, what is missing."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.performance.evaluation.wording import open_clauses
from pamong.performance.rulebook.words import (
    output_said,
    plainly,
    reason_said,
    step_said,
    title_of,
    yes_or_no,
)
from pamong.performance.rules import label_of
from pamong.policy.answer import sentence
from pamong.policy.evaluate import Outcome
from pamong.policy.operators.counts import Finding
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Pack, Rule
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

REASON, EXACT = "reason", "exact"
MOST_PLACES = 6
MOST_SAID = 40  # figures of a list; the whole of it is in the file


def answer_context(pack: Pack, rule: Rule, told: Outcome) -> dict[str, Any]:
    """What the page shows of an answer."""
    reason = told.value.get(REASON)
    return {
        "facts": [
            (_name_of(pack, rule, name), said(pack, rule, value))
            for name, value in told.value.items()
            if name != REASON
        ],
        "reason": reason_said(pack, str(reason)) if reason else "",
        "steps": steps_table(pack, rule, told),
        "open": [_clause_said(pack, clause) for clause in told.unconfirmed],
    }


def _name_of(pack: Pack, rule: Rule, name: str) -> str:
    if name == EXACT:
        return _("Sebelum dibulatkan")
    main = name.removesuffix("_exact")
    if main != name:
        return _("%(name)s sebelum dibulatkan") % {"name": output_said(pack, rule.name, main)}
    return output_said(pack, rule.name, name)


def steps_table(pack: Pack, rule: Rule, told: Outcome) -> Table:
    """Each step: what it gave, from what, and where that is written."""
    return Table(
        columns=[
            Column(_("Langkah"), kind="row"),
            Column(_("Hasil")),
            Column(_("Dari")),
            Column(_("Sumber")),
        ],
        rows=[
            Row(
                cells=[
                    step_said(pack, rule.name, step.step),
                    Cell(said(pack, rule, step.value), strong=True),
                    "; ".join(
                        f"{step_said(pack, rule.name, name)}: {said(pack, rule, value)}"
                        for name, value in step.inputs.items()
                    ),
                    step.citation,
                ]
            )
            for step in told.because
        ],
        caption=_("Langkah hitungan"),
    )


def said(pack: Pack, rule: Rule, value: Any) -> str:
    """A value of an answer or a step, whatever it holds."""
    if value is None:
        return _("belum ada")
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, Decimal | int | Fraction):
        return _figure(value)
    if isinstance(value, Finding):
        return sentence(value, pack, get_language() or "")
    if isinstance(value, Mapping):
        parts = [f"{_key(pack, rule, key)}: {said(pack, rule, one)}" for key, one in value.items()]
        return "; ".join(parts) or _("tidak ada")
    is_list = isinstance(value, list | tuple | frozenset)
    return _many(pack, rule, list(value)) if is_list else _word(pack, value)


def _figure(value: Decimal | Fraction | int) -> str:
    """Six decimals are enough to follow a step; the file has them all."""
    exact = written(value) if isinstance(value, Fraction) else value
    return say_number(round(exact, MOST_PLACES) if isinstance(exact, Decimal) else exact)


def _many(pack: Pack, rule: Rule, values: list[Any]) -> str:
    told = "; ".join(said(pack, rule, one) for one in values[:MOST_SAID])
    rest = len(values) - MOST_SAID
    if rest > 0:
        return _("%(told)s; dan %(n)s lagi") % {"told": told, "n": say_number(rest)}
    return told or _("tidak ada")


def _key(pack: Pack, rule: Rule, key: Any) -> str:
    known = _word(pack, key)
    return known if known != str(key) else output_said(pack, rule.name, str(key))


def _word(pack: Pack, value: Any) -> str:
    """A code by the label of the one scale that knows it; other words as they are."""
    text = str(value)
    if text != text.lower():  # a letter of a grade, a rank, a sentence
        return text
    for name, scale in pack.scales.items():
        if text in scale.codes:
            return label_of(pack, name, text)
    return text if " " in text else plainly(text)


def _clause_said(pack: Pack, clause: str) -> str:
    known = open_clauses([clause])[0]
    return title_of(pack, clause.partition(".")[0]) if known == clause else known
