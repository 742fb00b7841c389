"""What is typed about moves and acting posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.people.posts.actions import NewPost
from pamong.people.raters.forms import PersonField
from pamong.ui.fields import ChoiceLabel, DayField

Kind = Assignment.Kind
HEAD, KEEP = "head", "keep"
KINDS = (
    (
        Kind.DEFINITIVE.value,
        ChoiceLabel(
            gettext_lazy("Definitif (mutasi)"),
            sub=gettext_lazy("Jabatan lama berakhir. SKP jabatan lama ditutup sehari sebelumnya."),
        ),
    ),
    (
        Kind.EXTRA.value,
        ChoiceLabel(
            gettext_lazy("Tugas tambahan"),
            sub=gettext_lazy("Misalnya guru sebagai kepala sekolah. Jabatan dan SKP tetap satu."),
        ),
    ),
    (
        Kind.ACTING.value,
        ChoiceLabel(
            gettext_lazy("Plt."),
            sub=gettext_lazy(
                "Jabatan kosong. Pekerjaannya menjadi hasil tambahan pada SKP, atau SKP Plt. tersendiri."
            ),
        ),
    ),
    (
        Kind.STAND_IN.value,
        ChoiceLabel(
            gettext_lazy("Plh."), sub=gettext_lazy("Pejabatnya berhalangan sementara. SKP tetap.")
        ),
    ),
)


class PlaceForm(forms.Form):
    """Where to look: a part of the unit's, of the post's and of the rater's name."""

    is_search = True
    unit = forms.CharField(label=gettext_lazy("Cari unit"), required=False, max_length=100)
    post = forms.CharField(label=gettext_lazy("Cari jabatan"), required=False, max_length=100)
    rater = forms.CharField(label=gettext_lazy("Cari penilai"), required=False, max_length=100)

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return str(self.data.get(name, "")).strip()


@dataclass(frozen=True, slots=True)
class Raters:
    """Who may rate after a move: each unit's head, those found by name, and the present one."""

    heads: Mapping[int, Employee]  # by the unit's key
    found: Sequence[Employee]
    held: Employee | None


class MoveForm(forms.Form):
    """A post, in which unit, as what, and from which day."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Sebagai"),
        choices=KINDS,
        widget=forms.RadioSelect,
        initial=Kind.DEFINITIVE.value,
    )
    unit_to = forms.ChoiceField(label=gettext_lazy("Unit"), widget=forms.RadioSelect)
    position = forms.ChoiceField(label=gettext_lazy("Jabatan"), widget=forms.RadioSelect)
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))
    valid_to = DayField(
        label=gettext_lazy("Sampai"),
        help_text=gettext_lazy(
            "Untuk tugas tambahan, Plt., dan Plh.: hari pertama ia tidak lagi menjabat."
        ),
        required=False,
    )
    rater = PersonField(
        label=gettext_lazy("Penilai sejak mutasi"),
        help_text=gettext_lazy(
            "Hanya untuk mutasi definitif. SKP yang masih berjalan pada tanggal itu ikut berpindah."
        ),
        initial=HEAD,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[Unit],
        positions: Sequence[Position],
        on: date,
        raters: Raters | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        heads = raters.heads if raters else {}
        self.units = {str(one.uuid): one for one in units}
        self.positions = {str(one.uuid): one for one in positions}
        self._offer(
            "unit_to", [(key, _unit(one, heads.get(one.pk))) for key, one in self.units.items()]
        )
        self._offer("position", [(key, _post(one)) for key, one in self.positions.items()])
        self.fields["valid_from"].initial = on
        self._offer_raters(raters)

    def _offer_raters(self, raters: Raters | None) -> None:
        field = self.fields["rater"]
        assert isinstance(field, PersonField)
        if raters is None:
            del self.fields["rater"]
            return
        held = raters.held
        keep = (
            _("Penilai tetap: %(name)s") % {"name": held.full_name} if held else _("Tetapkan nanti")
        )
        field.offer(raters.found, (KEEP, ChoiceLabel(keep, sub=_("Dapat diganti kemudian."))))
        above = _("Usulan. Bila pegawai ini sendiri kepalanya: kepala unit di atasnya.")
        field.put_first(HEAD, ChoiceLabel(_("Kepala unit tujuan"), sub=above))
        field.is_asked = True  # a move needs an answer; only another kind of post may leave it

    def _offer(self, name: str, choices: list[tuple[str, ChoiceLabel]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.error_messages["required"] = _(
            "Pilih %(label)s. Tidak ada? Cari namanya di atas."
        ) % {"label": str(field.label).lower()}

    def clean(self) -> dict[str, Any]:
        """Only an acting post has an end from the start, and it lies behind the beginning."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if data.get("kind") == Kind.DEFINITIVE:
            data["valid_to"] = None
        elif first and last and last <= first:
            self.add_error("valid_to", _("Tanggal berakhir harus sesudah tanggal mulai."))
        is_open = data.get("kind") == Kind.DEFINITIVE and "rater" in self.fields
        if is_open and "rater" not in self.errors and not self.data.get("rater"):
            self.add_error("rater", _("Pilih siapa yang menilai sejak mutasi."))
        return data

    def post(self) -> NewPost:
        """What the person shall hold."""
        data = self.cleaned_data
        return NewPost(
            self.units[data["unit_to"]],
            self.positions[data["position"]],
            data["valid_from"],
            data["kind"],
            data["valid_to"],
            rater=data.get("rater"),
            head_rates="rater" in self.fields and self.data.get("rater") == HEAD,
        )


def _unit(one: Unit, head: Employee | None) -> ChoiceLabel:
    parts = [one.parent.name if one.parent else str(one.get_kind_display())]
    if head:
        parts.append(_("kepala: %(name)s") % {"name": head.full_name})
    return ChoiceLabel(one.name, sub=" · ".join(parts))


def _post(one: Position) -> ChoiceLabel:
    parts = [str(one.get_kind_display()), one.level, _("memimpin unit") if one.is_head else ""]
    return ChoiceLabel(one.name, sub=", ".join(dict.fromkeys(part for part in parts if part)))


class EndForm(forms.Form):
    """When an acting post ends."""

    valid_to = DayField(
        label=gettext_lazy("Berakhir pada"),
        help_text=gettext_lazy("Hari pertama ia tidak lagi menjabat."),
    )


class ActingRaterForm(forms.Form):
    """Who rates the work in an acting post."""

    rater = PersonField(label=gettext_lazy("Pejabat penilai"))

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rater"]
        assert isinstance(field, PersonField)
        field.offer(people)
        field.error_messages["required"] = _("Pilih satu orang. Tidak ada? Cari namanya di atas.")
