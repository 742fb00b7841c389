"""What is typed about the cascade: a goal, a link, a target; and the matrix as a whole."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.measurement.cards.card_field import field_for
from pamong.measurement.doubt import target_fault
from pamong.measurement.models import Card, Indicator
from pamong.people.models import Unit
from pamong.people.unit_field import unit_field
from pamong.performance.cascade.actions import GoalInput, TargetInput
from pamong.performance.cascade.levels import LEVELS, level_of
from pamong.performance.cascade.matrix import Matrix
from pamong.performance.cascade.role_actions import LONGEST_ROLE, CellInput, Place, StaleCell
from pamong.performance.models import Goal
from pamong.ui.fields import NumberField
from pamong.ui.numbers import count_asked

FIRST_YEAR, LAST_YEAR = 2000, 2100
# A band needs three more figures: a leader sets it in a plan, not in the cascade.
DIRECTIONS = [(d.value, d.label) for d in Indicator.Direction if d != Indicator.Direction.BAND]


class GoalForm(forms.Form):
    """A goal; its share only where it is added below another."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenjang"), choices=Goal.Kind.choices)
    name = forms.CharField(
        label=gettext_lazy("Rumusan"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=gettext_lazy("Keadaan yang hendak dicapai, dalam satu kalimat."),
        error_messages={"required": gettext_lazy("Tulis rumusannya: apa yang hendak dicapai.")},
    )
    code = forms.CharField(label=gettext_lazy("Kode"), required=False, max_length=60)
    unit = forms.Field()  # a list or a name, by how many there are
    first_year = forms.IntegerField(
        label=gettext_lazy("Tahun awal"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    last_year = forms.IntegerField(
        label=gettext_lazy("Tahun akhir"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    source = forms.CharField(
        label=gettext_lazy("Sumber"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Dokumen dan halamannya, misalnya RPJMD 2025–2029 halaman 112."),
    )
    share = NumberField(
        label=gettext_lazy("Bagian untuk sasaran di atasnya"),
        unit="%",
        min_value=0,
        max_value=100,
        required=False,
        help_text=gettext_lazy("Berapa persen dari pekerjaan ini mendukung sasaran di atasnya."),
    )

    def __init__(
        self, *args: Any, scope: Scope, on: date, parent: Goal | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent
        units = (
            Unit.objects.visible_to(scope).on(on).filter(Q(parent=None) | Q(parent__parent=None))
        )
        label, empty = _("Perangkat daerah"), _("Seluruh instansi")
        self.fields["unit"] = unit_field(units, label=label, empty=empty, required=False)
        if parent is None:
            del self.fields["share"]
        else:
            kinds: Any = self.fields["kind"]
            kinds.choices = [
                (kind, label)
                for kind, label in Goal.Kind.choices
                if level_of(kind) >= level_of(parent.kind)
            ]

    def clean(self) -> dict[str, Any]:
        """The years run forward."""
        data = super().clean() or {}
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and last < first:
            self.add_error(
                "last_year", _("Isi tahun akhir yang sama dengan atau sesudah tahun awal.")
            )
        return data

    @property
    def given(self) -> GoalInput:
        """What was typed, for the action."""
        data = dict(self.cleaned_data)
        share = data.pop("share", None)
        return GoalInput(**data, parent=self.parent, share=Decimal(100) if share is None else share)


def initial_of_goal(goal: Goal) -> dict[str, Any]:
    """A goal as its form shows it."""
    names = ("kind", "name", "code", "first_year", "last_year", "source")
    unit = goal.unit.uuid if goal.unit else None
    return {name: getattr(goal, name) for name in names} | {"unit": unit}


def initial_below(parent: Goal | None, year: int) -> dict[str, Any]:
    """A new goal's form: the next level, the years and the unit of what it stands below."""
    if parent is None:
        return {"kind": Goal.Kind.VISION, "first_year": year, "last_year": year}
    below = LEVELS[min(level_of(parent.kind) + 1, len(LEVELS) - 1)]
    return {
        "kind": below,
        "unit": parent.unit.uuid if parent.unit else None,
        "first_year": parent.first_year,
        "last_year": parent.last_year,
        "share": Decimal(100),
    }


class LinkForm(forms.Form):
    """The goal that this one serves, and by how much."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Mendukung"),
        queryset=Goal.objects.none(),
        empty_label=gettext_lazy("Pilih sasaran di atasnya"),
        error_messages={"required": gettext_lazy("Pilih sasaran yang didukung.")},
    )
    share = NumberField(
        label=gettext_lazy("Bagian"), unit="%", min_value=0, max_value=100, initial=Decimal(100)
    )

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents: Any = self.fields["parent"]
        above = [kind for kind in LEVELS if level_of(kind) <= level_of(goal.kind)]
        shared = [kind for kind in above if level_of(kind) < level_of(Goal.Kind.PROGRAMME)]
        parents.queryset = (
            Goal.objects.filter(agency_id=goal.agency_id)
            .filter(Q(kind__in=shared) | Q(kind__in=above, unit_id=goal.unit_id))
            .exclude(pk=goal.pk)
            .order_by("kind", "code", "pk")
        )
        parents.to_field_name = "uuid"


BESIDE_CARD = {"year", "budget"}  # what a goal keeps of an indicator that has a card


class TargetForm(forms.Form):
    """An indicator of a goal with its target of one year."""

    name = forms.CharField(
        label=gettext_lazy("Indikator"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Tulis apa yang diukur.")},
    )
    year = forms.IntegerField(
        label=gettext_lazy("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    value = NumberField(label=gettext_lazy("Target"), required=False)
    unit = forms.CharField(label=gettext_lazy("Satuan"), required=False, max_length=60)
    text = forms.CharField(
        label=gettext_lazy("Target berupa teks"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Hanya bila target bukan angka, misalnya predikat atau tingkat."),
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Arah"), choices=DIRECTIONS, initial=Indicator.Direction.MORE
    )
    baseline = NumberField(label=gettext_lazy("Kondisi awal"), required=False)
    budget = NumberField(
        label=gettext_lazy("Pagu"), required=False, min_value=0, help_text=gettext_lazy("Rupiah.")
    )
    actual = NumberField(
        label=gettext_lazy("Realisasi"),
        required=False,
        help_text=gettext_lazy("Angka terakhir dari tahun itu. Kosongkan bila belum diukur."),
    )
    source = forms.CharField(label=gettext_lazy("Sumber data"), required=False, max_length=250)

    def __init__(
        self,
        *args: Any,
        cards: "QuerySet[Card] | None" = None,
        is_carded: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_carded = is_carded
        for name in set(self.fields) - BESIDE_CARD if is_carded else ():
            del self.fields[name]
        if cards is not None:  # of a new indicator: it may be taken from a card
            label = _("Pakai kartu yang ada")
            self.fields["card"] = field_for(cards, label=label, required=False)
            self.fields["card"].help_text = _("Nama, satuan, target, dan realisasinya ikut kartu.")
            self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        """A target against which something can be measured."""
        data = super().clean() or {}
        if self.is_carded:
            self._check_card()
            return data
        value, unit = data.get("value"), data.get("unit") or ""
        if not data.get("name") and not data.get("card") and "name" not in self.errors:
            self.add_error("name", _("Tulis apa yang diukur."))
        if value is not None and (fault := target_fault(value, unit, data.get("direction", ""))):
            self.add_error("value", fault)
        return data

    def _check_card(self) -> None:
        """What the card holds is not taken here, nor dropped unsaid."""
        if any(self.data.get(name) for name in set(self.base_fields) - BESIDE_CARD):
            said = _("Indikator ini punya kartu: ubah target dan realisasinya di kartu itu.")
            self.add_error(None, said)

    def given(self, indicator: Indicator | None) -> TargetInput:
        """What was typed, for the action."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "card"}
        return TargetInput(indicator=indicator, **told)


class MatrixForm:
    """The whole matrix as typed; what went stale is kept beside what stands, and nothing is lost.

    Not a Django form: 240 bound fields cost more than the page, and all are alike.
    """

    def __init__(self, data: Mapping[str, str] | None, matrix: Matrix) -> None:
        self.is_bound = data is not None
        self.data = data or {}
        self.matrix = matrix
        self.stale: dict[Place, StaleCell] = {}
        self.errors: list[str] = []

    def add_error(self, _field: None, error: ValidationError) -> None:
        """Show why the matrix was refused; the cells stay as typed."""
        self.errors += error.messages

    @property
    def cells(self) -> list[CellInput]:
        """Every cell of the page, with the version that the page showed."""
        seen = self._seen()
        return [
            CellInput(
                column.pk,
                person.pk,
                self.data[name_of((column.pk, person.pk))],
                seen.get(f"{column.pk}-{person.pk}", 0),
            )
            for person in self.matrix.people
            for column in self.matrix.columns
            if name_of((column.pk, person.pk)) in self.data
        ]

    def asked_cells(self) -> list[dict[str, Any]]:
        """Every cell with what it holds, and the versions that a sending has seen."""
        matrix = self.matrix
        cells = [
            {
                "name": name_of((column.pk, person.pk)),
                "label": f"{person.name}: {column.text}",
                "required": False,
                "value": self.texts.get((column.pk, person.pk), ""),
            }
            for person in matrix.people
            for column in matrix.columns
        ]
        seen = {f"{c}-{p}": version for (c, p), version in matrix.versions.items()}
        told = {"name": "seen", "label": _("Versi sel yang dilihat"), "required": False}
        return [*cells, told | {"value": json.dumps(seen)}]

    def _seen(self) -> dict[str, int]:
        try:
            found = json.loads(self.data.get("seen", "{}"))
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): value for key, value in found.items() if isinstance(value, int)}

    def is_valid(self) -> bool:
        """Whether no cell is stale or too long; what stands now is what the next sending has seen."""
        for cell in self.cells:
            text, version = cell.text.strip(), self.matrix.versions.get(cell.place, 0)
            if cell.seen != version and text != self.matrix.texts.get(cell.place, ""):
                standing = self.matrix.texts.get(cell.place, "")
                self.stale[cell.place] = StaleCell(cell, standing, version)
            if len(text) > LONGEST_ROLE:
                self.errors.append(
                    _("Ringkas peran menjadi paling banyak %(n)d huruf.") % {"n": LONGEST_ROLE}
                )
        return not self.stale and not self.errors

    @property
    def texts(self) -> dict[Place, str]:
        """What the page shows: as typed where typed, else as stored."""
        if not self.is_bound:
            return dict(self.matrix.texts)
        return dict(self.matrix.texts) | {cell.place: cell.text for cell in self.cells}

    @property
    def seen(self) -> str:
        """The versions that the page shows now, for its hidden field."""
        versions = {f"{r}-{e}": version for (r, e), version in self.matrix.versions.items()}
        return json.dumps(versions, separators=(",", ":"))


def name_of(place: Place) -> str:
    """The field of a cell."""
    return f"t{place[0]}-{place[1]}"


def chosen_year(text: str, years: Sequence[int], otherwise: int) -> int:
    """The year in the address, when it is one that can be shown."""
    year = count_asked(text, otherwise)
    if not FIRST_YEAR <= year <= LAST_YEAR or (years and year not in years):
        return min(years, key=lambda other: abs(other - otherwise)) if years else otherwise
    return year
