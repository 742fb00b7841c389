"""What a person types about a plan: period, result with its indicators, annexes, reasons."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Assignment
from pamong.performance.given import ResultInput
from pamong.performance.models import Plan, Result
from pamong.performance.plan.content import ResultLine
from pamong.performance.plan.indicator_forms import BaseIndicatorFormSet
from pamong.ui.fields import ChoiceLabel, DayField

LATER = "later"  # the leader's result is linked another day
NOVEMBER = 11  # from here on people plan the coming year


class DraftForm(forms.Form):
    """The period and the approach of a new plan."""

    starts_on = DayField(label=gettext_lazy("Periode awal"))
    ends_on = DayField(label=gettext_lazy("Periode akhir"))
    approach = forms.ChoiceField(
        label=gettext_lazy("Pendekatan"),
        choices=Plan.Approach.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Kuantitatif: target berupa angka. Kualitatif: target diuraikan."),
    )

    @staticmethod
    def proposed(day: date, since: date | None = None, asked: str = "") -> dict[str, Any]:
        """The year asked for; else the coming one from November on, or what is left of this `since` a day."""
        years = {str(year): year for year in (day.year, day.year + 1)}
        year = years.get(asked) or (day.year + 1 if day.month >= NOVEMBER else day.year)
        first = date(year, 1, 1)
        if since and asked != str(day.year + 1):
            first, year = since, since.year
        return {
            "starts_on": first,
            "ends_on": date(year, 12, 31),
            "approach": Plan.Approach.QUANTITATIVE,
        }

    @staticmethod
    def within(post: Assignment, day: date) -> dict[str, Any]:
        """The days of an acting post that lie in the year of the day."""
        last = date(day.year, 12, 31)
        if post.valid_to:
            last = min(last, post.valid_to - timedelta(days=1))
        return {
            "starts_on": min(max(post.valid_from, date(day.year, 1, 1)), last),
            "ends_on": last,
            "approach": Plan.Approach.QUANTITATIVE,
        }

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and (last < first or last.year != first.year):
            self.add_error("ends_on", _("Isi akhir periode di tahun yang sama, sesudah awalnya."))
        return data


class SeenPlanForm(forms.Form):
    """A form about a plan that notices when the plan changed after the page was opened."""

    plan: Plan
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> str:
        """Nobody changed the plan since the form was opened; else the text stays and is asked again."""
        seen = self.cleaned_data["seen"]
        if seen and seen != str(self.plan.version):
            data: Any = self.data
            self.data = data = data.copy()
            data[self.add_prefix("seen")] = str(self.plan.version)
            raise ValidationError(
                _(
                    "SKP ini berubah di tab atau perangkat lain sesudah halaman ini dibuka. "
                    "Isian Anda masih utuh: periksa, lalu simpan sekali lagi."
                )
            )
        return str(seen)


class ResultForm(SeenPlanForm):
    """One result: its kind, the leader's result that it serves, its sentence."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis hasil kerja"),
        choices=[
            (Result.Kind.MAIN, gettext_lazy("Utama")),
            (Result.Kind.ADDITIONAL, gettext_lazy("Tambahan")),
        ],
        widget=forms.RadioSelect,
        initial=Result.Kind.MAIN,
    )
    serves = forms.ChoiceField(
        label=gettext_lazy("RHK pimpinan yang diintervensi"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Hasil kerja pimpinan yang Anda dukung."),
    )
    text = forms.CharField(
        label=gettext_lazy("Rencana hasil kerja (RHK)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=gettext_lazy("Tulis hasil yang tercapai, bukan kegiatannya. Satu kalimat."),
        error_messages={"required": gettext_lazy("Tulis rencana hasil kerja.")},
    )
    assigned_by = forms.CharField(
        label=gettext_lazy("Penugasan dari"), required=False, max_length=200
    )

    def __init__(self, *args: Any, plan: Plan, leader_results: list[Result], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.leader_results = plan, {str(r.uuid): r for r in leader_results}
        self._field("kind").choices = [
            (Result.Kind.MAIN, ChoiceLabel(_("Utama"), _("Tugas pokok jabatan"))),
            (
                Result.Kind.ADDITIONAL,
                ChoiceLabel(_("Tambahan"), _("Tugas dari pimpinan di luar tugas pokok")),
            ),
        ]
        later = (
            _("Tautkan kemudian")
            if leader_results
            else _("Tautkan kemudian, SKP pimpinan belum lengkap")
        )
        rows = [(key, r.text) for key, r in self.leader_results.items()]
        self._field("serves").choices = [*rows, (LATER, later)]
        self._field("serves").is_asked = True
        if plan.form == Plan.Form.LEADER:
            del self.fields["serves"]
        else:
            del self.fields["assigned_by"]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def given(self, indicators: "BaseIndicatorFormSet") -> ResultInput:
        """The checked input."""
        data = self.cleaned_data
        return ResultInput(
            text=data["text"].strip(),
            kind=data["kind"],
            serves=self.leader_results.get(data.get("serves", "")),
            assigned_by=data.get("assigned_by", ""),
            indicators=tuple(f.given() for f in indicators.filled()),
        )


def result_initial(line: ResultLine | None, serves_uuid: str, version: int) -> dict[str, Any]:
    """What a result's form shows of a standing result, and the version that was seen."""
    if line is None:
        return {"kind": Result.Kind.MAIN, "serves": LATER, "seen": str(version)}
    return {
        "kind": line.kind,
        "serves": serves_uuid or LATER,
        "text": line.text,
        "assigned_by": line.assigned_by,
        "seen": str(version),
    }


class LinesForm(SeenPlanForm):
    """A text per code of a scale; a line break separates lines."""

    def __init__(self, *args: Any, plan: Plan, rows: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["seen"].initial = str(plan.version)
        for code, label in rows:
            self.fields[code] = forms.CharField(
                label=label,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def given(self) -> dict[str, str]:
        """The checked texts by code."""
        return {code: text for code, text in self.cleaned_data.items() if code != "seen"}
