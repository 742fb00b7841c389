"""Samples as tables, facts and sentences."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.measurement.cards.presentation import came_from
from pamong.measurement.models import Evidence, Reading
from pamong.performance.evidence.links import link_said
from pamong.performance.evidence.presentation import address_of, kind_said
from pamong.performance.models import AuditSample, SampleItem, SampleStratum, UnitLevel
from pamong.performance.periods import say_period
from pamong.performance.rules import ORGANISATION, label_of, pack_on
from pamong.performance.sampled import Verdict, rate_said
from pamong.performance.sampling.queries import FILE, LINK, Line, whole_rate
from pamong.ui.dates import say_day, say_day_full, say_instant
from pamong.ui.numbers import say_number, say_percent, with_unit
from pamong.ui.tables import Cell, Column, Row, Table

FEW = 5  # more rows fold on a phone
SHAPES = {"": "none", Verdict.RIGHT: "agreed", Verdict.WRONG: "late", Verdict.UNCLEAR: "wait"}


def sample_table(samples: Sequence[AuditSample]) -> Table:
    """Samples, the newest first."""
    columns = [
        Column(_("Contoh"), kind="row"),
        Column(_("Periode")),
        Column(_("Diambil"), nowrap=True),
        Column(_("Status"), kind="tag"),
    ]
    rows = [
        Row(
            [
                Cell(
                    str(one.get_population_display()),
                    url=reverse("performance:sample-detail", args=[one.uuid]),
                ),
                say_period(one.year, one.period),
                say_day(one.drawn_on),
                status_cell(one),
            ]
        )
        for one in samples
    ]
    return Table(columns, rows, _("Contoh pemeriksaan"))


def status_cell(sample: AuditSample) -> Cell:
    """Running, or closed on a day."""
    if sample.closed_on:
        return Cell(_("Ditutup"), tag="agreed", sub=say_day(sample.closed_on))
    return Cell(_("Berjalan"), tag="running")


def sample_facts(sample: AuditSample) -> list[tuple[Any, ...]]:
    """What was drawn, how, and why: enough to draw it again."""
    facts: list[tuple[Any, ...]] = [
        (_("Periode"), say_period(sample.year, sample.period)),
        (_("Dikelompokkan menurut"), str(sample.get_by_display())),
        (_("Banyaknya yang diminta"), say_number(sample.size)),
        (_("Kunci acak"), sample.seed, _seed_said(sample)),
        (_("Tujuan pemeriksaan"), sample.purpose),
        (_("Diambil"), say_day_full(sample.drawn_on)),
    ]
    if sample.margin:
        facts.insert(3, (_("Ketelitian"), f"± {say_percent(sample.margin, 1)}"))
    if sample.closed_on:
        facts.append((_("Ditutup"), say_day_full(sample.closed_on)))
    return facts


def _seed_said(sample: AuditSample) -> str:
    """Who chose the seed: whoever types one may have tried several."""
    same = _("Kunci yang sama mengambil contoh yang sama.")
    if sample.seed_typed is None:
        return same
    by = _("Ditulis oleh auditor.") if sample.seed_typed else _("Dibuat oleh Pamong.")
    return f"{by} {same}"


def result_said(lines: Sequence[Line]) -> str:
    """The estimate of the whole in a sentence."""
    rate = whole_rate(list(lines))
    if rate is None:
        return _("Belum ada yang dinilai.")
    told = {"n": say_number(rate.n), "all": say_number(rate.population), "rate": rate_said(rate)}
    unclear = sum(line.counts[Verdict.UNCLEAR] for line in lines)
    said = _("Perkiraan kesalahan: %(rate)s, dari %(n)s yang dinilai di antara %(all)s.") % told
    if not unclear:
        return said
    more = _("%(n)s tidak dapat dinilai dan tidak ikut dihitung.") % {"n": say_number(unclear)}
    return f"{said} {more}"


def levels_of(sample: AuditSample, lines: Sequence[Line]) -> dict[int, str]:
    """How the offices of the strata did in the period, as it was set."""
    units = [line.stratum.unit_id for line in lines if line.stratum.unit_id]
    rows = UnitLevel.objects.filter(unit__in=units, year=sample.year, period=sample.period)
    pack = pack_on(sample.drawn_on, local=sample.agency.local_packs)
    return {one.unit_id: label_of(pack, ORGANISATION, one.level) for one in rows}


def stratum_table(sample: AuditSample, lines: Sequence[Line]) -> Table:
    """Each stratum with its estimated error rate, beside what the office was said to have reached."""
    levels = levels_of(sample, lines)
    columns = [
        Column(_("Kelompok"), kind="row"),
        Column(_("Jumlah"), kind="num"),
        Column(_("Diambil"), kind="num"),
        Column(_("Salah"), kind="num"),
        Column(_("Tidak dapat dinilai"), kind="num"),
        Column(_("Perkiraan kesalahan"), kind="num", stays=True),
    ]
    by_unit = sample.by == AuditSample.By.UNIT
    if by_unit:
        columns.append(Column(_("Capaian organisasi")))
    rows = [
        Row(
            [
                stratum_said(line.stratum),
                *(say_number(line.stratum.size), say_number(line.drawn)),
                *(say_number(line.counts[one]) for one in (Verdict.WRONG, Verdict.UNCLEAR)),
                rate_said(line.rate),
                *([levels.get(line.stratum.unit_id or 0, "–")] if by_unit else []),
            ],
            short=len(lines) > FEW,
        )
        for line in lines
    ]
    return Table(columns, rows, _("Perkiraan kesalahan menurut kelompok"))


def stratum_said(stratum: SampleStratum) -> str:
    """The office, or the kind in words."""
    if stratum.unit:
        return stratum.unit.name
    words = {FILE: _("Berkas"), LINK: _("Tautan")}
    if stratum.key in words:
        return words[stratum.key]
    return str(Reading.Confidence(stratum.key).label)


def item_table(
    items: Sequence[SampleItem], pieces: Mapping[UUID, Evidence | Reading], *, is_open: bool
) -> Table:
    """The drawn pieces with their verdicts."""
    columns = [
        Column(_("Yang terpilih"), kind="row"),
        Column(_("Pegawai")),
        Column(_("Kelompok")),
        Column(_("Penilaian"), kind="tag"),
    ]
    rows = [
        Row(
            [
                Cell(
                    piece_said(pieces.get(one.subject_uuid)),
                    url=reverse("performance:sample-judge", args=[one.uuid]) if is_open else "",
                ),
                one.employee.full_name if one.employee else "–",
                stratum_said(one.stratum),
                verdict_cell(one),
            ]
        )
        for one in items
    ]
    return Table(columns, rows, _("Yang terpilih"))


def verdict_cell(item: SampleItem) -> Cell:
    """What was found, with its reason."""
    text = str(Verdict(item.verdict).label) if item.verdict else _("Belum dinilai")
    return Cell(text, tag=SHAPES[item.verdict], sub=item.reason)


def piece_said(piece: Evidence | Reading | None) -> str:
    """A piece in a line; what is gone by now says so."""
    if piece is None:
        return _("Sudah dihapus")
    if isinstance(piece, Evidence):
        return piece.title or _("Isi sudah dihapus menurut retensi")
    return f"{piece.indicator.name}: {with_unit(say_number(piece.value), piece.indicator.unit)}"


def piece_facts(item: SampleItem, piece: Evidence | Reading | None) -> list[tuple[Any, ...]]:
    """What is known of a drawn piece, for whoever judges it."""
    owner = item.employee.full_name if item.employee else "–"
    facts: list[tuple[Any, ...]] = [
        (_("Pegawai"), owner),
        (_("Kelompok"), stratum_said(item.stratum)),
    ]
    if isinstance(piece, Evidence):
        facts += [
            (_("Tanggal bukti"), say_day_full(piece.dated_on)),
            (
                *(_("Jenis"), "–" if piece.purged_on else kind_said(piece)),
                link_said(piece) if piece.link else "",
            ),
            (_("Status bukti"), str(Evidence.Look(piece.looked).label)),
        ]
    elif piece:
        facts += [
            (_("Realisasi"), with_unit(say_number(piece.value), piece.indicator.unit)),
            (_("Data per"), say_day_full(piece.as_of)),
            (_("Dari mana"), came_from(piece), say_instant(piece.entered_at)),
            (_("Kendala"), piece.obstacle),
        ]
    return facts


def piece_url(piece: Evidence | Reading | None) -> str:
    """Where one reads it."""
    return address_of(piece) if isinstance(piece, Evidence) else ""
