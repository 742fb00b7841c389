"""The first two stages in tables: what people did, then what was given and what that can tell."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from pamong.measurement.attainment import low_bound
from pamong.performance.calibration.figures import (
    ABOVE,
    LEAVING,
    NEW,
    ON_LEAVE,
    PART_TIME,
    Among,
    Departure,
    departures_of,
    figures_in,
    groups_among,
    predicates_given,
)
from pamong.performance.calibration.queries import (
    PeerLine,
    Shown,
    level_of_session,
    raters_of,
    shown_of,
)
from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.evaluation.presentation import distribution_context
from pamong.performance.evaluation.sheet import Piece
from pamong.performance.evaluation.standing import Work
from pamong.performance.evaluation.wording import short_labels
from pamong.performance.models import Calibration, Feedback
from pamong.performance.plan.aims import aim_parts
from pamong.performance.rules import label_of, pack_named
from pamong.policy.pack import Pack
from pamong.stats.suppression import FLOOR
from pamong.ui.components import Meter
from pamong.ui.dates import say_day
from pamong.ui.markup import esc, link, safe
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import LONG, Cell, Column, Row, Table

RATINGS, PREDICATES = "rating", "predicate"
PIECES = 5  # of evidence that are named; the others are counted
PERCENT = 100
GROUP_WORDS = {
    NEW: gettext_lazy("Baru bekerja atau baru di jabatan itu"),
    LEAVING: gettext_lazy("Berhenti atau pindah"),
    PART_TIME: gettext_lazy("Paruh waktu"),
    ON_LEAVE: gettext_lazy("Cuti panjang"),
}


def evidence_context(calibration: Calibration, peers: Sequence[PeerLine]) -> dict[str, Any]:
    """What each person did, without a word of how it was rated."""
    when = (calibration.year, calibration.period)
    shown = shown_of([peer.line for peer in peers], when)
    return {"people": [_person(peer, shown[peer.line.plan_id]) for peer in peers]}


def _person(peer: PeerLine, shown: Shown) -> dict[str, Any]:
    line, work = peer.line, shown.work
    counts = [
        ngettext("%(n)s hasil kerja", "%(n)s hasil kerja", len(work.content.results))
        % {"n": len(work.content.results)},
        ngettext("%(n)s bukti", "%(n)s bukti", len(shown.evidence)) % {"n": len(shown.evidence)},
        ngettext("%(n)s umpan balik", "%(n)s umpan balik", len(shown.words))
        % {"n": len(shown.words)},
    ]
    return {
        "name": line.name,
        "place": f"{line.post}, {line.unit}",
        "summary": _("Baca bukti: %(counts)s") % {"counts": ", ".join(counts)},
        "table": work_table(work, line.name, pack_named(line.pack)),
        "evidence": evidence_said(shown.evidence),
        "words": [_("%(side)s: %(text)s") % _word(word) for word in shown.words],
    }


def _word(word: Any) -> dict[str, str]:
    sides = dict(Feedback.Side.choices)
    return {"side": str(sides.get(word.side, word.side)), "text": word.text}


def work_table(work: Work, name: str, pack: Pack) -> Table:
    """Each result with its indicators, targets and actuals."""
    low = low_bound(pack)
    rows: list[Row] = []
    for number, result in enumerate(work.content.results, start=1):
        rows.append(Row(cells=[f"{number}. {result.text}"], group=True))
        for line in result.indicators:
            part = work.parts[line.pk]
            aim, span = aim_parts(line, part)
            actual = ""
            if part.actual is not None:
                actual = with_unit(say_number(part.actual), line.unit)
            since = _("per %s") % say_day(part.as_of) if part.as_of else ""
            read = Cell(actual or _("belum ada"), sub=since)
            rows.append(
                Row(cells=[line.name, Cell(aim, sub=span), read, Meter(part.uncapped, low)])
            )
    return Table(
        columns=[
            Column(_("Indikator"), kind="row"),
            Column(_("Target"), kind="num"),
            Column(_("Realisasi"), kind="num"),
            Column(_("Capaian"), kind="meter"),
        ],
        rows=rows,
        caption=_("Hasil kerja %(name)s") % {"name": name},
    )


def evidence_said(pieces: Sequence[Piece]) -> list[SafeString]:
    """The newest pieces as links with their days, and how many more there are."""
    said = [
        safe(f"{link(_address(piece), piece.title)} ({esc(say_day(piece.dated_on))})")
        for piece in pieces[:PIECES]
    ]
    if rest := len(pieces) - len(said):
        more = ngettext("dan %(n)s bukti lain", "dan %(n)s bukti lain", rest)
        said.append(safe(esc(more % {"n": rest})))
    return said


def _address(piece: Piece) -> str:
    return piece.link or reverse("performance:evidence-file", args=[piece.uuid])


def figures_context(
    calibration: Calibration, peers: Sequence[PeerLine], pack: Pack
) -> dict[str, Any]:
    """What was given beside what the rules suggest; the distribution; and what cannot be told."""
    figures = figures_in(calibration)
    level = level_of_session(calibration)
    code = level.level if level else ""
    given = distribution_of(pack, code, predicates_given(figures), total=len(figures))
    names = {row.rater.uuid: row.rater.full_name for row in raters_of(calibration)}
    return {
        "ratings": suggested_table(peers, names, pack),
        "groups": groups_table(groups_among(figures, pack)),
        "departures": departures_table(departures_of(figures, pack)),
        "floor": FLOOR,
        **distribution_context(given, pack, code),
    }


def suggested_table(peers: Sequence[PeerLine], names: dict[Any, str], pack: Pack) -> Table:
    """The suggestion beside the rating given, one row a person by name."""
    short = dict(short_labels(pack, RATINGS))
    none = _("tanpa saran")
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Penilai")),
            Column(_("Saran hasil kerja")),
            Column(_("Rating hasil kerja")),
            Column(_("Perilaku")),
            Column(_("Predikat"), stays=True),
        ],
        rows=[
            Row(
                cells=[
                    Cell(peer.line.name, sub=f"{peer.line.post}, {peer.line.unit}"),
                    names.get(peer.line.rater_uuid, "–"),
                    *_beside(peer.line, short, none),
                    short.get(peer.line.behaviour_rating, ""),
                    label_of(pack, PREDICATES, peer.line.predicate),
                ],
                short=len(peers) > LONG,
            )
            for peer in peers
        ],
        caption=_("Saran dan rating menurut nama"),
    )


def _beside(line: Any, short: dict[str, str], none: str) -> tuple[Cell, Cell]:
    """What was suggested and what was given; both are read at once where they differ."""
    departs = bool(line.results_rating) and line.results_rating != line.results_suggested
    suggested = Cell(short.get(line.results_suggested, none), stays=departs)
    return suggested, Cell(short.get(line.results_rating, ""), stays=departs)


def groups_table(found: Iterable[Among]) -> Table:
    """Who, among the low cells, had less than a whole period or less than whole hours."""
    rows = []
    for one in found:
        said = _("terlalu sedikit untuk disimpulkan")
        if one.low is not None:
            said = _("%(low)s dari %(count)s") % {"low": one.low, "count": one.count}
        elif not one.count:
            said = _("tidak ada")
        whole = _("%(low)s dari %(total)s") % {"low": one.all_low, "total": one.total}
        rows.append(Row(cells=[str(GROUP_WORDS[one.group]), str(one.count), said, whole]))
    return Table(
        columns=[
            Column(_("Kelompok"), kind="row"),
            Column(pgettext("several", "Pegawai"), kind="num"),
            Column(_("Di sel rendah")),
            Column(_("Seluruh sesi")),
        ],
        rows=rows,
        caption=_("Sel rendah menurut kelompok"),
    )


def departures_table(found: Iterable[Departure]) -> Table:
    """How often each rater leaves the suggestion, beside the others, with its uncertainty."""
    rows = [
        Row(
            cells=[
                one.name,
                _("di atas saran") if one.direction == ABOVE else _("di bawah saran"),
                _("%(n)s dari %(of)s") % {"n": one.own[0], "of": one.own[1]},
                _("%(n)s dari %(of)s") % {"n": one.others[0], "of": one.others[1]},
                gap_said(one),
            ]
        )
        for one in found
    ]
    return Table(
        columns=[
            Column(_("Penilai"), kind="row"),
            Column(_("Arah")),
            Column(_("Penilai ini"), kind="num"),
            Column(_("Penilai lain"), kind="num"),
            Column(_("Beda")),
        ],
        rows=rows,
        caption=_("Beda dari saran menurut penilai"),
    )


def gap_said(one: Departure) -> str:
    """The interval of the difference in points of percent, or that nothing can be told."""
    if one.gap is None:
        return _("terlalu sedikit untuk disimpulkan")
    low, high = (round(edge * PERCENT) for edge in one.gap)
    if not one.differs:
        return _("tidak dapat dibedakan (%(low)s sampai %(high)s poin)") % {
            "low": low,
            "high": high,
        }
    return _("berbeda %(low)s sampai %(high)s poin") % {"low": low, "high": high}
