"""What a team's leader writes about one member."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from pamong.performance.evaluation.wording import short_labels
from pamong.performance.models import TeamInput
from pamong.performance.plan.content import ResultLine
from pamong.performance.plan.rules import short
from pamong.performance.rules import RATINGS, choices
from pamong.performance.team_input.actions import VALUES, Opinion
from pamong.policy.pack import Pack

LONG = 2000
About = tuple[int | None, str]  # a result, or the code of a value


def _choice(scale: list[tuple[str, str]], about: str) -> forms.ChoiceField:
    field = forms.ChoiceField(choices=scale, required=False, widget=forms.RadioSelect)
    field.label = _("Usulan rating")
    field.is_asked, field.part = True, about  # type: ignore[attr-defined]
    return field


def _word(about: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 1})
    field = forms.CharField(required=False, max_length=LONG, widget=area)
    field.label = _("Alasan")
    field.is_asked, field.part = True, about  # type: ignore[attr-defined]
    return field


class TeamInputForm(forms.Form):
    """A rating proposed and its reason for each result from the team and for each value."""

    def __init__(
        self,
        data: Any,
        *,
        pack: Pack,
        results: Sequence[ResultLine],
        given: Sequence[TeamInput],
    ) -> None:
        initial: dict[str, str] = {}
        for row in given:
            key = _key(row.result_id, row.value)
            initial |= {f"r{key}": row.rating, f"f{key}": row.text}
        super().__init__(data, initial=initial)
        self.keys: dict[str, About] = {_key(one.pk, ""): (one.pk, "") for one in results}
        self.keys |= {_key(None, code): (None, code) for code in pack.scales[VALUES].codes}
        scale = short_labels(pack, RATINGS)
        about = {_key(one.pk, ""): short(one.text) for one in results}
        about |= {_key(None, code): label for code, label in choices(pack, VALUES)}
        for key in self.keys:
            self.fields[f"r{key}"] = _choice(scale, about[key])
            self.fields[f"f{key}"] = _word(about[key])

    def pair(self, result: int | None, value: str = "") -> tuple[BoundField, BoundField]:
        """The fields of one result or value."""
        key = _key(result, value)
        return self[f"r{key}"], self[f"f{key}"]

    def clean(self) -> dict[str, Any]:
        """A rating has its reason, and something is said."""
        data = super().clean() or {}
        for key in self.keys:
            if data.get(f"r{key}") and not data.get(f"f{key}", "").strip():
                self.add_error(f"f{key}", _("Tulis alasan usulan ini."))
        if not self.errors and not any(one.text.strip() for one in self.said()):
            told = _("Isi masukan pada paling sedikit satu hasil kerja atau nilai.")
            self.add_error(f"f{next(iter(self.keys))}", told)
        return data

    def said(self) -> list[Opinion]:
        """The checked words, the empty ones too: they take back what stood there."""
        data = self.cleaned_data
        return [
            Opinion(data[f"f{key}"], data[f"r{key}"], result_id=result, value=value)
            for key, (result, value) in self.keys.items()
        ]


def _key(result: int | None, value: str) -> str:
    return f"{result}" if result else f"-{value}"
