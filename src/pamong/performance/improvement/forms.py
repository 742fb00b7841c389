"""What is typed about a plan to improve."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pamong.performance.improvement.actions import Improvement, Milestone, Noted
from pamong.performance.improvement.queries import last_end, supports_of
from pamong.performance.models import Evaluation, ImprovementMilestone, ImprovementPlan
from pamong.performance.rules import pack_named
from pamong.ui.fields import DayField

LONG = 4000
Kind, Side, Outcome = (
    ImprovementMilestone.Kind,
    ImprovementMilestone.Side,
    ImprovementMilestone.Outcome,
)


def _words(label: Any, missing: Any = "", rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": missing} if missing else None,
    )


class ImprovementForm(forms.Form):
    """What is to improve, with which support, until when."""

    goal = _words(
        gettext_lazy("Yang harus membaik"),
        gettext_lazy("Tulis apa yang harus membaik."),
        help_text=gettext_lazy("Hasil kerja atau perilaku mana, dari keadaan apa menjadi apa."),
    )
    support = forms.MultipleChoiceField(
        label=gettext_lazy("Dukungan yang diberikan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu dukungan.")},
    )
    support_note = _words(
        gettext_lazy("Rincian dukungan"),
        rows=2,
        help_text=gettext_lazy("Siapa yang mendampingi, pelatihan apa, alat atau waktu apa."),
    )
    ends_on = DayField(
        label=gettext_lazy("Berlangsung sampai"),
        error_messages={"required": gettext_lazy("Isi tanggal.")},
    )

    def __init__(self, *args: Any, evaluation: Evaluation, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ends_on", last_end(evaluation, day))
        support: Any = self.fields["support"]
        support.choices = supports_of(pack_named(evaluation.pack))

    def given(self) -> Improvement:
        """The checked input."""
        return Improvement(**self.cleaned_data)


class MilestoneForm(forms.Form):
    """A mark on the way, or a day for a dialogue."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=Kind.choices, widget=forms.RadioSelect
    )
    text = _words(
        gettext_lazy("Yang dikerjakan"), gettext_lazy("Tulis apa yang dikerjakan."), rows=2
    )
    measure = _words(
        gettext_lazy("Ukuran tonggak"),
        rows=2,
        help_text=gettext_lazy(
            "Dari mana kedua pihak melihat bahwa tonggak tercapai. Untuk dialog boleh kosong."
        ),
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Dikerjakan oleh"), choices=Side.choices, widget=forms.RadioSelect
    )
    due_on = DayField(
        label=gettext_lazy("Tanggal"), error_messages={"required": gettext_lazy("Isi tanggal.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", Kind.MARK)
        self.initial.setdefault("who", Side.EMPLOYEE)

    def given(self) -> Milestone:
        """The checked input."""
        return Milestone(**self.cleaned_data)


class NoteForm(forms.Form):
    """How a milestone came out."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hasil tonggak"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih bagaimana hasilnya.")},
    )
    text = _words(
        gettext_lazy("Catatan"),
        rows=3,
        help_text=gettext_lazy("Wajib diisi bila tidak tercapai atau ditunda."),
    )
    due_on = DayField(
        label=gettext_lazy("Tanggal baru"),
        required=False,
        help_text=gettext_lazy("Hanya bila ditunda."),
    )

    def __init__(self, *args: Any, moves_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not moves_day:
            del self.fields["due_on"]

    def given(self) -> Noted:
        """The checked input."""
        return Noted(**self.cleaned_data)


class JudgeForm(forms.Form):
    """What came of it, and why."""

    result = forms.ChoiceField(
        label=gettext_lazy("Hasil"),
        choices=ImprovementPlan.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih hasilnya.")},
    )
    reason = _words(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya."),
        help_text=gettext_lazy("Dibaca pegawai bersama hasilnya."),
    )


class ReadForm(forms.Form):
    """Own words of the person to the result."""

    note = _words(
        gettext_lazy("Kata Anda"),
        help_text=gettext_lazy("Boleh kosong. Dibaca penilai dan atasannya."),
    )


class StopForm(forms.Form):
    """Why the plan is cancelled."""

    reason = _words(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya."),
        help_text=gettext_lazy("Dibaca pegawai."),
    )
