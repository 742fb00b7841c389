"""Backups as a table: how old, how large, read back when, and the head of the record that each holds."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.config.models import NightlyBackup
from pamong.ui.buttons import submit
from pamong.ui.dates import say_ago, say_day_full, say_instant
from pamong.ui.markup import esc, safe
from pamong.ui.numbers import say_megabytes
from pamong.ui.tables import Cell, Column, Row, Table

HEAD = 12  # digits of a digest that a person compares


def backup_table(rows: Sequence[NightlyBackup], *, is_whole: bool) -> Table:
    """The last nights and what was asked for, newest first."""
    columns = [
        Column(_("Cadangan"), kind="row"),
        Column(_("Selesai")),
        Column(_("Ukuran"), kind="num"),
        *([Column(_("Kepala jejak"))] if is_whole else []),
        Column(_("Status"), kind="tag"),
        Column(_("Tindakan"), kind="actions"),
    ]
    return Table(columns, [_row(row, is_whole) for row in rows], _("Cadangan"))


def _row(row: NightlyBackup, is_whole: bool) -> Row:
    size = say_megabytes(row.size) if is_whole and row.finished_at else "–"
    return Row(
        [
            Cell(_named(row), sub=row.file),
            Cell(*_finished(row.finished_at)),
            size,
            *([_head(row)] if is_whole else []),
            _state(row),
            _deeds(row, is_whole),
        ]
    )


def _named(row: NightlyBackup) -> str:
    day = say_day_full(row.day)
    return _("%(day)s, diminta") % {"day": day} if row.is_asked else day


def _finished(at: datetime | None) -> tuple[str, str, str]:
    return (say_instant(at), "", say_ago(at)) if at else ("–", "", "")


def _head(row: NightlyBackup) -> str:
    """The first digits of each agency's; the whole stands in the file and is printed by the shell."""
    return row.ledger_head[:HEAD] or "–"


def _state(row: NightlyBackup) -> Cell:
    if row.error:
        return Cell(_("Gagal"), tag="late")
    if not row.finished_at:
        return Cell(_("Menunggu"), tag="wait")
    again = say_instant(row.verified_at) if row.verified_at else ""
    sub = _("Diperiksa ulang %(at)s") % {"at": again} if again else ""
    return Cell(_("Selesai dan terbaca"), tag="agreed", sub=sub)


def _deeds(row: NightlyBackup, is_whole: bool) -> Cell:
    if not row.finished_at:
        return Cell("–")
    verify = reverse("operations:backup-verify", args=[row.pk])
    written = str(submit(_("Periksa ulang"), kind="link", to=verify))
    if is_whole and Path(row.file).is_file():
        take = reverse("operations:backup-take", args=[row.pk])
        said = _("Unduh cadangan")
        written += f' <a href="{esc(take)}">{esc(said)}</a>'
    return Cell(html=safe(written))
