"""What an entry says was changed, in words: the record holds codes, numbers, days and marks of texts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from pamong.people.trace.words import FIELDS
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number

NUMBER = re.compile(r"^-?\d{1,15}(\.\d{1,9})?$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
YEARS = {"year", "first_year", "last_year"}
MOST = 4


def say_changes(kind: str, changes: Mapping[str, Any]) -> list[str]:
    """Words for each change that has a name, those with a value first."""
    lines = [line for name, value in changes.items() if (line := _line(kind, name, value))]
    lines.sort(key=lambda line: ": " not in line)
    if len(lines) > MOST:
        more = _("dan %(n)s lainnya") % {"n": len(lines) - MOST + 1}
        return [*lines[: MOST - 1], more]
    return lines


def _line(kind: str, name: str, value: Any) -> str:
    field = _field(kind, name)
    named = field is not None and field.verbose_name != name.replace("_", " ")
    label = str(field.verbose_name if field is not None and named else FIELDS.get(name, ""))
    if not label:
        return ""
    before, after = value if isinstance(value, list) else (None, value)
    old, new = _said(name, field, before), _said(name, field, after)
    if not (old or new):
        return label
    return f"{label}: {old} → {new or '–'}" if old else f"{label}: {new}"


@cache
def _models() -> dict[str, type[models.Model]]:
    """Every model by the name that the record keeps of it."""
    return {model._meta.label_lower: model for model in apps.get_models()}


@cache
def _field(kind: str, name: str) -> "models.Field[Any, Any] | None":
    try:
        field = _models()[kind]._meta.get_field(name)
    except (KeyError, FieldDoesNotExist):
        return None
    if not isinstance(field, models.Field):
        return None
    is_named = field.verbose_name != name.replace("_", " ")
    return field if is_named or field.choices else None


def _said(name: str, field: "models.Field[Any, Any] | None", value: Any) -> str:
    """The value where a reader can tell it; a text, another row and a code of a rule stay unsaid."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    text = str(value)
    words = dict((field.flatchoices if field is not None else None) or ())
    if text in words:
        return str(words[text])
    if DAY.match(text):
        return say_day_full(date.fromisoformat(text))
    if not NUMBER.match(text):
        return ""
    return text if name in YEARS else say_number(Decimal(text))
