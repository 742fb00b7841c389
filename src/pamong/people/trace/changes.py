"""What an entry says was changed, in words: the record holds codes, numbers, days and marks of texts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from pamong.people.trace.words import FIELDS, ByField, Coded
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number

NUMBER = re.compile(r"^-?\d{1,15}(\.\d{1,9})?$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
MARK = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
YEARS = {"year", "first_year", "last_year"}
PEOPLE = {"rater", "superior", "keeper", "delegate", "leader", "member", "owner", "suggested"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the reader may be told beside the entry: names by key, and codes of its day by field."""

    names: Mapping[str, str] = field(default_factory=dict)
    coded: ByField = field(default_factory=dict)


def marks_in(changes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The keys of other rows in changes that have a name: whose names are to be read."""
    for each in changes:
        for name, value in each.items():
            for one in value if isinstance(value, list) and name in FIELDS else ():
                if isinstance(one, str) and MARK.match(one):
                    yield one


def say_changes(kind: str, changes: Mapping[str, Any], words: Words | None = None) -> list[str]:
    """Words for each change that has a name, those with a value first and codes of the rules after them."""
    words = words or Words()
    lines = [
        (": " not in line, name in words.coded and name not in FIELDS, line)
        for name, value in changes.items()
        if (line := _line(kind, name, value, words))
    ]
    return [line for _bare, _ruled, line in sorted(lines, key=lambda told: told[:2])]


def _line(kind: str, name: str, value: Any, words: Words) -> str:
    model_field, coded = _field(kind, name), words.coded.get(name, Coded())
    label = _label(name, model_field) or coded.label
    if not label:
        return ""
    before, after = value if isinstance(value, list) else (None, value)
    told = [coded.words.get(str(one)) or _said(name, model_field, one) for one in (before, after)]
    marks = zip((before, after), told, strict=True)
    old, new = (said or _named(name, mark, words.names) for mark, said in marks)
    if not (old or new):
        return label
    is_change = old and old != new
    return f"{label}: {old} → {new or '–'}" if is_change else f"{label}: {new}"


def _label(name: str, model_field: "models.Field[Any, Any] | None") -> str:
    if model_field is not None and model_field.verbose_name != name.replace("_", " "):
        return str(model_field.verbose_name)
    return str(FIELDS.get(name, ""))


def _named(name: str, mark: Any, names: Mapping[str, str]) -> str:
    """The name behind a key; of a person whom the reader may not see only that there is one."""
    if not mark:
        return ""
    return names.get(str(mark)) or (_("pegawai lain") if name in PEOPLE else "")


@cache
def _models() -> dict[str, type[models.Model]]:
    """Every model by the name that the record keeps of it."""
    return {model._meta.label_lower: model for model in apps.get_models()}


@cache
def _field(kind: str, name: str) -> "models.Field[Any, Any] | None":
    try:
        found = _models()[kind]._meta.get_field(name)
    except (KeyError, FieldDoesNotExist):
        return None
    if not isinstance(found, models.Field):
        return None
    is_named = found.verbose_name != name.replace("_", " ")
    return found if is_named or found.choices else None


def _said(name: str, model_field: "models.Field[Any, Any] | None", value: Any) -> str:
    """The value where a reader can tell it; a text, another row and a code of a rule stay unsaid."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    text = str(value)
    words = dict((model_field.flatchoices if model_field is not None else None) or ())
    if text in words:
        return str(words[text])
    if DAY.match(text):
        return say_day_full(date.fromisoformat(text))
    if not NUMBER.match(text):
        return ""
    return text if name in YEARS else say_number(Decimal(text))
