"""What is wrong with forms, told at the top of the page with a way to each field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.ui.fields import name_of
from pamong.ui.forms_html import is_listed, said_errors
from pamong.ui.markup import esc, safe


def errors(*forms_: Any, title: Any = "") -> SafeString:
    """What is to be mended, on top of the page, each with a link to its field."""
    items = [item for one in forms_ for item in _faults(one)]
    if not items:
        return safe("")
    count = len({target or text for target, text in items})  # fields: one may have several faults
    lead = ngettext(
        "Perbaiki %(n)s isian berikut. Isian lain tetap ada.",
        "Perbaiki %(n)s isian berikut. Isian lain tetap ada.",
        count,
    ) % {"n": count}
    told = f"<p>{esc(lead)}</p>" if any(target for target, _text in items) else ""
    links = "".join(
        f'<li><a href="#{esc(target)}">{esc(text)}</a></li>' if target else f"<li>{esc(text)}</li>"
        for target, text in items
    )
    head = esc(title or _("Isian belum dapat disimpan"))
    return safe(
        '<div class="pm-errors" role="alert" aria-labelledby="pm-errors" tabindex="-1" autofocus>'
        f'<h2 id="pm-errors">{head}</h2>{told}<ul>{links}</ul></div>'
    )


def _faults(one: Any, part: str = "") -> Iterable[tuple[str, Any]]:
    if one is None or not getattr(one, "is_bound", False):
        return
    if isinstance(one, forms.BaseFormSet):
        for text in one.non_form_errors():
            yield "", text
        heading = str(getattr(one, "heading", ""))
        for number, inner in enumerate(one.forms, start=1):
            yield from _faults(inner, heading % {"n": number} if heading else "")
        return
    for name, texts in one.errors.items():
        if name not in one.fields:
            yield from (("", text) for text in texts)
            continue
        bound = one[name]
        yield from ((_target(bound), _named(bound, text, part)) for text in said_errors(bound))


def _named(bound: BoundField, text: str, part: str) -> str:
    """The fault with its field's name before it, and the part of the page where names repeat."""
    label, part = name_of(bound), str(getattr(bound.field, "part", part))
    if bound.is_hidden or not label or (not part and label.casefold() in text.casefold()):
        return text
    return f"{label} ({part}): {text}" if part else f"{label}: {text}"


def _target(bound: BoundField) -> str:
    if bound.is_hidden:
        return ""
    return f"{bound.auto_id}_0" if is_listed(bound.field.widget, "") else bound.auto_id
