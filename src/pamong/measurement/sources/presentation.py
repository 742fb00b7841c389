"""Sources and runs as tables, facts and sentences for their pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.connectors.pushed import PushedConnector
from pamong.measurement.sources.mapping import Brings, Mark, mapping_of
from pamong.measurement.sources.planning import CHANGED, NEW
from pamong.measurement.sources.registry import connector_of
from pamong.people.left_out import Rejected, rejected_table
from pamong.people.models import Intake
from pamong.ui.dates import say_day, say_instant
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

Status = Intake.Status
REJECTED_SHOWN, UNKNOWN_SHOWN, PART = 25, 10, 16
TAGS = {
    Status.SHOWN: "turn",
    Status.DONE: "agreed",
    Status.FAILED: "late",
    Status.DROPPED: "none",
}


def source_table(rows: Iterable[Any]) -> Table:
    """One source a row, with what its last run brought."""
    columns = [
        Column(_("Sumber"), kind="row"),
        Column(_("Penanggung jawab")),
        Column(_("Terakhir diambil"), nowrap=True),
        Column(_("Hasil")),
        Column(_("Keadaan")),
    ]
    return Table(columns, [_source_row(row) for row in rows], _("Sumber data indikator"))


def _source_row(source: Any) -> Row:
    at = source.last_started_at
    state, word = state_of(source)
    url = reverse("measurement:source", args=[source.uuid])
    brought = _counted(source.last_added, source.last_changed, source.last_rejected) if at else ""
    return Row(
        [
            Cell(source.name, url=url, sub=connector_of(source).label),
            source.owner.full_name if source.owner else "–",
            say_instant(at) if at else "–",
            brought if source.last_status == Status.DONE else "",
            Cell(word, tag=state),
        ]
    )


def _counted(added: int, changed: int, rejected: int) -> str:
    told = {"added": say_number(added), "changed": say_number(changed)}
    told["rejected"] = say_number(rejected)
    return _("%(added)s baru, %(changed)s diubah, %(rejected)s ditolak") % told


def state_of(source: Any) -> tuple[str, str]:
    """How a source stands, as a tag: what needs somebody comes first."""
    if source.removed_on:
        return "none", _("Dihapus")
    if source.failures:
        return "late", _("Gagal diambil")
    if getattr(source, "last_status", "") == Status.SHOWN:
        return "turn", _("Menunggu diperiksa")
    if not source.mapping:
        return "wait", _("Belum diatur")
    return "agreed", _("Siap")


def source_facts(source: Source) -> list[tuple[Any, Any]]:
    """What is known of a source; never a secret."""
    connector = connector_of(source)
    facts: list[tuple[Any, Any]] = [(_("Jenis"), connector.label)]
    facts += [
        (field.label, source.settings.get(name) or "–")
        for name, field in connector.fields().items()
        if name not in connector.secrets
    ]
    if connector.secrets:
        facts.append((_("Rahasia"), _("tersimpan") if source.secret else _("belum diisi")))
    if connector.code == PushedConnector.code:
        facts.append((_("Rahasia"), _("tersimpan") if source.secret else _("belum dibuat")))
    facts.append((_("Penanggung jawab"), source.owner.full_name if source.owner else "–"))
    if connector.is_asked:
        facts.append((_("Diambil"), source.get_schedule_display()))
        if source.answered_at:
            facts.append((_("Terakhir menjawab"), say_instant(source.answered_at)))
        if source.next_at:
            facts.append((_("Diambil lagi"), say_instant(source.next_at)))
    return facts


def mapping_facts(source: Source) -> list[tuple[Any, Any]]:
    """How its columns are read."""
    if not source.mapping:
        return []
    told = mapping_of(source.mapping)
    facts = [
        (_("Nama indikator"), told.name),
        (_("Kode indikator"), told.code or told.fixed_code),
        (_("Unit"), told.office),
        (_("Satuan"), told.measure),
        (_("Periode"), told.time or told.fixed_time),
        (_("Kolom angka"), ", ".join(told.values)),
        (_("Isi angkanya"), Brings(told.brings).label),
        (_("Tanda desimal"), Mark(told.mark).label),
    ]
    return [(label, text) for label, text in facts if text]


def run_table(runs: Sequence[SourceRun]) -> Table:
    """The runs of a source, the newest first."""
    columns = [
        Column(_("Diambil"), kind="row"),
        Column(_("Oleh")),
        Column(_("Baru"), kind="num"),
        Column(_("Diubah"), kind="num"),
        Column(_("Tetap"), kind="num"),
        Column(_("Ditolak"), kind="num"),
        Column(_("Keadaan")),
    ]
    return Table(columns, [_run_row(run) for run in runs], _("Pengambilan"))


def _run_row(run: SourceRun) -> Row:
    url = reverse("measurement:source-run", args=[run.uuid])
    counts = (run.added, run.changed, run.unchanged, run.rejected)
    said = [say_number(count) if run.status != Status.FAILED else "" for count in counts]
    name = Cell(say_instant(run.started_at), url=url, sub=run.failure or run.name)
    return Row([name, run_by(run), *said, Cell(run_word(run), tag=TAGS[Status(run.status)])])


def run_by(run: SourceRun) -> str:
    """The person, or the calendar."""
    return run.user.ledger_name if run.user else _("Jadwal")


def run_word(run: SourceRun) -> str:
    """How a run stands."""
    if run.status == Status.DONE:
        return _("Sudah disimpan")
    if run.status == Status.FAILED:
        return _("Gagal")
    if run.status == Status.SHOWN and not run.plan_digest:
        return _("Kolom belum diatur")
    return str(Status(run.status).label)


def run_facts(run: SourceRun) -> list[tuple[Any, Any]]:
    """Where the figures of a run came from."""
    return [
        (_("Berkas atau sumber"), run.name),
        (_("Oleh"), run_by(run)),
        (_("Mulai"), say_instant(run.started_at)),
        *([(_("Selesai"), say_instant(run.ended_at))] if run.ended_at else []),
        *([(_("Sidik berkas (SHA-256)"), in_parts(run.sha256))] if run.sha256 else []),
        (_("Angka dibaca"), say_number(run.read)),
    ]


def in_parts(digest: str) -> str:
    """A digest in parts, so that it finds room on a phone."""
    return " ".join(digest[at : at + PART] for at in range(0, len(digest), PART))


def counts_said(run: SourceRun) -> str:
    """All counts of a run in one line."""
    told = {
        "added": say_number(run.added),
        "changed": say_number(run.changed),
        "same": say_number(run.unchanged),
        "rejected": say_number(run.rejected),
    }
    said = _("%(added)s baru, %(changed)s berubah, %(same)s tetap, %(rejected)s ditolak.") % told
    if names := len(run.shown.get("unknown", ())):
        unknown = ngettext(
            "%(n)s indikator belum dikenal.", "%(n)s indikator belum dikenal.", names
        )
        said = f"{said} {unknown % {'n': say_number(names)}}"
    return said


def late_said(run: SourceRun) -> str:
    """That figures of a year that is over change."""
    late = run.shown.get("late", 0)
    if not late:
        return ""
    said = ngettext(
        "%(n)s angka mengubah tahun yang sudah lewat.",
        "%(n)s angka mengubah tahun yang sudah lewat.",
        late,
    )
    return said % {"n": say_number(late)}


def first_table(shown: Mapping[str, Any]) -> Table:
    """First figures, each as it was understood."""
    columns = [
        Column(_("Baris"), kind="num"),
        Column(_("Indikator"), kind="row"),
        Column(_("Data per"), nowrap=True),
        Column(_("Angka"), kind="num"),
        Column(_("Akibat")),
    ]
    rows = [_first_row(one) for one in shown.get("first", ())]
    return Table(columns, rows, _("Baris pertama seperti yang dipahami"))


def _first_row(one: Mapping[str, Any]) -> Row:
    url = reverse("measurement:card-detail", args=[one["card"]])
    value = f"{say_number(Decimal(one['value']))} {one['unit']}".strip()
    words = {NEW: ("turn", _("Baru")), CHANGED: ("wait", _("Berubah"))}
    state, word = words.get(one["what"], ("none", _("Tetap")))
    before = _("semula %s") % say_number(Decimal(one["before"])) if one["what"] == CHANGED else ""
    return Row(
        [
            say_number(one["line"]),
            Cell(one["name"], url=url, sub=one["code"]),
            say_day(date.fromisoformat(one["as_of"])),
            value,
            Cell(word, tag=state, sub=before),
        ]
    )


def rejected_rows(shown: Mapping[str, Any]) -> Table:
    """First rejected rows, with the reason."""
    rows = [
        Rejected(line, " · ".join(text for text in cells if text)[:120], reason)
        for line, reason, cells, *_sheet in shown.get("rejected", ())[:REJECTED_SHOWN]
    ]
    return rejected_table(rows, _("Baris yang ditolak"))


def unknown_table(shown: Mapping[str, Any]) -> Table:
    """Names of which no card is known."""
    columns = [
        Column(_("Nama di sumber"), kind="row"),
        Column(_("Satuan")),
        Column(_("Angka"), kind="num"),
    ]
    rows = [
        Row([one["said"], one["measure"], say_number(one["count"])])
        for one in shown.get("unknown", ())[:UNKNOWN_SHOWN]
    ]
    return Table(columns, rows, _("Indikator yang belum dikenal"))
