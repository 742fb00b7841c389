"""What is typed about a sanction."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.models import Evaluation, Sanction
from pamong.performance.sanction.actions import Case, Decided, Proposal
from pamong.performance.sanction.steps import penalties, proposed_end, steps_open
from pamong.policy.pack import Pack
from pamong.ui.fields import ChoiceLabel, DayField, NumberField

LONG = 4000
IMPOSE, DECLINE = "impose", "decline"
YEAR = 366


def _words(label: Any, missing: Any = "", help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": missing} if missing else None,
    )


class ProposeForm(forms.Form):
    """The next step, what proves it and why."""

    step = forms.ChoiceField(
        label=gettext_lazy("Langkah"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih langkahnya.")},
    )
    evidence = _words(
        gettext_lazy("Bukti"),
        gettext_lazy("Tulis buktinya."),
        gettext_lazy("Dokumen, tonggak, atau catatan mana yang membuktikannya."),
    )
    reason = _words(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya."),
        gettext_lazy("Dibaca pegawai sebelum ia memberi keterangan."),
    )

    def __init__(self, *args: Any, evaluation: Evaluation, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps_open(evaluation, day)
        step: Any = self.fields["step"]
        step.choices = [(one.code, ChoiceLabel(one.label, ground_said(one))) for one in self.steps]

    def given(self) -> Proposal:
        """The checked input."""
        return Proposal(**self.cleaned_data)


def ground_said(step: Any) -> str:
    """What a step rests on, and whether that is confirmed."""
    said = _("Dasar: %(citation)s") % {"citation": step.citation}
    return _("%s (belum terkonfirmasi)") % said if step.unconfirmed else said


class CaseForm(forms.Form):
    """Days of absence, or another ground with the penalty named."""

    absence_days = NumberField(
        label=gettext_lazy("Hari kerja tidak masuk tanpa alasan, setahun"),
        min_value=1,
        max_value=YEAR,
        whole=True,
        required=False,
        unit=gettext_lazy("hari"),
        help_text=gettext_lazy("Bila diisi, jenis hukumannya menurut aturan."),
    )
    days_running = NumberField(
        label=gettext_lazy("Di antaranya berturut-turut"),
        min_value=1,
        max_value=YEAR,
        whole=True,
        required=False,
        unit=gettext_lazy("hari"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Hukuman"),
        required=False,
        help_text=gettext_lazy("Hanya untuk pelanggaran lain."),
    )
    ground = _words(
        gettext_lazy("Pelanggaran lain"),
        help_text=gettext_lazy("Kewajiban atau larangan mana yang dilanggar, dengan pasalnya."),
    )
    evidence = _words(gettext_lazy("Bukti"), gettext_lazy("Tulis buktinya."))
    reason = _words(
        gettext_lazy("Alasan"),
        gettext_lazy("Tulis alasannya."),
        gettext_lazy("Dibaca pegawai sebelum ia memberi keterangan."),
    )

    def __init__(self, *args: Any, pack: Pack | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "–"), *(penalties(pack) if pack else [])]

    def given(self) -> Case:
        """The checked input."""
        data = self.cleaned_data
        days, running = data["absence_days"], data["days_running"]
        counts = {"absence_days": days, "days_running": running}
        whole = {name: None if value is None else int(value) for name, value in counts.items()}
        return Case(
            data["evidence"], data["reason"], kind=data["kind"], ground=data["ground"], **whole
        )


class StateForm(forms.Form):
    """The person's own words."""

    text = _words(
        gettext_lazy("Keterangan Anda"),
        gettext_lazy("Tulis keterangan Anda."),
        gettext_lazy("Dibaca yang memutuskan. Dapat diubah sampai diputuskan."),
    )


class DecideForm(forms.Form):
    """Whether it is imposed, why, and the paper behind it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        widget=forms.RadioSelect,
        choices=[
            (IMPOSE, gettext_lazy("Dijatuhkan")),
            (DECLINE, gettext_lazy("Tidak dijatuhkan")),
        ],
        error_messages={"required": gettext_lazy("Pilih keputusan.")},
    )
    reason = _words(
        gettext_lazy("Alasan keputusan"),
        gettext_lazy("Tulis alasan keputusan."),
        gettext_lazy("Dibaca pegawai."),
    )
    number = forms.CharField(
        label=gettext_lazy("Nomor keputusan"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bila dijatuhkan, begitu pula tanggal-tanggal di bawah."),
    )
    dated_on = DayField(label=gettext_lazy("Tanggal keputusan"), required=False)
    starts_on = DayField(label=gettext_lazy("Berlaku sejak"), required=False)
    ends_on = DayField(
        label=gettext_lazy("Berlaku sampai"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tidak berakhir."),
    )

    def __init__(self, *args: Any, sanction: Sanction, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_on", day)
        self.initial.setdefault("ends_on", proposed_end(sanction, day))

    def given(self) -> Decided:
        """The checked input."""
        data = self.cleaned_data
        names = ("reason", "number", "dated_on", "starts_on", "ends_on")
        return Decided(data["outcome"] == IMPOSE, **{name: data[name] for name in names})


class EndForm(forms.Form):
    """Why a proposal is taken back, or a decision annulled."""

    reason = _words(
        gettext_lazy("Alasan"), gettext_lazy("Tulis alasannya."), gettext_lazy("Dibaca pegawai.")
    )


class AppealForm(forms.Form):
    """To which instance the person turned, and why."""

    text = _words(
        gettext_lazy("Upaya administratif"),
        gettext_lazy("Tulis ke mana dan atas alasan apa."),
        gettext_lazy("Keberatan atau banding, kepada siapa, tanggal dan nomor suratnya."),
    )
