"""What is typed about cards: the card, a year's target, a figure, the formula, how the list is narrowed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.measurement.cards.actions import BANDS, CardInput
from pamong.measurement.cards.periods import begun
from pamong.measurement.cards.permissions import keeps_cards
from pamong.measurement.cards.queries import MOST_FOUND, owners_found
from pamong.measurement.cards.reading_actions import (
    CardReading,
    CardTarget,
)
from pamong.measurement.doubt import doubt_about, target_fault
from pamong.measurement.models import Card, Indicator, Pace, Reading
from pamong.measurement.models.card import LONGEST_CODE
from pamong.measurement.models.indicator import FIRST_YEAR, LAST_YEAR
from pamong.measurement.pace import STAGES, Wish
from pamong.people.models import Employee, Unit
from pamong.people.unit_field import unit_field
from pamong.policy.pack import Pack
from pamong.stats.unclear_periods import NO_DAY, fault_of
from pamong.ui.fields import ChoiceLabel, DayField, NumberField, typed_early

LONGEST_TEXT, LONGEST_NAME = 2000, 1000
COUNTED = ("measure", "direction", "baseline", *BANDS, "office", "frequency", "counting", "code")


class CardForm(forms.Form):
    """A card; its owner is named by NIP or name, and the right one picked where several bear it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(label=gettext_lazy("Kode"), max_length=LONGEST_CODE)
    name = forms.CharField(
        label=gettext_lazy("Indikator"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Tulis apa yang diukur.")},
    )
    definition = forms.CharField(
        label=gettext_lazy("Definisi"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Apa yang dihitung, dan apa yang tidak."),
    )
    method = forms.CharField(
        label=gettext_lazy("Cara menghitung"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "Dengan kata-kata, misalnya: balita ditimbang dibagi balita terdaftar, dikali 100."
        ),
    )
    measure = forms.CharField(label=gettext_lazy("Satuan"), required=False, max_length=60)
    direction = forms.ChoiceField(label=gettext_lazy("Arah"), choices=Indicator.Direction.choices)
    frequency = forms.ChoiceField(label=gettext_lazy("Diukur"), choices=Card.Frequency.choices)
    counting = forms.ChoiceField(
        label=gettext_lazy("Arti satu angka"), choices=Card.Counting.choices
    )
    source = forms.CharField(
        label=gettext_lazy("Sumber data"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Laporan, aplikasi, atau survei tempat angka ini diambil."),
    )
    office = forms.Field()  # a list or a name, by how many there are
    person = forms.CharField(
        label=gettext_lazy("Penanggung jawab"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Nama atau NIP: siapa yang mengisi angkanya."),
    )
    pick = forms.ChoiceField(
        label=gettext_lazy("Yang mana?"), required=False, widget=forms.RadioSelect
    )
    baseline = NumberField(label=gettext_lazy("Kondisi awal"), required=False)
    band_low = NumberField(label=gettext_lazy("Batas bawah"), required=False)
    band_high = NumberField(label=gettext_lazy("Batas atas"), required=False)
    tolerance = NumberField(label=gettext_lazy("Toleransi"), required=False, min_value=0)

    def __init__(
        self, *args: Any, scope: Scope, on: date, card: Card | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.card = scope, card
        self.owner: Employee | None = None
        self.is_keeper = keeps_cards(scope, card.agency_id if card else scope.agency_id)
        units = Unit.objects.on(on).filter(agency_id=scope.agency_id)
        self.fields["office"] = unit_field(
            units,
            label=_("Unit penanggung jawab"),
            empty=_("Seluruh instansi"),
            required=False,
        )
        if not self.is_keeper:
            for name in (*COUNTED, "person", "pick"):
                del self.fields[name]
        elif self.is_bound:
            self._offer()
        else:
            del self.fields["pick"]

    def _offer(self) -> None:
        """Everybody who may be meant; the one who owns the card already is meant by the own name."""
        text = typed_early(self, "person")
        held = self.card.owner if self.card else None
        self.found: list[Employee] = []
        if held and text == owner_said(held):
            self.found = [held]
        elif text:
            self.found = owners_found(self.scope, text.rpartition("·")[2].strip())
        if 1 < len(self.found) <= MOST_FOUND:
            field: Any = self.fields["pick"]
            field.choices = [(str(one.uuid), _offered(one)) for one in self.found]
        else:
            del self.fields["pick"]

    def clean(self) -> dict[str, Any]:
        """At most one owner, and bounds where the direction is a band."""
        data = super().clean() or {}
        if not self.is_keeper:
            return data
        if data.get("person"):
            self._choose(data)
        if data.get("direction") == Indicator.Direction.BAND:
            for name in BANDS:
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Isi angka ini: arahnya di dalam rentang."))
            low, high = data.get("band_low"), data.get("band_high")
            if low is not None and high is not None and low > high:
                self.add_error("band_high", _("Batas atas tidak boleh di bawah batas bawah."))
        return data

    def _choose(self, data: dict[str, Any]) -> None:
        if "pick" in self.fields:
            picked = {str(one.uuid): one for one in self.found}
            self.owner = picked.get(data.get("pick") or "")
            if self.owner is None and "pick" not in self.errors:
                self.add_error("pick", _("Ada beberapa orang dengan nama itu. Pilih satu."))
        elif not self.found:
            self.add_error("person", _("Tidak ada pegawai dengan nama atau NIP itu."))
        elif len(self.found) > 1:
            self.add_error("person", _("Banyak orang dengan nama itu. Tulis NIP-nya."))
        else:
            self.owner = self.found[0]

    @property
    def given(self) -> CardInput:
        """What was typed, for the action; what an owner may not change stays as it stands."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("name", "definition", "method", "source")}
        if not self.is_keeper:
            return CardInput(code=self.card.code if self.card else "", **words)
        told = {name: data[name] for name in ("code", "measure", "direction", "baseline")}
        told |= {name: data[name] for name in ("frequency", "counting")}
        band = {name: data[name] for name in BANDS if data.get(name) is not None}
        return CardInput(**words, **told, band=band, unit=data["office"], owner=self.owner)


def owner_said(owner: Employee) -> str:
    """An owner as the field shows who it is."""
    return owner.full_name


def _offered(one: Employee) -> ChoiceLabel:
    return ChoiceLabel(one.full_name, sub=one.unit.name if one.unit else "")


def initial_of(card: Card | None, indicator: Indicator | None = None) -> dict[str, Any]:
    """A card as its form shows it; of an indicator without one what is known of it."""
    of = card.indicator if card else indicator
    told: dict[str, Any] = {
        "frequency": Card.Frequency.QUARTER,
        "seen": card.version if card else 0,
    }
    if of:
        names = ("name", "direction", "baseline", "source", *BANDS)
        told |= {name: getattr(of, name) for name in names} | {"measure": of.unit}
    if card:
        of_card = ("code", "definition", "method", "frequency", "counting")
        told |= {name: getattr(card, name) for name in of_card}
        told["office"] = card.unit.uuid if card.unit else None
        told["person"] = owner_said(card.owner) if card.owner else ""
    return told


class CardTargetForm(forms.Form):
    """What is aimed at in a year, and by the end of its quarters."""

    year = forms.IntegerField(
        label=gettext_lazy("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    value = NumberField(label=gettext_lazy("Target"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Target berupa teks"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Hanya bila target bukan angka, misalnya predikat atau tingkat."),
    )
    due_on = DayField(label=gettext_lazy("Selesai paling lambat"), required=False)
    pace = forms.ChoiceField(label=gettext_lazy("Cara"), choices=Pace.choices)
    q1 = NumberField(label=gettext_lazy("Triwulan I"), required=False)
    q2 = NumberField(label=gettext_lazy("Triwulan II"), required=False)
    q3 = NumberField(label=gettext_lazy("Triwulan III"), required=False)

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card, direction = card, card.indicator.direction
        self.fields["value"].unit = card.indicator.unit  # type: ignore[attr-defined]
        if direction not in {Indicator.Direction.MORE, Indicator.Direction.LESS}:
            for name in ("pace", *STAGES):
                del self.fields[name]
        elif direction == Indicator.Direction.LESS and card.counting == Card.Counting.STATE:
            falls = {Pace.EVEN.value: _("Turun rata tiap triwulan dari awal tahun")}
            ways: Any = self.fields["pace"]
            ways.choices = [(way, falls.get(way, label)) for way, label in Pace.choices]
        if direction != Indicator.Direction.MILESTONE:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        """A target against which something can be measured."""
        data = super().clean() or {}
        of, value = self.card.indicator, data.get("value")
        if value is not None and (fault := target_fault(value, of.unit, of.direction)):
            self.add_error("value", fault)
        is_milestone = of.direction == Indicator.Direction.MILESTONE
        if is_milestone and fault_of(data.get("text")) == NO_DAY:
            self.add_error("text", _("Tulis tanggal ini di “Selesai paling lambat”."))
        if data.get("pace") == Pace.OWN and all(data.get(name) is None for name in STAGES):
            self.add_error("q1", _("Isi target triwulannya, atau pilih cara lain."))
        return data

    @property
    def given(self) -> CardTarget:
        """What was typed, for the action."""
        data = self.cleaned_data
        own = (data.get("q1"), data.get("q2"), data.get("q3"))
        wish = Wish(data.get("pace") or Pace.NONE, own)
        due: date | None = data.get("due_on")
        return CardTarget(data["year"], data["value"], data["text"], due, wish)


class CardReadingForm(forms.Form):
    """One figure of one period, made for a thumb: the period, the figure, and how sure it is."""

    period = forms.ChoiceField(label=gettext_lazy("Periode"))
    value = NumberField(label=gettext_lazy("Realisasi"))
    sure = forms.BooleanField(label=gettext_lazy("Angka ini benar"), required=False)
    confidence = forms.ChoiceField(
        label=gettext_lazy("Keyakinan"),
        choices=Reading.Confidence.choices,
        initial=Reading.Confidence.SURE,
    )
    obstacle = forms.CharField(
        label=gettext_lazy("Catatan atau kendala"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=LONGEST_TEXT,
    )

    def __init__(
        self,
        *args: Any,
        card: Card,
        on: date,
        pack: Pack,
        target: Decimal | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.card, self.pack, self.target = card, pack, target
        self.is_odd = False
        years = (on.year, on.year - 1)
        found = [period for year in years for period in begun(card.frequency, year, on)[::-1]]
        self.days = {period.code: min(period.ends_on, on) for period in found}
        chosen: Any = self.fields["period"]
        chosen.choices = [(period.code, period.said()) for period in found]
        over = next((period for period in found if period.ends_on < on), found[0])
        chosen.initial = over.code  # a figure is due of what is over
        number: Any = self.fields["value"]
        number.unit = card.indicator.unit
        if card.indicator.direction == Indicator.Direction.MILESTONE:
            options = [("0", _("Belum selesai")), ("1", _("Selesai"))]
            self.fields["value"] = forms.ChoiceField(label=_("Keadaan"), choices=options)

    def clean(self) -> dict[str, Any]:
        """An odd figure is asked back once."""
        data = super().clean() or {}
        value = data.get("value")
        if isinstance(value, Decimal):
            of = self.card.indicator
            known = {"unit": of.unit, "direction": of.direction}
            said = doubt_about(value, self.target, self.pack, **known)
            self.is_odd = bool(said)
            if said and not data.get("sure"):
                ask = _("Perbaiki angkanya, atau centang “Angka ini benar”.")
                self.add_error("value", f"{said} {ask}")
        return data

    @property
    def given(self) -> CardReading:
        """What was typed, for the action."""
        data = self.cleaned_data
        day = self.days[data["period"]]
        return CardReading(Decimal(data["value"]), day, data["confidence"], data["obstacle"])
