"""What someone typed into a form that cannot be saved, to be copied from the page that says so."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from pamong.ui.copies import Copies
from pamong.ui.fields import name_of

Typed = Iterator[tuple[str, str]]
CHOSEN = re.compile(r"[a-z0-9_.:-]*")  # keys, codes and counts: what a press chooses, nobody types
SECRET = ("password", "passphrase", "code", "token")


def typed_in(request: HttpRequest, form: Any = None) -> Copies | None:
    """A block of what was typed, by the form's labels where the form is known; nothing without words."""
    user = getattr(request, "user", None)
    if request.method != "POST" or not getattr(user, "is_authenticated", False):
        return None
    is_known = isinstance(form, forms.BaseForm | forms.BaseFormSet)
    found = list(_typed_into(form) if is_known else _sent(request))
    return Copies(_("Yang Anda tulis"), found) if found else None


def _typed_into(form: Any) -> Typed:
    """What differs from what stands, field by field; a choice is said by its words."""
    if isinstance(form, forms.BaseFormSet):
        for one in form.forms:
            yield from _typed_into(one)
        return
    changed = set(form.changed_data)
    for bound in form.visible_fields():
        field = bound.field
        if bound.name not in changed or isinstance(field, forms.BooleanField | forms.FileField):
            continue
        if text := _said(field, bound.data):
            part = getattr(field, "part", "")
            label = strip_tags(name_of(bound))
            yield f"{label} ({part})" if part else label, text


def _said(field: Any, data: Any) -> str:
    values = [str(one).strip() for one in (data if isinstance(data, list) else [data]) if one]
    words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(field.widget, forms.PasswordInput):
        return ""
    return ", ".join(words.get(value, value) for value in values)


def _sent(request: HttpRequest) -> Typed:
    """The words among what was sent, where no form tells their names; too much to be read is left."""
    try:
        sent = request.POST
    except SuspiciousOperation:
        return
    number = 0
    for name, values in sent.lists():
        if name.startswith("_") or any(word in name for word in SECRET):
            continue
        for text in values:
            if not CHOSEN.fullmatch(str(text)):
                number += 1
                yield _("Isian %(n)d") % {"n": number}, str(text).strip()
