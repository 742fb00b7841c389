"""What is typed about sources: what one is, where it is found, what its columns say, which cards are meant."""

from collections.abc import Mapping as Pairs
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.scope import Scope
from pamong.documents.cells import letter_of
from pamong.documents.fields import TableField
from pamong.measurement.cards.queries import card_coded, owners_found
from pamong.measurement.figure_files.tables import YEARS, is_numbered, known_by, period_in
from pamong.measurement.models import Card, Source
from pamong.measurement.models.indicator import FIRST_YEAR, LAST_YEAR
from pamong.measurement.models.source import NAME_LENGTH
from pamong.measurement.sources.actions import SourceInput
from pamong.measurement.sources.mapping import Brings, Mapping, Mark, period_of
from pamong.measurement.sources.protocol import Connector
from pamong.measurement.sources.registry import connector_of, connectors
from pamong.people.models import Employee
from pamong.stats.periods import YEAR
from pamong.stats.unclear_periods import part_in
from pamong.ui.fields import ChoiceLabel

FIELDS = {
    "name": gettext_lazy("Nama indikator"),
    "code": gettext_lazy("Kode indikator"),
    "office": gettext_lazy("Unit"),
    "measure": gettext_lazy("Satuan"),
    "time": gettext_lazy("Periode"),
}
MATCHED = 20  # unknown names on one page; the rest come when these are done


class SourceForm(forms.Form):
    """A source: its name, its kind when it is made, who answers for it, and how often it is asked."""

    name = forms.CharField(
        label=gettext_lazy("Nama sumber"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Seperti orang menyebutnya, misalnya Laporan bulanan Puskesmas."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Dari mana datanya"), widget=forms.RadioSelect)
    person = forms.CharField(
        label=gettext_lazy("Penanggung jawab sumber"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "Nama atau NIP. Ia boleh memasukkan angka semua indikator yang disebut sumber ini, dan diberi tahu bila sumbernya gagal."
        ),
    )
    schedule = forms.ChoiceField(
        label=gettext_lazy("Diambil"), choices=Source.Schedule.choices, initial="hand"
    )

    def __init__(
        self, *args: Any, scope: Scope, source: Source | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.source, self.owner = scope, source, None
        kinds: Any = self.fields["kind"]
        kinds.choices = [(c.code, ChoiceLabel(c.label, sub=c.hint)) for c in connectors().values()]
        if source:
            del self.fields["kind"]
        if source is None or not connector_of(source).is_asked:
            del self.fields["schedule"]  # said once it is known how it is found

    owner: Employee | None

    def clean_person(self) -> str:
        """One person in service whom one sees, or nobody."""
        text: str = self.cleaned_data["person"].strip()
        if not text:
            return text
        held = self.source.owner if self.source else None
        found = [held] if held and text == held.full_name else owners_found(self.scope, text)
        if not found:
            raise forms.ValidationError(_("Tidak ada pegawai dengan nama atau NIP itu."))
        if len(found) > 1:
            raise forms.ValidationError(_("Banyak orang dengan nama itu. Tulis NIP-nya."))
        self.owner = found[0]
        return text

    @property
    def given(self) -> SourceInput:
        """The checked input."""
        data = self.cleaned_data
        kind = data.get("kind") or (self.source.kind if self.source else "")
        held = self.source.schedule if self.source else Source.Schedule.HAND
        return SourceInput(data["name"], kind, self.owner, data.get("schedule") or held)


def told_of(source: Source) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "name": source.name,
        "person": source.owner.full_name if source.owner else "",
        "schedule": source.schedule,
    }


class ConnectForm(forms.Form):
    """Where a source is found: the fields of its kind; a secret is typed again or left as it is."""

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connector: Connector = connector_of(source)
        for name, field in self.connector.fields().items():
            if name in self.connector.secrets:
                field.widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
                field.required = field.required and not source.secret
                if source.secret:
                    field.help_text = _(
                        "Sudah tersimpan dan tidak ditampilkan. Kosongkan bila tetap; isi lagi bila servernya lain."
                    )
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """As the connector says, where it looks at all of it together."""
        data = super().clean() or {}
        check = getattr(self.connector, "check", None)
        if check and not self.errors:
            check({name: str(value) for name, value in data.items()})
        return data

    @property
    def settings(self) -> dict[str, Any]:
        """What is no secret."""
        secret = self.connector.secrets
        return {name: value for name, value in self.cleaned_data.items() if name not in secret}

    @property
    def secrets(self) -> dict[str, str]:
        """What is sealed."""
        return {name: self.cleaned_data.get(name) or "" for name in self.connector.secrets}


class SourceFileForm(forms.Form):
    """A table of figures."""

    file = TableField(label=gettext_lazy("Berkas angka"))
    given: UploadedFile


class MappingForm(forms.Form):
    """Which column says what, what begins the decimals, and what the figures are."""

    values = forms.MultipleChoiceField(
        label=gettext_lazy("Kolom angka"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Beberapa kolom dapat dipilih bila setiap judulnya menyebut periode."
        ),
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu kolom angka.")},
    )
    fixed_time = forms.CharField(
        label=gettext_lazy("Periode semua baris"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Bila tidak ada kolom periode, misalnya 2025 atau Triwulan I 2026."),
    )
    first_year = forms.IntegerField(
        label=gettext_lazy("Tahun ke-1"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=gettext_lazy(
            "Judul kolom menyebut urutan tahun, misalnya th1: tulis tahun yang pertama."
        ),
    )
    fixed_code = forms.CharField(
        label=gettext_lazy("Kode indikator semua baris"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Bila seluruh tabel tentang satu indikator."),
    )
    mark = forms.ChoiceField(
        label=gettext_lazy("Tanda desimal"), choices=Mark.choices, widget=forms.RadioSelect
    )
    brings = forms.ChoiceField(
        label=gettext_lazy("Isi angkanya"), choices=Brings.choices, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        headings: list[str],
        told: Mapping,
        is_guess: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = told.kept | {"values": list(told.values), "mark": told.mark}
        super().__init__(*args, **kwargs)
        self.said = list(dict.fromkeys(text for text in headings if text))
        options = [(text, f"{letter_of(at)} · {text}") for at, text in enumerate(headings) if text]
        options = list({text: (text, said) for text, said in reversed(options)}.values())[::-1]
        for name, label in FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("", _("Tidak dibaca")), *options], required=False
            )
        many: Any = self.fields["values"]
        many.choices = options
        if not told.first_year and not any(map(is_numbered, self.said)):
            del self.fields["first_year"]
        if told.fixed_time and is_guess:
            self.fields["fixed_time"].help_text = _(
                "Berkas ini tidak menyebut periode. Periksa usulan ini: 2025 atau Triwulan I 2026 juga dapat ditulis."
            )

    def clean(self) -> dict[str, Any]:
        """Somewhere stands which indicator and which period a figure is of."""
        data = super().clean() or {}
        if not any(data.get(name) for name in ("name", "code", "fixed_code")):
            self.add_error("name", _("Pilih kolom nama atau kode indikator."))
        fixed = data.get("fixed_time") or ""
        if fixed and period_in(fixed) is None:
            self.add_error("fixed_time", _("Tulis periodenya, misalnya 2025 atau Maret 2026."))
        values, first = data.get("values", ()), data.get("first_year") or 0
        undated = [text for text in values if period_of(text, first) is None]
        has_time = bool(fixed or data.get("time"))
        if values and all(map(part_in, values)):
            self._check_parts(fixed)
        elif not first and not has_time and any(map(is_numbered, undated)):
            self.add_error("first_year", _("Tulis tahun ke-1: judul kolom menyebut urutannya."))
        elif undated and not has_time:
            self.add_error("time", _("Pilih kolom periode: judul kolom angka tidak menyebutnya."))
        elif len(values) > 1 and has_time:
            said = _("Pilih satu kolom angka, atau kosongkan periode: setiap judul menyebutnya.")
            self.add_error("values", said)
        return data

    def _check_parts(self, fixed: str) -> None:
        """Months or quarters side by side need their year: of a column, or of all rows."""
        told = period_in(fixed) if fixed else None
        has_column = self.cleaned_data.get("time") or YEARS & {known_by(text) for text in self.said}
        if not has_column and (told is None or told.kind != YEAR):
            said = _("Tulis tahunnya, misalnya 2025: judul kolom hanya menyebut bagian tahun.")
            self.add_error("fixed_time", said)

    @property
    def mapping(self) -> Mapping:
        """What was said."""
        data = self.cleaned_data
        told = {name: data.get(name) or "" for name in (*FIELDS, "fixed_time", "fixed_code")}
        return Mapping(
            **told,
            values=tuple(data["values"]),
            first_year=data.get("first_year") or 0,
            mark=data["mark"],
            brings=data["brings"],
        )


class MatchForm(forms.Form):
    """For each name that nobody knows: one of the cards like it, or the code of another."""

    def __init__(
        self,
        *args: Any,
        source: Source,
        unknown: list[Pairs[str, Any]],
        cards: Pairs[str, Card],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source, self.unknown = source, unknown[:MATCHED]
        self.cards = {str(card.uuid): card for card in cards.values()}
        for at, one in enumerate(self.unknown):
            near = [(key, str(cards[key])) for key in one["cards"] if key in cards]
            if near:
                self.fields[f"card_{at}"] = forms.ChoiceField(
                    label=one["said"], choices=[("", _("Belum dipilih")), *near], required=False
                )
            label = _("atau kode kartu lain") if near else one["said"]
            self.fields[f"code_{at}"] = forms.CharField(
                label=label,
                required=False,
                max_length=60,
                help_text="" if near else _("Kode kartunya."),
            )

    def clean(self) -> dict[str, Any]:
        """Codes that are typed name a card."""
        data = super().clean() or {}
        self.pairs: list[tuple[str, Card]] = []
        for at, one in enumerate(self.unknown):
            card = self.cards.get(data.get(f"card_{at}") or "")
            if code := data.get(f"code_{at}"):
                card = card_coded(self.source.agency_id, code)
                if card is None or card.closed_on:
                    card = None
                    self.add_error(f"code_{at}", _("Tidak ada kartu dengan kode ini."))
            if card:
                self.pairs.append((one["key"], card))
        if not self.pairs and not self.errors:
            raise forms.ValidationError(_("Pilih kartu untuk paling sedikit satu nama."))
        return data

    def rows(self) -> list[list[Any]]:
        """The fields of each name: a choice where cards are like it, and a code."""
        names = [(f"card_{at}", f"code_{at}") for at in range(len(self.unknown))]
        return [[self[name] for name in pair if name in self.fields] for pair in names]
