"""An earlier result in words: its law, its parts, its predicate, and what differs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.performance.history.columns import LABELS
from pamong.performance.history.laws import PREDICATES, Judged, inputs_of, law_of
from pamong.performance.history.plan import PastChange
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number

NOTHING = "–"


def input_said(pack: Pack, name: str, value: Any) -> str:
    """One input as a person reads it."""
    field = inputs_of(pack)[name]
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if field.kind == "number":
        return say_number(Decimal(value))
    return label_of(pack, field.scale, value)


def change_lines(change: PastChange) -> list[str]:
    """What a row of the file would set, with what stood before."""
    values = {name: after for name, (_before, after) in change.fields.items()}
    mark = values.get("pack") or (change.standing.pack if change.standing else "")
    pack = law_of(mark)
    lines = [pack.head.title] if "pack" in values else []
    for name in ("predicate", "score", "converted", "joined"):
        if name in change.fields:
            before, after = change.fields[name]
            lines.append(_pair(LABELS[name], _said(pack, name, before), _said(pack, name, after)))
    if "given" in change.fields:
        lines += _part_lines(pack, *change.fields["given"])
    return lines


def _part_lines(pack: Pack, before: Any, after: Mapping[str, Any]) -> list[str]:
    """The parts that differ, those that another law takes away too."""
    held = before or {}
    names = [name for name in (*held, *after) if held.get(name) != after.get(name)]
    return [
        _pair(LABELS[name], _part(pack, name, held), _part(pack, name, after))
        for name in dict.fromkeys(names)
    ]


def _part(pack: Pack, name: str, given: Mapping[str, Any]) -> str:
    if name not in given:
        return NOTHING
    if name not in inputs_of(pack):
        return str(given[name])
    return input_said(pack, name, given[name])


def _pair(label: Any, before: str, after: str) -> str:
    return f"{label}: {after}" if before == NOTHING else f"{label}: {before} → {after}"


def _said(pack: Pack, name: str, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if name == PREDICATES:
        known = value in pack.predicate_scale.codes
        return label_of(pack, PREDICATES, value) if known else str(value)
    return say_number(value)


def differences(judged: Judged, label: str) -> list[str]:
    """What the law makes of the parts, where that is not what the file said."""
    if judged.outcome is None:
        return []
    found, value = [], judged.outcome.value
    if judged.score_differs:
        told = {"computed": say_number(value["score"]), "given": say_number(judged.score or 0)}
        found.append(_("Menurut bagiannya nilainya %(computed)s; di berkas %(given)s.") % told)
    if judged.predicate_differs:
        computed = label_of(judged.pack, PREDICATES, value[PREDICATES])
        told = {"computed": computed, "given": label}
        found.append(_("Menurut bagiannya predikatnya %(computed)s; di berkas %(given)s.") % told)
    return found
