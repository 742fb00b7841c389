"""What is typed about angka kredit."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.credit.actions import BalanceFacts, RankFacts
from pamong.performance.credit.determining import DeterminationFacts
from pamong.performance.credit.rules import LEVELS, PREDICATES, RANKS, Kind
from pamong.performance.models.credit import NUMBER_LENGTH, SOURCE_LENGTH
from pamong.performance.rules import choices
from pamong.policy.pack import Pack
from pamong.ui.fields import DayField, NumberField

ROOM = (9, 3)  # a determination prints two or three decimals


def _figure(label: Any, hint: Any = "", *, required: bool = False) -> NumberField:
    return NumberField(label=label, help_text=hint, required=required, min_value=0, room=ROOM)


class BalanceForm(forms.Form):
    """What every balance has: its level, its day, and the document that says so."""

    kind: ClassVar[str]
    figures: ClassVar[tuple[str, ...]]

    level = forms.ChoiceField(label=gettext_lazy("Jenjang"), widget=forms.Select)
    as_of = DayField(
        label=gettext_lazy("Saldo per"),
        help_text=gettext_lazy(
            "Hari terakhir yang tercakup: konversi dihitung mulai hari sesudahnya."
        ),
    )
    document_number = forms.CharField(label=gettext_lazy("Nomor dokumen"), max_length=NUMBER_LENGTH)
    document_on = DayField(label=gettext_lazy("Tanggal dokumen"))
    source = forms.CharField(
        label=gettext_lazy("Asal data"),
        help_text=gettext_lazy("Misalnya PAK kertas, SIASN, atau surat BKN."),
        max_length=SOURCE_LENGTH,
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack = pack
        self.fields["level"].choices = choices(pack, LEVELS)  # type: ignore[attr-defined]

    def facts(self) -> BalanceFacts:
        """What was typed."""
        told = self.cleaned_data
        given = {name: _plain(told[name]) for name in self.figures if told.get(name) not in _NONE}
        return BalanceFacts(
            kind=self.kind,
            level=told["level"],
            as_of=told["as_of"],
            given=given,
            document_number=told["document_number"],
            document_on=told["document_on"],
            source=told["source"],
        )


_NONE = (None, "")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else f"{value.normalize():f}"


class IntegrationForm(BalanceForm):
    """The balance of the years before conversions: the conventional figure, or that of the PAK."""

    kind, figures = Kind.INTEGRATION, ("conventional", "credit")

    conventional = _figure(
        gettext_lazy("Angka kredit konvensional"),
        gettext_lazy("Nilai dasar jenjang dikurangkan. Hanya untuk jenjang keahlian."),
    )
    credit = _figure(
        gettext_lazy("Angka kredit integrasi menurut PAK"),
        gettext_lazy("Dipakai apa adanya. Isi salah satu saja."),
    )

    def clean(self) -> dict[str, Any]:
        """One of both figures."""
        data = super().clean() or {}
        given = [name for name in self.figures if data.get(name) is not None]
        if len(given) != 1 and not self.errors:
            self.add_error("conventional", _("Isi salah satu: angka konvensional atau angka PAK."))
        return data


class CarriedForm(BalanceForm):
    """A determination made elsewhere: its figure as it stands."""

    kind, figures = Kind.DETERMINATION, ("credit",)

    credit = _figure(
        gettext_lazy("Jumlah angka kredit menurut PAK"),
        gettext_lazy("Jumlah kumulatif di dalam jenjang."),
        required=True,
    )


class TransferForm(BalanceForm):
    """A move into the post from another kind of post."""

    kind, figures = Kind.TRANSFER, ("rank", "predicate", "years_in_rank")

    rank = forms.ChoiceField(label=gettext_lazy("Golongan saat pindah"), widget=forms.Select)
    predicate = forms.ChoiceField(
        label=gettext_lazy("Predikat"), required=False, widget=forms.Select
    )
    years_in_rank = NumberField(
        label=gettext_lazy("Lama dalam pangkat"),
        help_text=gettext_lazy(
            "Dalam tahun. Kosongkan bersama predikat bila hanya angka dasar golongan yang diberikan."
        ),
        required=False,
        min_value=0,
        max_value=40,
        room=(2, 2),
        unit=gettext_lazy("tahun"),
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, pack=pack, **kwargs)
        none = [("", gettext_lazy("Tidak dikonversi"))]
        self.fields["rank"].choices = choices(pack, RANKS)  # type: ignore[attr-defined]
        self.fields["predicate"].choices = [*none, *choices(pack, PREDICATES)]  # type: ignore[attr-defined]


class DiplomaForm(BalanceForm):
    """A diploma higher than before: what it adds the rule says."""

    kind, figures = Kind.DIPLOMA, ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told: dict[str, tuple[Any, Any]] = {
            "as_of": (gettext_lazy("Diakui sejak"), ""),
            "document_number": (gettext_lazy("Nomor ijazah"), ""),
            "document_on": (gettext_lazy("Tanggal ijazah"), ""),
            "source": (
                gettext_lazy("Ijazah dan pengakuannya"),
                gettext_lazy("Misalnya S2 Kebidanan, surat pencantuman gelar BKN."),
            ),
        }
        for name, (label, hint) in told.items():
            self.fields[name].label, self.fields[name].help_text = label, hint


FORMS: dict[str, type[BalanceForm]] = {
    form.kind: form for form in (IntegrationForm, CarriedForm, TransferForm, DiplomaForm)
}


class RankForm(forms.Form):
    """A rank with its first day."""

    rank = forms.ChoiceField(label=gettext_lazy("Golongan"), widget=forms.Select)
    starts_on = DayField(label=gettext_lazy("Terhitung mulai tanggal"))
    document_number = forms.CharField(
        label=gettext_lazy("Nomor keputusan"), max_length=NUMBER_LENGTH, required=False
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rank"].choices = choices(pack, RANKS)  # type: ignore[attr-defined]

    def facts(self) -> RankFacts:
        """What was typed."""
        return RankFacts(**self.cleaned_data)


class RefuseForm(forms.Form):
    """Why a balance is not confirmed."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DetermineForm(forms.Form):
    """The number of a determination."""

    number = forms.CharField(label=gettext_lazy("Nomor penetapan"), max_length=NUMBER_LENGTH)
    with_periodic = forms.BooleanField(
        label=gettext_lazy("Sertakan konversi periodik tahun berjalan"), required=False
    )

    def __init__(self, *args: Any, needs_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_early:
            del self.fields["with_periodic"]

    def facts(self) -> DeterminationFacts:
        """What was typed."""
        return DeterminationFacts(**self.cleaned_data)


class CorrectForm(DetermineForm):
    """The same with the reason."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan koreksi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
