"""A part of a page with a form, written once and then only filled with stored values.

Forms are the dearest part of a page: a field costs more than a row of a table, and most of it is the
same for everybody. A pattern is the markup that a form's own template makes of it, taken apart where
values stand. It serves only forms as they are first shown: what was sent is written field by field.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from pamong.ui.markup import safe

PLACES = re.compile(
    r' value="\x02(?P<line>\w+)\x02"|\x02(?P<text>\w+)\x02|<option value="(?P<option>[^"]*)"|'
    r'<select [^>]*?name="(?P<select>[^"]+)"[^>]*>'
)


def mark(name: str) -> str:
    """What stands in the place of a value; no value that people write holds it."""
    return f"\x02{name}\x02"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value of a field stands: in an attribute, as text, or as the option that is chosen."""

    name: str
    kind: str
    option: str = ""

    def written(self, value: Any) -> str:
        """The value as its widget gives it, as markup."""
        if self.kind == "option":
            return " selected" if self.option in value else ""
        if self.kind == "text":
            return "" if value is None else escape(str(value))
        return "" if value is None else f' value="{escape(str(value))}"'


class Pattern:
    """The markup of a form with the places of its values."""

    def __init__(self, form: forms.BaseForm, write: Callable[[forms.BaseForm], str]) -> None:
        self.fields = {name: (field, field.initial) for name, field in form.fields.items()}
        form.initial = {name: mark(name) for name in form.fields}
        own = {form.add_prefix(name): name for name in form.fields}
        self.parts: list[str | Place] = []
        html, at, chosen = write(form), 0, ""
        for found in PLACES.finditer(html):
            kind = str(found.lastgroup)
            if kind == "select":
                chosen = own.get(unescape(found["select"]), "")
                continue
            start = found.end() if kind == "option" else found.start()
            self.parts.append(html[at:start])
            name = chosen if kind == "option" else found[kind]
            self.parts.append(Place(name, kind, unescape(found["option"] or "")))
            at = found.end()
        self.parts.append(html[at:])

    def filled(self, values: Mapping[str, Any]) -> SafeString:
        """The form with these values as its first ones; other places take what has their name."""
        shown = dict(values)
        for name, (field, initial) in self.fields.items():
            value = field.prepare_value(values.get(name, initial))
            shown[name] = field.widget.format_value(value)
        return safe(
            "".join(
                [
                    part if part.__class__ is str else part.written(shown[part.name])  # type: ignore[union-attr]
                    for part in self.parts
                ]
            )
        )
