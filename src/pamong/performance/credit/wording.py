"""States, levels and lacks of angka kredit as people say them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.performance.credit.account import Lacking
from pamong.performance.credit.conversions import Conversion, Counted
from pamong.performance.credit.rules import LEVELS, PREDICATES, RANKS, Kind
from pamong.performance.models import CreditEntry, CreditStanding
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.dates import say_days
from pamong.ui.numbers import say_number

State, Status = CreditStanding.State, CreditEntry.Status
STATE_TAGS = {
    State.LEVEL: "agreed",
    State.RANK: "agreed",
    State.NEAR: "proposed",
    State.UNDER_WAY: "running",
    State.MISSING: "wait",
}
ENTRY_TAGS = {Status.ENTERED: "wait", Status.CONFIRMED: "agreed", Status.REFUSED: "late"}
LACKS = {
    Lacking.POST: gettext_lazy("Tidak memegang jabatan fungsional."),
    Lacking.LEVEL: gettext_lazy("Jenjang jabatan belum diisi."),
    Lacking.BALANCE: gettext_lazy("Saldo angka kredit sebelum 2023 belum ada."),
    Lacking.RANK: gettext_lazy("Golongan belum diisi."),
    Lacking.FOREIGN_RANK: gettext_lazy("Golongan tidak termasuk jenjang ini."),
}
COUNTED = {
    Counted.YES: gettext_lazy("Dihitung"),
    Counted.PENDING: gettext_lazy("Periodik, belum dihitung"),
    Counted.INCLUDED: gettext_lazy("Sudah termasuk dalam saldo"),
    Counted.OTHER_LEVEL: gettext_lazy("Jenjang lain, tidak dibawa"),
    Counted.UNKNOWN_LEVEL: gettext_lazy("Jenjang pada waktu itu tidak tercatat"),
}


def lacking_said(code: str | None) -> str:
    """What is lacking, as a sentence."""
    return str(LACKS[Lacking(code)]) if code else ""


def balance_lines(pack: Pack, given: Mapping[str, Any]) -> list[str]:
    """What the document of a balance states."""
    said = {
        "conventional": lambda v: _("konvensional %s") % _number(v),
        "credit": lambda v: _("menurut dokumen %s") % _number(v),
        "rank": lambda v: _("golongan %s") % label_of(pack, RANKS, v),
        "predicate": lambda v: _("predikat %s") % label_of(pack, PREDICATES, v),
        "years_in_rank": lambda v: _("%s tahun dalam pangkat") % _number(v),
    }
    return [said[name](value) for name, value in given.items() if name in said]


def _number(value: Any) -> str:
    return say_number(Decimal(value))


def kind_said(kind: str) -> str:
    """The kind of a balance."""
    return str(Kind(kind).label)


def level_said(pack: Pack | None, code: str) -> str:
    """A level by its code."""
    return label_of(pack, LEVELS, code) if pack and code else ""


def conversion_name(one: Conversion) -> str:
    """The year of a whole one, else its days."""
    whole = (one.first.month, one.first.day, one.last.month, one.last.day) == (1, 1, 12, 31)
    return str(one.first.year) if whole else say_days(one.first, one.last)
