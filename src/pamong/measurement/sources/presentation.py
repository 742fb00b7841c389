"""Sources and runs as tables, facts and sentences for their pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.measurement.figure_files.reasons import reason_said
from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.connectors.pushed import PushedConnector
from pamong.measurement.sources.mapping import Brings, Mark, mapping_of
from pamong.measurement.sources.planning import CHANGED, NEW
from pamong.measurement.sources.protocol import Connector
from pamong.measurement.sources.queries import replaced_by, taking_place_of
from pamong.measurement.sources.questions import kept_said
from pamong.measurement.sources.registry import connector_of
from pamong.people.left_out import Rejected, rejected_table
from pamong.people.models import Intake
from pamong.ui.dates import say_day, say_instant
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import Cell, Column, Row, Table

Status = Intake.Status
SHOWN, PART = 10, 16  # rows of a list on the page of a run
TAGS = {
    Status.SHOWN: "wait",
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
        return "wait", _("Menunggu diperiksa")
    if not source.mapping:
        return "wait", _("Belum diatur")
    return "agreed", _("Siap")


def source_facts(source: Source, address: str = "") -> list[tuple[Any, Any]]:
    """What is known of a source, with the address to which another application sends; never a secret."""
    connector = connector_of(source)
    facts: list[tuple[Any, Any]] = [(_("Jenis"), connector.label)]
    facts += [
        (field.label, dict(getattr(field, "choices", ())).get(value, value))
        for name, field in connector.fields().items()
        if name not in connector.secrets and (value := source.settings.get(name))
    ]
    if connector.secrets:
        facts.append((_("Rahasia"), _("tersimpan") if source.secret else _lacking(connector)))
    if connector.code == PushedConnector.code:
        facts.append((_("Alamat"), address))
        facts.append((_("Rahasia"), _("tersimpan") if source.secret else _("belum dibuat")))
    facts.append((_("Penanggung jawab"), source.owner.full_name if source.owner else "–"))
    if connector.is_asked:
        facts.append((_("Diambil"), source.get_schedule_display()))
        if source.answered_at:
            facts.append((_("Terakhir menjawab"), say_instant(source.answered_at)))
        if source.next_at:
            facts.append((_("Diambil lagi"), say_instant(source.next_at)))
    return facts


def _lacking(connector: Connector) -> str:
    """What stands for a secret that is not there: one that is not needed is not asked for."""
    fields = connector.fields()
    is_needed = any(fields[name].required for name in connector.secrets)
    return _("belum diisi") if is_needed else _("tidak ada")


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
        (_("Tahun ke-1"), str(told.first_year or "")),
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
    """The person, the application that sent it, or the calendar."""
    if run.user:
        return run.user.ledger_name
    is_pushed = run.source.kind == PushedConnector.code
    return _("Dikirim aplikasi") if is_pushed else _("Jadwal")


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
        *_replacing(run),
    ]


def _replacing(run: SourceRun) -> list[tuple[Any, Any]]:
    """Which run of the same table, that waited as well, this one took the place of, or which one its own."""
    told = [(_("Digantikan oleh"), one) for one in taking_place_of(run)]
    told += [(_("Menggantikan"), one) for one in replaced_by(run)]
    return [
        (name, _("pengambilan %(time)s") % {"time": say_instant(one.started_at)})
        for name, one in told
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


def waiting_said(shown: Mapping[str, Any]) -> str:
    """That figures wait for their cards."""
    count = sum(one["count"] for one in shown.get("unknown", ()))
    if not count:
        return ""
    said = ngettext(
        "%(n)s angka menunggu kartunya: pilih atau buat kartunya di bawah.",
        "%(n)s angka menunggu kartunya: pilih atau buat kartunya di bawah.",
        count,
    )
    return said % {"n": say_number(count)}


def notes_said(shown: Mapping[str, Any]) -> list[str]:
    """What is told of how the file was read; of several sheets with the sheet."""
    kept = shown.get("notes", ())
    is_one = len({sheet for sheet, _reason in kept}) == 1
    told = [(sheet, reason_said(reason)) for sheet, reason in kept]
    return [said if is_one else f"{sheet}: {said}" for sheet, said in told]


def first_table(shown: Mapping[str, Any]) -> Table:
    """First figures, each as it was understood."""
    columns = [
        Column(_("Baris"), kind="num"),
        Column(_("Indikator"), kind="row"),
        Column(_("Data per"), nowrap=True, wide=True),
        Column(_("Angka"), kind="num", stays=True),
        Column(_("Akibat")),
    ]
    rows = [_first_row(one) for one in shown.get("first", ())]
    return Table(columns, rows, _("Baris pertama seperti yang dipahami"))


def _first_row(one: Mapping[str, Any]) -> Row:
    url = reverse("measurement:card-detail", args=[one["card"]])
    value = with_unit(say_number(Decimal(one["value"])), one["unit"])
    words = {NEW: ("proposed", _("Baru")), CHANGED: ("wait", _("Berubah"))}
    state, word = words.get(one["what"], ("none", _("Tetap")))
    day = say_day(date.fromisoformat(one["as_of"]))
    before = _("semula %s") % say_number(Decimal(one["before"])) if one["what"] == CHANGED else ""
    return Row(
        [
            say_number(one["line"]),
            Cell(one["name"], url=url, sub=_card_said(one), card=day),
            day,
            value,
            Cell(word, tag=state, sub=before),
        ],
        short=True,
    )


def _card_said(one: Mapping[str, Any]) -> str:
    """Its code, and whose it is where the source says so: cards of several units may bear one name."""
    return " · ".join(filter(None, (one["code"], one.get("office"))))


def rejected_rows(kept: Sequence[Any]) -> Table:
    """Rejected rows, with the reason."""
    rows = [
        Rejected(line, " · ".join(text for text in cells if text)[:120], reason_said(reason))
        for line, reason, cells, *_sheet in kept
    ]
    return rejected_table(rows, _("Baris yang ditolak"))


def asked_table(kept: Sequence[Any]) -> Table:
    """Questions that the file raises by itself."""
    columns = [Column(_("Baris"), kind="num", wide=True), Column(_("Pertanyaan"), kind="row")]
    rows = []
    for one in kept:
        line, cells = say_number(one[0]), " · ".join(filter(None, one[2]))
        on_card = _("Baris %(line)s") % {"line": line}
        rows.append(Row([line, Cell(kept_said(one), sub=cells, card=on_card)]))
    return Table(columns, rows, _("Pertanyaan tentang isi berkas"))


def unknown_table(kept: Sequence[Any]) -> Table:
    """Names of which no card is known."""
    columns = [
        Column(_("Nama di sumber"), kind="row"),
        Column(_("Satuan"), wide=True),
        Column(_("Angka"), kind="num", wide=True),
    ]
    rows = []
    for one in kept:
        count = say_number(one["count"])
        told = ngettext("%(n)s angka", "%(n)s angka", one["count"]) % {"n": count}
        card = " · ".join(filter(None, [one["measure"], told]))
        rows.append(Row([Cell(one["said"], card=card), one["measure"], count]))
    return Table(columns, rows, _("Indikator yang belum dikenal"))


def part_of(
    run: SourceRun, name: str, at: int, show: Callable[[Sequence[Any]], Table]
) -> dict[str, Any]:
    """Rows of a list from a place on, and the addresses of the next and the first; what a run showed stays as it was."""
    kept = run.shown.get(name, ())
    at = min(at, max(0, len(kept) - 1)) // SHOWN * SHOWN
    more = f"?{name}={at + SHOWN}#{name}" if at + SHOWN < len(kept) else ""
    first = f"?{name}=0#{name}" if at else ""
    return {name: show(kept[at : at + SHOWN]), f"more_{name}": more, f"first_{name}": first}
