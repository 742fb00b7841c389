"""What a leader gives on the page of one evaluation, and what the person answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.evaluation.actions import Given, RatingInput, needs_reason
from pamong.performance.evaluation.sheet import Said, Sheet
from pamong.performance.evaluation.wording import rating_cards, short_labels
from pamong.performance.plan.rules import short
from pamong.performance.rules import choices, remembered
from pamong.policy.pack import Pack

RATINGS, VALUES = "rating", "behaviour_value"
LONG, SHORT = 4000, 2000


def _judged(scale: list[tuple[str, str]]) -> forms.ChoiceField:
    field = forms.ChoiceField(choices=scale, required=False, widget=forms.RadioSelect)
    field.is_asked = True  # type: ignore[attr-defined]
    return field


def _word(length: int = SHORT, rows: int = 1) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    field = forms.CharField(required=False, max_length=length, widget=area)
    field.is_asked = True  # type: ignore[attr-defined]
    return field


def _card(scale: list[Any], label: str, *, is_draft: bool) -> forms.ChoiceField:
    field = _judged(scale)
    field.label = label
    field.hides_label = True  # type: ignore[attr-defined]  # the panel's heading says it to the eye
    field.required = not is_draft
    field.error_messages["required"] = _("Pilih %(field)s.") % {"field": label.lower()}
    return field


def _fields(pack: Pack, *, is_draft: bool) -> dict[str, forms.Field]:
    """The fields of the form, the same for everybody under the pack: a field is dear to make."""
    cards, plain = rating_cards(pack), choices(pack, RATINGS)
    reason, advice = _word(LONG, 2), _word(LONG, 2)
    reason.label = _("Alasan (wajib bila berbeda dari saran)")
    advice.label = _("Catatan atau rekomendasi")
    return {
        "choice": _judged(short_labels(pack, RATINGS)),
        "word": _word(),
        "results_rating": _card(cards, _("Rating hasil kerja"), is_draft=is_draft),
        "behaviour_rating": _card(plain, _("Rating perilaku"), is_draft=is_draft),
        "reason": reason,
        "recommendation": advice,
    }


class RatingForm(forms.Form):
    """A rating and a word for each result and each value, two ratings, a reason, advice."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(sheet))
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        made = remembered(
            sheet.pack,
            ("rating fields", self.is_draft),
            lambda: _fields(sheet.pack, is_draft=self.is_draft),
        )
        choice, word = made["choice"], made["word"]  # one of each: nothing in them is a row's own
        for result in sheet.content.results:
            self.fields[f"r{result.pk}"], self.fields[f"f{result.pk}"] = choice, word
        for code in sheet.pack.scales[VALUES].codes:
            self.fields[f"v-{code}"], self.fields[f"w-{code}"] = choice, word
        for name in ("results_rating", "behaviour_rating", "reason", "recommendation"):
            self.fields[name] = made[name]

    @property
    def is_draft(self) -> bool:
        """Whether it is only kept for later."""
        return "draft" in self.data or "leave" in self.data

    def named(self, name: str) -> str:
        """What a field is about, for pages that show it alone: rows share their fields."""
        word = _("Umpan balik") if name[0] in "fw" else _("Rating")
        subjects = {f"r{r.pk}": short(r.text) for r in self.sheet.content.results}
        subjects |= {f"v-{code}": label for code, label in choices(self.sheet.pack, VALUES)}
        key = name.replace("f", "r", 1) if name[0] == "f" else name.replace("w", "v", 1)
        if key not in subjects:
            return str(self[name].label)
        return f"{word} ({subjects[key]})"

    def result_pair(self, pk: int) -> tuple[BoundField, BoundField]:
        """The fields of one result."""
        return self[f"r{pk}"], self[f"f{pk}"]

    def value_pair(self, code: str) -> tuple[BoundField, BoundField]:
        """The fields of one value."""
        return self[f"v-{code}"], self[f"w-{code}"]

    def clean_seen(self) -> int:
        """Nobody saved since the form was opened; else what was typed stays and is asked again."""
        seen, now = self.cleaned_data["seen"], self.sheet.evaluation.version
        if seen and seen != str(now):
            data: Any = self.data
            self.data = data = data.copy()
            data["seen"] = str(now)
            raise ValidationError(
                _(
                    "Penilaian ini disimpan di tab atau perangkat lain sesudah halaman ini dibuka. "
                    "Isian Anda masih utuh: periksa, lalu simpan sekali lagi."
                )
            )
        return now

    def clean(self) -> dict[str, Any]:
        """A departure from the suggestion has its reason."""
        data = super().clean() or {}
        rating = data.get("results_rating", "")
        suggested = self.sheet.suggestion.rating
        if not self.is_draft and needs_reason(rating, suggested) and not data["reason"].strip():
            self.add_error("reason", _("Tulis alasan, karena berbeda dari saran."))
        return data

    def given(self) -> RatingInput:
        """The checked input."""
        data = self.cleaned_data
        return RatingInput(
            results={
                r.pk: Given(data[f"r{r.pk}"], data[f"f{r.pk}"]) for r in self.sheet.content.results
            },
            behaviour={
                code: Given(data[f"v-{code}"], data[f"w-{code}"])
                for code in self.sheet.pack.scales[VALUES].codes
            },
            results_rating=data["results_rating"],
            behaviour_rating=data["behaviour_rating"],
            reason=data["reason"],
            recommendation=data["recommendation"],
            is_draft=self.is_draft,
        )

    def chosen(self, name: str) -> str:
        """A rating as it is chosen now, saved or not."""
        return str(self[name].value() or "")


def initial_of(sheet: Sheet) -> dict[str, Any]:
    """What was saved; nothing is chosen beforehand."""
    evaluation = sheet.evaluation
    initial: dict[str, Any] = {"seen": str(evaluation.version)}
    for result in sheet.content.results:
        said = sheet.results.get(result.pk, Said())
        initial |= {f"r{result.pk}": said.rating, f"f{result.pk}": said.feedback}
    for code, said in sheet.behaviour.items():
        initial |= {f"v-{code}": said.rating, f"w-{code}": said.feedback}
    for name in ("results_rating", "behaviour_rating", "reason", "recommendation"):
        initial[name] = getattr(evaluation, name)
    return initial


class AcknowledgeForm(forms.Form):
    """A word of the person, when there is one."""

    note = forms.CharField(
        label=gettext_lazy("Catatan Anda"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Penilai dan atasannya membaca catatan ini."),
    )
