"""The form of an indicator with its targets, and the rows of them under a result."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.measurement.doubt import target_doubt, target_fault
from pamong.measurement.models import Indicator, Pace
from pamong.measurement.pace import STAGES
from pamong.performance.given import IndicatorInput
from pamong.performance.models import Plan
from pamong.performance.plan.content import IndicatorLine
from pamong.performance.rules import choices, pack_named
from pamong.ui.fields import DayField, NumberField
from pamong.ui.numbers import check_sign, unit_said

AT_FIRST = 2  # a quantity and its companion: so that a new result needs no extra click
AT_MOST = 8
FIGURES = ("target", "stretch", "baseline")
COUNTED = ("target", "stretch", *STAGES)  # last year's mean may be any number


class IndicatorForm(forms.Form):
    """One individual indicator with its target; an untouched form is no indicator."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Indikator kinerja individu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        max_length=1000,
        help_text=gettext_lazy(
            "Apa yang diukur, dari siapa. Sebutkan pembagi bila berupa persentase."
        ),
    )
    aspect = forms.ChoiceField(label=gettext_lazy("Aspek"), required=False)
    perspective = forms.ChoiceField(label=gettext_lazy("Perspektif"), required=False)
    direction = forms.ChoiceField(
        label=gettext_lazy("Arah"),
        choices=Indicator.Direction.choices,
        required=False,
        initial=Indicator.Direction.MORE,
    )
    target = NumberField(
        label=gettext_lazy("Target"),
        required=False,
        help_text=gettext_lazy("Angka saja, misalnya 24 atau 87,5."),
    )
    sure = forms.BooleanField(label=gettext_lazy("Angka ini benar"), required=False)
    stretch = NumberField(
        label=gettext_lazy("Target menantang"),
        required=False,
        help_text=gettext_lazy("Bila semua berjalan sangat baik."),
    )
    pace = forms.ChoiceField(
        label=gettext_lazy("Cara mencapai target tahun"),
        choices=Pace.choices,
        required=False,
        initial=Pace.PROPOSED,
        help_text=gettext_lazy(
            "Usulan: sama di setiap triwulan untuk %, indeks, nilai, dan waktu layanan; "
            "selain itu bertambah rata."
        ),
    )
    q1 = NumberField(label=gettext_lazy("Triwulan I"), required=False)
    q2 = NumberField(label=gettext_lazy("Triwulan II"), required=False)
    q3 = NumberField(
        label=gettext_lazy("Triwulan III"),
        required=False,
        help_text=gettext_lazy("Triwulan terakhir memakai target tahun."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Satuan"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Misalnya %, orang, dokumen."),
    )
    target_text = forms.CharField(
        label=gettext_lazy("Ukuran keberhasilan"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=gettext_lazy("Keadaan yang diharapkan, bila target bukan angka."),
    )
    band_low = NumberField(label=gettext_lazy("Batas bawah"), required=False)
    band_high = NumberField(label=gettext_lazy("Batas atas"), required=False)
    tolerance = NumberField(label=gettext_lazy("Toleransi"), required=False)
    due_on = DayField(label=gettext_lazy("Selesai paling lambat"), required=False)
    baseline = NumberField(
        label=gettext_lazy("Capaian tahun lalu"),
        required=False,
        help_text=gettext_lazy("Dipakai untuk menilai apakah target menantang."),
    )
    source = forms.CharField(
        label=gettext_lazy("Sumber data"),
        required=False,
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.is_odd = plan, False
        pack = pack_named(plan.pack)
        unused = "aspect" if plan.form == Plan.Form.LEADER else "perspective"
        used = "perspective" if unused == "aspect" else "aspect"
        field: Any = self.fields[used]
        field.choices = choices(pack, used)
        del self.fields[unused]
        for name in ("name", "target", "unit", "source", "direction", used):
            asked: Any = self.fields[name]
            asked.is_asked = True

    @property
    def is_filled(self) -> bool:
        """Whether someone wrote an indicator here."""
        data = getattr(self, "cleaned_data", {})
        typed = ("name", "target", "target_text", "stretch", "baseline", "source", "due_on")
        return any(data.get(name) not in (None, "") for name in (*typed, *STAGES))

    def clean(self) -> dict[str, Any]:
        """A touched form is a whole indicator; bounds and dates go with their direction."""
        data = super().clean() or {}
        self._check_figures(data)
        if not self.is_filled or self.errors:
            return data
        if not data.get("name"):
            self.add_error("name", _("Tulis apa yang diukur."))
        data["pace"] = self._pace(data)
        direction = data.get("direction") or Indicator.Direction.MORE
        if direction == Indicator.Direction.BAND:
            self._check_band(data)
        elif direction == Indicator.Direction.MILESTONE and not data.get("due_on"):
            self.add_error("due_on", _("Isi tanggal selesai paling lambat."))
        return data

    def _check_figures(self, data: dict[str, Any]) -> None:
        """A sign must be the unit's own; a part of what comes whole is asked back once."""
        typed = [str(self.data.get(self.add_prefix(name), "")) for name in (*FIGURES, *STAGES)]
        data["unit"] = data.get("unit") or next(filter(None, map(unit_said, typed)), "")
        unit = data["unit"]
        for name in (*FIGURES, *STAGES):
            if data.get(name) is None:
                continue
            try:
                check_sign(str(self.data.get(self.add_prefix(name), "")), unit)
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if name in COUNTED:
                self._check_target(name, data)

    def _check_target(self, name: str, data: dict[str, Any]) -> None:
        """A target must be one that can be reached; of a quarter, nought is where it begins."""
        direction = data.get("direction") or Indicator.Direction.MORE
        direction = "" if name in STAGES else direction
        if fault := target_fault(data[name], data["unit"], direction):
            self.add_error(name, fault)
        elif doubt := target_doubt(data[name], data["unit"]):
            self.is_odd = True
            if not data.get("sure"):
                ask = _("Perbaiki angkanya, atau centang “Angka ini benar”.")
                self.add_error(name, f"{doubt} {ask}")

    def _pace(self, data: dict[str, Any]) -> str:
        """Quarters that were typed win over any way of spreading."""
        has_own = any(data.get(name) is not None for name in STAGES)
        pace: str = data.get("pace") or Pace.PROPOSED
        if pace == Pace.OWN and not has_own:
            self.add_error("q1", _("Isi paling sedikit satu target triwulan."))
        return Pace.OWN if has_own else pace

    def _check_band(self, data: dict[str, Any]) -> None:
        for name in ("band_low", "band_high", "tolerance"):
            if data.get(name) is None:
                self.add_error(name, _("Isi dengan angka: target ini berupa rentang."))
        low, high = data.get("band_low"), data.get("band_high")
        if low is not None and high is not None and high < low:
            self.add_error("band_high", _("Isi batas atas yang tidak di bawah batas bawah."))
        tolerance = data.get("tolerance")
        if tolerance is not None and tolerance <= Decimal(0):
            self.add_error("tolerance", _("Isi toleransi di atas nol."))

    def given(self) -> IndicatorInput:
        """The checked input."""
        data = {k: v for k, v in self.cleaned_data.items() if v is not None}
        data["direction"] = data.get("direction") or Indicator.Direction.MORE
        data["pk"] = data.get("pk") or 0
        data.pop("sure", None)
        return IndicatorInput(**data)


class BaseIndicatorFormSet(BaseFormSet[IndicatorForm]):
    """The indicators of one result."""

    heading = gettext_lazy("Indikator %(n)s")  # of each, as the page says it

    def filled(self) -> list[IndicatorForm]:
        """Those that hold an indicator."""
        return [form for form in self.forms if form.is_filled]


IndicatorFormSet = formset_factory(
    IndicatorForm,
    formset=BaseIndicatorFormSet,
    extra=0,
    max_num=AT_MOST,
    absolute_max=AT_MOST,
    validate_max=True,
)


def indicator_initial(line: IndicatorLine) -> dict[str, Any]:
    """What an indicator's form shows of a standing indicator."""
    names = (
        *("pk", "name", "aspect", "perspective", "unit", "direction", "baseline", "target"),
        "pace",
        *("stretch", "target_text", "due_on", "band_low", "band_high", "tolerance", "source"),
    )
    own = STAGES if line.pace == Pace.OWN else ()
    return {name: getattr(line, name) for name in (*names, *own)}
