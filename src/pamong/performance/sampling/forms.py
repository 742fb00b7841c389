"""What an auditor says to draw a sample, and about a drawn piece."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.models import AuditSample
from pamong.performance.models.audit_sample import LONGEST_SEED
from pamong.performance.periods import QUARTERS, Period
from pamong.performance.sampled import Verdict
from pamong.performance.sampling.actions import MOST_DRAWN, SampleInput

LONG = 2000
YEARS_BACK = 5


class DrawForm(forms.Form):
    """From what, how parted, how many or how sure, and why."""

    population = forms.ChoiceField(
        label=gettext_lazy("Yang diperiksa"), choices=AuditSample.Population.choices
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Tahun"), coerce=int)
    period = forms.ChoiceField(
        label=gettext_lazy("Periode"),
        choices=[(one.value, one.label) for one in (*QUARTERS, Period.YEAR)],
    )
    by = forms.ChoiceField(
        label=gettext_lazy("Dikelompokkan menurut"), choices=AuditSample.By.choices
    )
    size = forms.IntegerField(
        label=gettext_lazy("Banyaknya"),
        required=False,
        min_value=1,
        max_value=MOST_DRAWN,
        help_text=gettext_lazy("Paling sedikit dua dari tiap kelompok selalu ikut."),
    )
    margin = forms.DecimalField(
        label=gettext_lazy("Atau ketelitian (persen)"),
        required=False,
        min_value=1,
        max_value=50,
        max_digits=4,
        decimal_places=1,
        help_text=gettext_lazy("Misalnya 5: angka kesalahannya meleset paling banyak 5 poin."),
    )
    seed = forms.CharField(
        label=gettext_lazy("Kunci acak"),
        required=False,
        max_length=LONGEST_SEED,
        help_text=gettext_lazy(
            "Kosongkan untuk kunci baru. Kunci yang sama mengambil contoh yang sama."
        ),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Tujuan pemeriksaan"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Dicatat di jejak."),
        error_messages={"required": gettext_lazy("Tulis tujuan pemeriksaan.")},
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years: Any = self.fields["year"]
        usual = (AuditSample.Population.EVIDENCE, AuditSample.By.UNIT, Period.YEAR)
        for name, value in zip(("population", "by", "period"), usual, strict=True):
            self.initial.setdefault(name, value.value)
        self.initial.setdefault("year", year)
        years.choices = [(one, str(one)) for one in range(year, year - YEARS_BACK, -1)]

    def clean(self) -> dict[str, Any]:
        """How many, or how sure."""
        data = super().clean() or {}
        given = [name for name in ("size", "margin") if data.get(name) is not None]
        if not self.errors and len(given) != 1:
            self.add_error(
                "size", _("Isi banyaknya yang diambil, atau ketelitian yang diinginkan.")
            )
        return data

    def given(self) -> SampleInput:
        """The checked input."""
        return SampleInput(**self.cleaned_data)


class JudgeForm(forms.Form):
    """Whether a piece is right."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Penilaian"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih penilaian.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Wajib bila salah atau tidak dapat dinilai; pegawai membacanya."),
    )

    def clean(self) -> dict[str, Any]:
        """Whatever is not right has a reason."""
        data = super().clean() or {}
        if data.get("verdict") not in (None, Verdict.RIGHT) and not data.get("reason"):
            self.add_error("reason", _("Tulis alasannya."))
        return data
