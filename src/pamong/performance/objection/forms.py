"""What the person, the rater and the one above write about an objection."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.evaluation.wording import short_labels
from pamong.performance.models import Objection
from pamong.performance.objection.actions import Decision
from pamong.performance.rules import pack_named

LONG = 8000
RATINGS = "rating"
STANDS, CHANGES = "stands", "changes"


class ReasonForm(forms.Form):
    """Why the person objects."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan keberatan"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Sebutkan hasil kerja atau perilaku yang dimaksud, dan bukti yang mendukung."
        ),
        error_messages={"required": gettext_lazy("Tulis alasan keberatan.")},
    )


class ExplainForm(forms.Form):
    """The rater's side."""

    text = forms.CharField(
        label=gettext_lazy("Penjelasan Anda"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca pegawai dan atasan penilai sebelum diputuskan."),
        error_messages={"required": gettext_lazy("Tulis penjelasan Anda.")},
    )


class DecideForm(forms.Form):
    """Whether the evaluation stands; where it does not, both ratings; always a reason."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        widget=forms.RadioSelect,
        choices=[
            (STANDS, gettext_lazy("Penilaian tetap")),
            (CHANGES, gettext_lazy("Penilaian diubah")),
        ],
        error_messages={"required": gettext_lazy("Pilih keputusan.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan keputusan"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Tulis alasan keputusan.")},
    )

    sure = forms.BooleanField(label=gettext_lazy("Ya, saya putuskan demikian"), required=False)

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objection = objection
        self.evaluation = evaluation = objection.evaluation
        self.pack = pack_named(evaluation.pack)
        scale = short_labels(self.pack, RATINGS)
        named = {"results": _("Rating hasil kerja"), "behaviour": _("Rating perilaku")}
        for name, label in named.items():
            field = forms.ChoiceField(
                label=label,
                choices=scale,
                widget=forms.RadioSelect,
                required=False,
                initial=getattr(evaluation, f"{name}_rating"),
            )
            field.is_asked = True  # type: ignore[attr-defined]
            self.fields[name] = field
        self.order_fields(["outcome", "results", "behaviour", "reason", "sure"])

    def clean(self) -> dict[str, Any]:
        """A change names another rating than the one given, and is asked about where it may harm."""
        data = super().clean() or {}
        if data.get("outcome") != CHANGES:
            return data
        if not self._differs(data):
            self.add_error("results", _("Ubah paling sedikit satu rating."))
        elif not data.get("sure") and (asked := " ".join(self._doubts(data))):
            self.add_error(
                "sure", _("%(doubts)s Centang bila memang demikian.") % {"doubts": asked}
            )
        return data

    @property
    def is_odd(self) -> bool:
        """Whether the decision waits for a second yes."""
        return self.is_bound and bool(self["sure"].errors or self["sure"].value())

    def _doubts(self, data: dict[str, Any]) -> list[str]:
        """What speaks against deciding so at once: the rater was not heard, the person loses."""
        codes, found = self.pack.scales[RATINGS].codes, []
        if not self.objection.explanation:
            found.append(_("Penilai belum memberi penjelasan."))
        for name in ("results", "behaviour"):
            before, after = getattr(self.evaluation, f"{name}_rating"), data.get(name)
            if before and after and codes.index(after) < codes.index(before):
                found.append(_("Rating menjadi lebih rendah daripada yang diajukan keberatan."))
                break
        return found

    def _differs(self, data: dict[str, Any]) -> bool:
        return any(
            data.get(name) and data[name] != getattr(self.evaluation, f"{name}_rating")
            for name in ("results", "behaviour")
        )

    def given(self) -> Decision:
        """The checked input."""
        data = self.cleaned_data
        if data["outcome"] == STANDS:
            return Decision(data["reason"])
        return Decision(data["reason"], data["results"], data["behaviour"])
