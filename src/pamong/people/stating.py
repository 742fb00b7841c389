"""How an auditor states a purpose before reading: what is asked, kept, recorded and shown, whatever is opened."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.models import User
from pamong.ledger.actions import Draft, digest_of, record_all
from pamong.people.models import StatedRead
from pamong.ui.components import Trace

R = TypeVar("R", bound=StatedRead)
LONGEST = 2000


class PurposeForm(forms.Form):
    """Why an auditor reads."""

    purpose = forms.CharField(
        label=gettext_lazy("Tujuan membaca"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Dicatat di jejak dan ditampilkan kepada pegawai. Berlaku sampai akhir hari ini."
        ),
        error_messages={"required": gettext_lazy("Tulis tujuan membaca.")},
    )


def keep_reads(
    model: type[R], opened: Sequence[Any], purpose: str, verb: str, *, by: User, on: date
) -> list[R]:
    """One row for each thing opened, with its entry; called inside the verb that asked whether one may."""
    told = purpose.strip()
    if not told:
        raise ValidationError(_("Tulis tujuan membaca."))
    rows = [model(**{model.OPENED: one}, reader=by, purpose=told, on=on) for one in opened]
    model._default_manager.bulk_create(rows)
    changes = {"purpose": [None, digest_of(told)]}
    record_all([Draft(verb, row, changes) for row in rows], by=by, on=on)
    return rows


def reads_said(reads: Iterable[StatedRead], verb: str) -> list[Trace]:
    """Who opened it, when and why."""
    return [Trace(verb, by=row.reader.name, at=row.on, quote=row.purpose) for row in reads]
