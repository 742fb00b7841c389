"""The screen on which many are rated, as values for the component tags."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.measurement.attainment import low_bound
from pamong.performance.evaluation.distribution import Distribution
from pamong.performance.evaluation.listing import address_of, pack_for, unread_said
from pamong.performance.evaluation.presentation import distribution_context
from pamong.performance.evaluation.queries import WorkLine
from pamong.performance.evaluation.standing import Work
from pamong.performance.evaluation.suggestion import STATES
from pamong.performance.evaluation.wording import counts_said, short_labels
from pamong.performance.periods import say_period
from pamong.performance.ratings.forms import ACCEPT, RatingsForm
from pamong.performance.ratings.queries import Board, patterns_of
from pamong.performance.rules import RATINGS, label_of
from pamong.performance.windows.queries import WindowState
from pamong.policy.pack import Pack
from pamong.ui.components import Meter
from pamong.ui.forms_html import choices
from pamong.ui.markup import esc, hidden, link, safe, sub
from pamong.ui.tables import LONG, Cell, Column, Row, Table


def board_context(
    board: Board, form: RatingsForm, window: WindowState, *, all_picked: bool
) -> dict[str, Any]:
    """The whole screen: suggestions and choices, and beside them the pattern."""
    year, period = board.when
    said = say_period(year, period)
    return {
        "year": year,
        "code": period,
        "period": said,
        "crumbs": [(_("Penilaian"), address_of(board.when))],
        "window": window,
        "rows": board.rows,
        "form": form,
        "table": board_table(board, form, all_picked=all_picked),
        "accepts": any(
            _may_accept(line, board.works[line.plan_id]) and not line.results_rating
            for line in board.rows
        ),
        "picked": all_picked,
        "pick_url": f"?{urlencode({'all': '1'})}",
        "draft_key": f"ratings-{year}-{period}",
        "hidden": safe("".join(str(form.seen(line.evaluation_id)) for line in board.rows)),
        **patterns_context(board, form),
    }


def patterns_context(board: Board, form: RatingsForm) -> dict[str, Any]:
    """What changes while the leader chooses: the distribution by unit."""
    pack = pack_for(board.when, board.local)
    patterns = patterns_of(board, form.chosen())
    sums = "; ".join(counts_given(one.distribution) for one in patterns)
    return {
        "patterns": [
            distribution_context(one.distribution, pack)
            | {"mark": one.level.unit.name if one.level else ""}
            for one in patterns
        ],
        "sums": sums,
        "sticky": safe(f'<span id="hitungan-predikat">{esc(sums)}</span>'),
    }


def board_table(board: Board, form: RatingsForm, *, all_picked: bool) -> Table:
    """One row a person; a pick only where there is a suggestion that is not given yet."""
    pack = pack_for(board.when, board.local)
    picked = set(form.accepted)
    if all_picked:
        picked = {line.evaluation_id for line in board.rows if not line.results_rating}
    return Table(
        columns=[
            Column(_("Terima saran"), kind="pick", name=ACCEPT),
            Column(_("Pegawai"), kind="row"),
            Column(_("Capaian"), kind="meter"),
            Column(_("Saran hasil kerja"), stays=True),
            Column(_("Perilaku"), nowrap=True),
        ],
        rows=[_row(line, board, form, pack, picked) for line in board.rows],
        caption=_("Pegawai yang belum ditetapkan predikatnya"),
    )


def _place(line: WorkLine, *, told: bool) -> str:
    """Where the person works; and that a team's leader has said something, to be read on the own page."""
    place = f"{line.post}, {line.unit}"
    return place + _(". Ada masukan ketua tim.") if told else place


def _row(line: WorkLine, board: Board, form: RatingsForm, pack: Pack, picked: set[int]) -> Row:
    work, told = board.works[line.plan_id], board.told
    url = reverse("performance:evaluation-rate", args=[line.evaluation_uuid])
    may = _may_accept(line, work)
    label = _("Rating perilaku %(name)s") % {"name": line.name}
    segment = choices(form.behaviour(line.evaluation_id), small=True, label=safe(hidden(label)))
    return Row(
        cells=[
            Cell(f"{line.evaluation_uuid}:{work.suggestion.rating}") if may else "",
            Cell(line.name, url=url, sub=_place(line, told=line.plan_id in told)),
            Cell(meter=Meter(work.mean, low_bound(pack)), sub=unread_said(work)),
            Cell(html=suggestion_said(line, work, pack, url)),
            Cell(html=segment),
        ],
        picked=may and line.evaluation_id in picked,
        short=len(board.rows) > LONG and line.is_rated and not may and not form.is_bound,
    )


def _may_accept(line: WorkLine, work: Work) -> bool:
    """Not where the leader departed from a suggestion: the reason for that stands on the person's own page."""
    is_own = line.results_rating not in {"", line.results_suggested}
    return (
        bool(work.suggestion.rating)
        and not is_own
        and line.results_rating != work.suggestion.rating
    )


def suggestion_said(line: WorkLine, work: Work, pack: Pack, url: str) -> SafeString:
    """The suggestion with the count behind it, what was given so far, or why there is none."""
    short = dict(short_labels(pack, RATINGS))
    suggested = work.suggestion.rating
    below = _("mengikuti capaian organisasi")
    if not work.suggestion.level:
        below = counts_said(pack, STATES, [state for state in work.suggestion.states if state])
    if not suggested:
        none, way = _("Tanpa saran"), link(url, _("Nilai di halamannya"))
        return safe(f"{esc(none)}{sub(below)}{sub(way)}")
    if line.results_rating == suggested:
        accepted = _("Sudah diterima")
        return safe(f"{esc(short[suggested])}{sub(accepted)}")
    given = ""
    if line.results_rating:
        rating = label_of(pack, RATINGS, line.results_rating).lower()
        given = sub(_("Anda memberi %(rating)s, dengan alasan") % {"rating": rating})
    return safe(f"{esc(short[suggested])}{sub(below)}{given}")


def counts_given(distribution: Distribution) -> str:
    """`Sangat Baik 5, Baik 18 (pola: paling banyak 37)`; labels without people and pattern left out."""
    said = [
        f"{bar.label} {bar.count}" + (f" ({bar.marks[0].sentence})" if bar.marks else "")
        for bar in distribution.bars
        if bar.count or bar.marks
    ]
    return ", ".join(said)
