"""The record as a table, and the sentence on its chain."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pamong.ledger.models import ChainCheck
from pamong.people.trace.changes import say_changes
from pamong.people.trace.words import KINDS, VERBS
from pamong.ui.components import say_actor
from pamong.ui.dates import day_of, say_day, say_day_full, say_instant
from pamong.ui.layout import details
from pamong.ui.markup import esc, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

BY_RULE = "_by_silence"  # nobody did it: the day passed on which the rule takes it for done


MOST = 5  # changes at once; the rest opens


def trace_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """One entry a row."""
    columns = [
        Column(_("Apa yang terjadi"), kind="row"),
        Column(_("Siapa"), stays=True),
        Column(_("Oleh")),
        Column(_("Tanggal"), nowrap=True),
    ]
    return Table(columns, [_row(row) for row in rows], _("Jejak, yang terbaru lebih dahulu"))


def _row(row: Mapping[str, Any]) -> Row:
    told = say_changes(row["subject_kind"], row["changes"], row.get("words"))
    if gone_on := row.get("gone_on"):
        day = say_day_full(gone_on)
        told.append(_("isi sudah dihapus menurut retensi pada %(day)s") % {"day": day})
    verb = str(VERBS.get(row["verb"], row["verb"]))
    by = _("aturan") if row["verb"].endswith(BY_RULE) else say_actor(row["actor_name"])
    return Row([_what(verb, told), _about(row), by, _when(row)])


def _what(verb: str, told: Sequence[str]) -> Cell:
    """What was done with the first few changes, and the others behind a press."""
    if len(told) <= MOST + 1:
        return Cell(verb, sub="; ".join(told))
    summary = _("dan %(n)s lainnya") % {"n": len(told) - MOST}
    rest = details(esc("; ".join(told[MOST:])), summary)
    return Cell(html=safe(f"{esc(verb)}{sub('; '.join(told[:MOST]))}{rest}"))


def _about(row: Mapping[str, Any]) -> Cell:
    """The person, and the thing where it is another."""
    person, subject = row["person_name"], row["subject_name"]
    kind = str(KINDS.get(row["subject_kind"], ""))
    if not person:
        return Cell(subject or kind, sub=kind if subject else "")
    return Cell(person, sub=kind if row["subject_kind"] != "people.employee" else "")


def _when(row: Mapping[str, Any]) -> Cell:
    """The day on which it holds, and when it was written down where that was another day."""
    recorded, day = row["recorded_at"], row["effective_on"]
    if day_of(recorded) == day:
        return Cell(say_instant(recorded))
    return Cell(say_day(day), sub=_("dicatat %(day)s") % {"day": say_day_full(recorded)})


def check_words(check: ChainCheck | None) -> tuple[str, str]:
    """The kind of the note, and its sentence."""
    if check is None or check.checked_at is None:
        return "info", _(
            "Keutuhan jejak belum pernah diperiksa. Pemeriksaan berjalan setiap malam."
        )
    given = {"count": say_number(check.sequence), "at": say_instant(check.checked_at)}
    if check.is_whole:
        words = _(
            "Jejak utuh: %(count)s catatan diperiksa %(at)s, tidak ada yang diubah atau hilang."
        )
        return "good", words % given
    words = _(
        "Jejak tidak utuh sejak catatan ke-%(place)s (diperiksa %(at)s). Hubungi pengelola server: cadangan dan server perlu diperiksa."
    )
    return "bad", words % (given | {"place": say_number(check.fault_at or 0)})
