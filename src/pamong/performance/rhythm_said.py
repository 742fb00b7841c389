"""How often each kind of employee is rated, in words: labels and sources are the pack's."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from pamong.performance.periods import is_month
from pamong.performance.rhythm import COLUMN, TABLE, Rhythms, When
from pamong.performance.rules import label_of, pack_on
from pamong.ui.reasons import Reason

KINDS, CHOSEN = "employee_kind", "pilihan_instansi"  # the pack's codes


def kinds_said(year: int, rhythms: Rhythms) -> list[Reason]:
    """The kinds whose rhythm is not the agency's choice, each with its source."""
    pack = pack_on(date(year, 1, 1), local=rhythms.local)
    table = pack.tables.get(TABLE)
    rows = table.rows.items() if table else ()
    return [
        Reason(
            _("%(kind)s: %(rhythm)s.")
            % {
                "kind": label_of(pack, KINDS, kind),
                "rhythm": label_of(pack, COLUMN, row.cells[COLUMN]).lower(),
            },
            row.citation or table.citation if table else "",
        )
        for kind, row in rows
        if row.cells[COLUMN] != CHOSEN
    ]


def whose_said(when: When, rhythms: Rhythms) -> str:
    """Who alone is rated in a period of kinds that are rated the other way; else nothing."""
    whose = rhythms.whose(when)
    if whose is None or not whose.is_in:
        return ""
    said = _("Yang dinilai tiap triwulan di instansi ini hanya %(kinds)s.")
    if is_month(when[1]):
        said = _("Yang dinilai tiap bulan di instansi ini hanya %(kinds)s.")
    return said % {"kinds": names_of(when[0], whose.kinds, rhythms)}


def names_of(year: int, kinds: Sequence[str], rhythms: Rhythms) -> str:
    """Some kinds by their labels."""
    pack = pack_on(date(year, 1, 1), local=rhythms.local)
    return ", ".join(label_of(pack, KINDS, kind) for kind in kinds)
