"""The lists of this slice."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.people.models import PeopleUpload
from pamong.ui.dates import say_day
from pamong.ui.filters import nip
from pamong.ui.markup import safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = PeopleUpload.Status
TAGS = {
    Status.RECEIVED: "running",
    Status.SHOWN: "wait",
    Status.IMPORTING: "running",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.DROPPED: "none",
}


class Counted(Protocol):
    """A file as far as lists tell of it: where it stands and its counts."""

    @property
    def status(self) -> str:
        """Where it stands."""

    @property
    def plan_digest(self) -> str:
        """The mark of what it would do, once that is known."""

    @property
    def good(self) -> int:
        """How much of it would change anything, or did."""

    @property
    def rejected(self) -> int:
        """How many rows do not come in."""


def status_tag(upload: Counted, *, makes: bool = False) -> tuple[str, Any]:
    """Shape and word of where a file stands; one of which nothing can go in waits for nobody.

    `makes` says that more goes in than is counted.
    """
    status = Status(upload.status)
    if status == Status.SHOWN and upload.plan_digest and not (upload.good or makes):
        if not upload.rejected:
            return "none", _("Tidak ada yang perlu diimpor")
        status = Status.FAILED
    return TAGS[status], status.label


def outcome(upload: Counted, **words: str) -> str:
    """The counts in one line; a kind of file may have words of its own for them."""
    said = {
        "added": _("%(n)s ditambahkan"),
        "changed": _("%(n)s diubah"),
        "unchanged": _("%(n)s tetap"),
        "rejected": _("%(n)s ditolak"),
    } | words
    counts = ((text, getattr(upload, name, 0)) for name, text in said.items())
    return ", ".join(text % {"n": say_number(count)} for text, count in counts if count)


def upload_table(rows: Sequence[Any]) -> Table:
    """One's own files."""
    columns = [
        Column(_("Berkas"), kind="row"),
        Column(_("Status")),
        Column(_("Hasil")),
        Column(_("Diunggah"), nowrap=True),
    ]
    return Table(columns, [_upload(row) for row in rows], _("Berkas yang Anda unggah"))


def _upload(row: Any) -> Row:
    state, word = status_tag(row, makes=row.makes)
    url = reverse("people:import-detail", args=[row.uuid])
    is_told = row.status in {Status.SHOWN, Status.IMPORTING, Status.DONE}
    told = outcome(row) if is_told else row.failure
    return Row([Cell(row.name, url=url), Cell(word, tag=state), told, say_day(row.uploaded_on)])


def change_table(shown: dict[str, Any]) -> Table:
    """The first people whom the file adds or changes."""
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Tindakan")), Column(_("Isi"))]
    rows = [_changed(change) for change in shown["changes"]]
    return Table(columns, rows, _("Pegawai yang ditambahkan atau diubah"))


def _changed(change: dict[str, Any]) -> Row:
    line = _("baris %(line)s") % {"line": change["line"]}
    below = f"{nip(change['nip'])} · {line}" if change["nip"] else line
    who = Cell(change["name"], sub=below)
    if change["is_new"]:
        return Row([who, Cell(_("Ditambahkan"), tag="agreed"), _placed(change)])
    lines = "".join(
        sub(f"{field}: {old or '–'} → {new or '–'}") for field, old, new in change["pairs"]
    )
    return Row([who, Cell(_("Diubah"), tag="proposed"), Cell(html=safe(lines)) if lines else ""])


def _placed(change: dict[str, Any]) -> Cell:
    """The post, then the unit and the rater; of one who has left, when."""
    if change["left_on"]:
        said = _("Berhenti %(day)s") % {"day": change["left_on"]}
        return Cell(said, tag="none", sub=change.get("left_reason", ""))
    rater = change.get("rater", "")
    parts = [change.get("unit", ""), _("penilai %(name)s") % {"name": rater} if rater else ""]
    parts += change.get("acting", ())
    parts += [_("kontrak %(days)s") % {"days": days} for days in change.get("contracts", ())]
    return Cell(change.get("position", ""), sub=" · ".join(part for part in parts if part))


def return_table(returns: Sequence[Sequence[Any]]) -> Table:
    """Which new head gets whom back."""
    columns = [
        Column(_("Kepala yang baru"), kind="row"),
        Column(_("Jumlah"), kind="num"),
        Column(_("Dinilai lagi olehnya")),
    ]
    rows = [
        Row([Cell(name, sub=unit), say_number(len(people)), ", ".join(people)])
        for name, unit, people in returns
    ]
    return Table(columns, rows, _("Pegawai yang kembali dinilai kepala unitnya"))


def rejected_table(rejected: Sequence[Sequence[Any]]) -> Table:
    """The first rows that are not imported."""
    columns = [Column(_("Baris"), kind="row"), Column(_("Alasan"))]
    rows = [
        Row([Cell(_("Baris %(line)s") % {"line": line}, sub=who), reason])
        for line, who, reason in rejected
    ]
    return Table(columns, rows, _("Baris yang ditolak"))


def finding_table(groups: Sequence[Sequence[Any]], title: str = "") -> Table:
    """What is odd and stops nothing, or how the file was read."""
    title = title or _("Temuan")
    columns = [Column(title, kind="row"), Column(_("Jumlah"), kind="num")]
    rows = [
        Row([Cell(sentence, sub=_("Baris %(line)s") % {"line": lines}), say_number(count)])
        for sentence, count, lines in groups
    ]
    return Table(columns, rows, title)


def beyond(part: dict[str, Any]) -> str:
    """How many are not listed."""
    left = part["count"] - len(part["first"])
    if left <= 0:
        return ""
    return ngettext("dan %(n)s lainnya", "dan %(n)s lainnya", left) % {"n": say_number(left)}
