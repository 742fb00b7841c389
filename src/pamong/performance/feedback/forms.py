"""What a person says about a plan, asks to talk over, and writes down as agreed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Employee
from pamong.performance.feedback.actions import Promise, Word
from pamong.performance.models import Plan
from pamong.performance.plan.content import ResultLine
from pamong.performance.plan.rules import short
from pamong.performance.rules import choices, pack_named
from pamong.ui.fields import DayField

PROMISES = 3


def _text(label: str, *, required: bool = False, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=required,
        max_length=4000,
        error_messages={"required": _("Isi kolom ini.")},
    )


class FeedbackForm(forms.Form):
    """One field for each result and each value; what stays empty is not said."""

    def __init__(
        self, *args: Any, plan: Plan, results: Sequence[ResultLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.results = results
        self.values = choices(pack_named(plan.pack), "behaviour_value")
        for result in results:
            self.fields[f"result_{result.pk}"] = _text(_("Umpan balik Anda"))
            self.fields[f"result_{result.pk}"].part = short(result.text)  # type: ignore[attr-defined]
        for code, label in self.values:
            self.fields[f"value_{code}"] = _text(label)

    def of_result(self, key: int) -> BoundField:
        """The field of one result."""
        return self[f"result_{key}"]

    def of_value(self, code: str) -> BoundField:
        """The field of one value."""
        return self[f"value_{code}"]

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        data = super().clean() or {}
        if not self.errors and not self.words():
            told = _("Tulis umpan balik pada paling sedikit satu hasil kerja atau nilai.")
            self.add_error(next(iter(self.fields), None), told)
        return data

    def words(self) -> list[Word]:
        """What was written."""
        data = self.cleaned_data
        said = [Word(data.get(f"result_{r.pk}", ""), result_id=r.pk) for r in self.results]
        said += [Word(data.get(f"value_{code}", ""), value=code) for code, _l in self.values]
        return [word for word in said if word.text]


class AskForm(forms.Form):
    """What is to be talked over."""

    topic = forms.CharField(
        label=gettext_lazy("Pokok pembicaraan"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Tulis apa yang ingin dibicarakan.")},
    )


class HoldForm(forms.Form):
    """What a talk agreed, and up to three things to do."""

    summary = forms.CharField(
        label=gettext_lazy("Kesepakatan"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8000,
        error_messages={"required": gettext_lazy("Tulis kesepakatan dialog.")},
    )

    def __init__(self, *args: Any, pair: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = {str(one.uuid): one for one in pair}
        names = [(key, one.name) for key, one in self.pair.items()]
        for number in range(PROMISES):
            self.fields[f"text_{number}"] = _text(_("Tindakan"), rows=1)
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                label=_("Dilakukan oleh"), choices=names, required=False
            )
            self.fields[f"due_{number}"] = DayField(label=_("Paling lambat"), required=False)

    @property
    def rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """The things to do."""
        for number in range(PROMISES):
            yield self[f"text_{number}"], self[f"owner_{number}"], self[f"due_{number}"]

    def clean(self) -> dict[str, Any]:
        """What is to be done has a day."""
        data = super().clean() or {}
        for number in range(PROMISES):
            name = f"due_{number}"
            if data.get(f"text_{number}") and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Isi paling lambat kapan."))
        return data

    def promises(self) -> list[Promise]:
        """The checked things to do."""
        data = self.cleaned_data
        return [
            Promise(
                data[f"text_{number}"], self.pair[data[f"owner_{number}"]], data[f"due_{number}"]
            )
            for number in range(PROMISES)
            if data[f"text_{number}"] and data[f"owner_{number}"] in self.pair
        ]
