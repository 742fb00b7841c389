"""The page of one evaluation, as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.measurement.attainment import Attainment, low_bound
from pamong.performance.evaluation.actions import correction_for, level_sentence
from pamong.performance.evaluation.distribution import Bar, Distribution
from pamong.performance.evaluation.early import is_early
from pamong.performance.evaluation.forms import RATINGS, VALUES, RatingForm
from pamong.performance.evaluation.queries import distribution_in, next_to_rate, place_of
from pamong.performance.evaluation.remarks import note_traces, words_said
from pamong.performance.evaluation.sheet import Piece, Sheet, notes_of
from pamong.performance.evaluation.suggestion import predicate_of
from pamong.performance.evaluation.wording import (
    counts_said,
    matrix_sentence,
    open_clauses,
    ratings_said,
    reasons_for,
    short_labels,
    tag_of,
)
from pamong.performance.holding import holding_of, rating_held_said
from pamong.performance.looked import looks_said
from pamong.performance.models import Evaluation, Window
from pamong.performance.periods import period_days, say_period
from pamong.performance.plan.aims import aim_parts
from pamong.performance.plan.content import IndicatorLine
from pamong.performance.progress.figures import figure_said
from pamong.performance.rules import ORGANISATION, choices, label_of
from pamong.performance.windows.queries import CLOSED, OPEN, WindowState, window_state
from pamong.policy.evaluate import Outcome
from pamong.policy.pack import Pack
from pamong.ui.components import Meter, Step
from pamong.ui.dates import say_day, say_day_full, say_day_long
from pamong.ui.figures import Quad, Share
from pamong.ui.inline import judged
from pamong.ui.markup import esc, link, safe, sub
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table

PREDICATES, MATRIX = "predicate", "predicate_matrix"


def rate_context(sheet: Sheet, form: RatingForm, day: date) -> dict[str, Any]:
    """Everything on the leader's page."""
    evaluation, plan, pack = sheet.evaluation, sheet.evaluation.plan, sheet.pack
    window = window_for(evaluation, day)
    following = next_to_rate(sheet.lines, evaluation)
    place = place_of(sheet.lines, evaluation)
    period = say_period(plan.year, evaluation.period)
    address = reverse("performance:evaluation-list")
    query = f"?year={plan.year}&period={evaluation.period}"
    return {
        "evaluation": evaluation,
        "plan": plan,
        "period": period,
        "crumbs": [
            (_("Penilaian"), address),
            (f"{period[:1].upper()}{period[1:]}", address + query),
        ],
        "blocked": blocked_by(sheet, window, day),
        "until": say_day_long(window.closes_on) if window.closes_on else "",
        "tag": tag_of(evaluation),
        "steps": steps_of(sheet, window),
        "form": form,
        "place": place,
        "count": len(sheet.lines),
        "following": following,
        "results": results_table(sheet, form),
        "attainment_why": attainment_why(sheet),
        "evidence_count": sum(len(pieces) for pieces in sheet.evidence.values()),
        "suggested": sheet.suggestion.rating,
        "why_title": why_title(sheet),
        "why": reasons_for(pack, sheet.suggestion),
        "values": value_rows(sheet, form),
        "is_alone": sheet.is_alone,
        "notes": note_traces(pack, notes_of(evaluation)),
        **judged_context(sheet, form),
        **distribution_context(distribution_in(sheet.lines, sheet.levels, sheet.seat, pack), pack),
    }


def window_for(evaluation: Evaluation, day: date) -> WindowState:
    """The days of this rating: those of the correction, or of the period's window."""
    plan = evaluation.plan
    granted = correction_for(evaluation, day)
    if granted is None and is_early(plan, evaluation.period, day):
        return WindowState(OPEN, _("SKP ini sudah ditutup, jadi dapat dinilai sekarang."))
    if granted:
        is_open = granted.until is None or granted.until >= day
        said = _("Koreksi ini terbuka sampai %(day)s.") % {
            "day": say_day_full(granted.until) if granted.until else "–"
        }
        return WindowState(OPEN if is_open else CLOSED, said, closes_on=granted.until)
    when, paths = (plan.year, evaluation.period), [plan.unit.path]
    return window_state(plan.agency, Window.Stage.EVALUATION, *when, day, paths)


def blocked_by(sheet: Sheet, window: WindowState, day: date) -> str:
    """Why nothing can be saved now, and who can change that; empty when it can."""
    if not window.is_open:
        return window.sentence
    if held := rating_held_said(holding_of([sheet.evaluation.pk], day)):
        return held
    return "" if sheet.level else level_sentence(sheet.evaluation.plan, day)


def judged_context(sheet: Sheet, form: RatingForm) -> dict[str, Any]:
    """What changes while the leader chooses: the predicate and the counts."""
    pack = sheet.pack
    results, behaviour = form.chosen("results_rating"), form.chosen("behaviour_rating")
    values = [form.chosen(f"v-{code}") for code in pack.scales[VALUES].codes]
    rows = [form.chosen(f"r{result.pk}") for result in sheet.content.results]
    outcome = chosen_outcome(pack, results, behaviour)
    predicate = label_of(pack, PREDICATES, outcome.value["predicate"]) if outcome else ""
    now = _("Predikat: %(predicate)s.") % {"predicate": predicate}
    now = now if predicate else _("Predikat muncul setelah kedua rating dipilih.")
    after = _("Pegawai melihatnya setelah Anda menetapkan predikat seluruh pegawai.")
    if sheet.is_alone:
        after = _("Pegawai melihatnya setelah Anda menetapkan predikat penutupnya.")
    return {
        "predicate": predicate or _("Belum ada"),
        "predicate_below": ratings_said(pack, results, behaviour),
        "matrix": matrix_of(pack, results, behaviour),
        "matrix_note": _("Baris: rating hasil kerja. Kolom: rating perilaku."),
        "predicate_why": predicate_why(pack, results, behaviour, outcome),
        "now_said": now,
        "sticky": safe(f'<b id="predikat-kini">{esc(now)}</b> {esc(after)}'),
        "rows_said": _("Penilaian Anda: %(counts)s.")
        % {"counts": counts_said(pack, RATINGS, rows)},
        "values_said": _("Penilaian Anda: %(counts)s.")
        % {"counts": counts_said(pack, RATINGS, values)},
    }


def chosen_outcome(pack: Pack, results: str, behaviour: str) -> Outcome | None:
    """What the matrix gives for the pair; nothing while a rating is missing."""
    known = pack.scales[RATINGS].codes
    if results not in known or behaviour not in known:
        return None
    return predicate_of(pack, results, behaviour)


def predicate_why(
    pack: Pack, results: str, behaviour: str, outcome: Outcome | None
) -> Explained | None:
    """The place in the matrix and its clause; nothing while a rating is missing."""
    predicate = label_of(pack, PREDICATES, outcome.value["predicate"]) if outcome else ""
    if not outcome or not predicate:
        return None
    said = matrix_sentence(pack, results, behaviour, predicate)
    reason = Reason(said, outcome.because[-1].citation)
    return Explained((reason,), open_clauses(outcome.unconfirmed))


def attainment_why(sheet: Sheet) -> Explained:
    """Each indicator's figure with what went into it, in the order of the table."""
    found: list[Reason] = []
    marks: list[str] = []
    for line in sheet.content.indicators:
        part = sheet.parts[line.pk]
        if part.uncapped is None:
            reason = part.reason or _("belum ada")
            found.append(Reason(f"{line.name}: {reason}"))
            continue
        said = f"{line.name}: {figure_said(line, part)}."
        because = part.outcome.because if part.outcome else ()
        found.append(Reason(said, because[-1].citation if because else ""))
        marks += part.outcome.unconfirmed if part.outcome else ()
    if any(part.month for part in sheet.parts.values()):
        said = _(
            "Target bulan diusulkan Pamong: kenaikan ke target triwulan dibagi rata tiap bulan."
        )
        found.append(Reason(said))
    return Explained(tuple(found), open_clauses(marks))


def matrix_of(pack: Pack, results: str, behaviour: str) -> Quad:
    """The whole matrix of the pack, highest row first, with the pair that is chosen."""
    columns = short_labels(pack, RATINGS)
    rows = list(reversed(columns))
    table = pack.tables[MATRIX]
    codes = [code for code, _label in columns]
    here = None
    if results in codes and behaviour in codes:
        here = (len(codes) - 1 - codes.index(results), codes.index(behaviour))
    cells = [
        (
            name,
            [
                label_of(pack, PREDICATES, table.cell((row, column), "predicate"))
                for column in codes
            ],
        )
        for row, name in rows
    ]
    caption = _("Matriks predikat: baris hasil kerja, kolom perilaku")
    return Quad([name for _code, name in columns], cells, caption, here)


def distribution_context(
    distribution: Distribution, pack: Pack, set_level: str = ""
) -> dict[str, Any]:
    """The counts beside the pattern, and why a limit is what it is.

    A level that is set says so also where nobody is counted, who would ask for the pattern.
    """
    level = label_of(pack, ORGANISATION, distribution.level or set_level)
    named = {"rated": distribution.rated, "total": distribution.total}
    rated = _("%(rated)s dari %(total)s pegawai sudah dinilai.") % named
    if not distribution.total:
        rated = _("Predikat pegawai yang dihitung di sini belum ditetapkan.")
    head = (
        _("Capaian organisasi: %(level)s.") % {"level": level}
        if level
        else _("Capaian organisasi belum ditetapkan.")
    )
    pattern = pack.patterns["distribution_pattern"]
    marks = [f"{pattern.name}.rounds"] if pattern.rounding_unconfirmed else []
    why = Explained(
        tuple(Reason(said, pattern.citation) for said in distribution.sentences),
        open_clauses(marks),
    )
    bars = [_share(bar) for bar in distribution.bars]
    return {
        "distribution": bars,
        "distribution_total": distribution.total,
        "distribution_lead": f"{head} {rated}",
        "distribution_why": why if distribution.sentences else None,
    }


def _share(bar: Bar) -> Share:
    """One predicate; a pattern speaks of a predicate at most once."""
    mark = bar.marks[0] if bar.marks else None
    return Share(bar.label, bar.count, mark.people if mark else None, mark.sentence if mark else "")


def steps_of(sheet: Sheet, window: WindowState) -> list[Step]:
    """The way of an evaluation, with where it stands."""
    evaluation, level = sheet.evaluation, sheet.level
    days = [part.as_of for part in sheet.parts.values() if part.as_of]
    unread = sum(part.as_of is None for part in sheet.parts.values())
    missing = ngettext("%(n)s indikator belum", "%(n)s indikator belum", unread) % {"n": unread}
    read = missing if unread else say_day(max(days)) if days else ""
    said = ""
    if level:
        label = label_of(sheet.pack, ORGANISATION, level.level)
        said = f"{label}, {say_day(level.set_on)}"
        if level.period != evaluation.period:
            said = f"{label}, {say_period(level.year, level.period)}"
    until = _("Batas %(day)s") % {"day": say_day(window.closes_on)} if window.closes_on else ""
    names = [
        (_("Realisasi diisi"), read),
        (_("Capaian organisasi"), said or _("Belum ditetapkan")),
        (_("Dinilai"), until),
        (
            _("Predikat ditetapkan"),
            _set_said(evaluation, 0 if sheet.is_alone else len(sheet.lines)),
        ),
        (
            _("Diterima pegawai"),
            say_day_full(evaluation.acknowledged_on) if evaluation.acknowledged_on else "",
        ),
    ]
    here = _reached(evaluation, has_level=level is not None)
    return [
        Step(text, note, "done" if place < here else "current" if place == here else "todo")
        for place, (text, note) in enumerate(names)
    ]


def _set_said(evaluation: Evaluation, count: int) -> str:
    if evaluation.is_final:
        return say_day_full(evaluation.status_on)
    if not count:
        return ""
    return ngettext("Setelah %(n)s pegawai dinilai", "Setelah %(n)s pegawai dinilai", count) % {
        "n": count
    }


def _reached(evaluation: Evaluation, *, has_level: bool) -> int:
    if evaluation.status == Evaluation.Status.ACKNOWLEDGED:
        return 5
    if evaluation.is_final:
        return 4
    if not has_level:
        return 1
    return 3 if evaluation.is_complete else 2


def results_table(sheet: Sheet, form: RatingForm) -> Table:
    """Each result with its indicators, evidence, and the leader's judgement below."""
    low = low_bound(sheet.pack)
    rows: list[Row] = []
    for number, result in enumerate(sheet.content.results, start=1):
        rows.append(Row(cells=[f"{number}. {result.text}{from_team(result.team)}"], group=True))
        for place, line in enumerate(result.indicators):
            pieces = sheet.evidence.get(result.pk, []) if place == 0 else []
            rows.append(_indicator_row(sheet, line, pieces, low))
        choice, word = form.result_pair(result.pk)
        label = _("Penilaian hasil kerja %(n)s") % {"n": number}
        said = words_said(sheet.words.get(result.pk, ()), sheet.pack)
        judgement = judged(choice, word, label, _("Umpan balik"), hint=said)
        rows.append(Row(cells=[Cell(html=judgement)], joined=True))
    return Table(
        columns=[
            Column(_("Indikator dan bukti"), kind="row"),
            Column(_("Target"), kind="num"),
            Column(_("Realisasi"), kind="num"),
            Column(_("Capaian"), kind="meter"),
        ],
        rows=rows,
        caption=_("Hasil kerja dengan target, realisasi dan capaian"),
    )


def from_team(name: str) -> str:
    """That the work was given by a team across units."""
    return _(" (dari %(team)s)") % {"team": name} if name else ""


def _indicator_row(sheet: Sheet, line: IndicatorLine, pieces: Sequence[Piece], low: Any) -> Row:
    part = sheet.parts[line.pk]
    ended = period_days(sheet.evaluation.plan.year, sheet.evaluation.period)[1]
    actual = with_unit(say_number(part.actual), line.unit) if part.actual is not None else ""
    beside = part.reason if part.uncapped is None else ""
    notes = "".join(sub(note) for note in (evidence_said(pieces, ended), beside) if note)
    name = Cell(html=safe(f"{esc(line.name)}{notes}"))
    aim = _aim_cell(line, part)
    since = _("per %s") % say_day(part.as_of) if part.as_of else ""
    read = Cell(actual or _("belum ada"), sub=since)
    return Row(cells=[name, aim, read, Meter(part.uncapped, low)])


def _aim_cell(line: IndicatorLine, part: Attainment) -> Cell:
    aim, span = aim_parts(line, part)
    return Cell(aim, sub=span)


def evidence_said(pieces: Sequence[Piece], ended: date) -> SafeString | str:
    """The first piece as a link, and how many more there are; those of the period come first.

    A paper written later may show what was reached before, so it counts, and the day is said.
    """
    if not pieces:
        return ""
    first, *rest = sorted(pieces, key=lambda piece: piece.dated_on > ended)
    url = first.link or reverse("performance:evidence-file", args=[first.uuid])
    said: list[str] = [link(url, first.title)]
    if first.dated_on > ended:
        said.append(esc(_("(%(day)s, sesudah periode)") % {"day": say_day(first.dated_on)}))
    if rest:
        more = ngettext("dan %(n)s bukti lain", "dan %(n)s bukti lain", len(rest))
        said.append(esc(more % {"n": len(rest)}))
    later = sum(piece.dated_on > ended for piece in rest)
    if later:
        said.append(esc(_("(%(n)s sesudah periode)") % {"n": later}))
    said.append(esc(f"({looks_said([piece.looked for piece in pieces])})"))
    return safe(" ".join(said))


def value_rows(sheet: Sheet, form: RatingForm) -> SafeString:
    """The seven values, each with the leader's judgement and word."""
    return safe(
        "".join(
            judged(
                *form.value_pair(code),
                label,
                _("Umpan balik"),
                panel=True,
                hint=words_said(sheet.words.get(code, ()), sheet.pack),
            )
            for code, label in choices(sheet.pack, VALUES)
        )
    )


def why_title(sheet: Sheet) -> str:
    """The question over the reasons."""
    rating = sheet.suggestion.rating
    if not rating:
        return _("Mengapa tidak ada saran?")
    return _("Mengapa disarankan %(rating)s?") % {"rating": label_of(sheet.pack, RATINGS, rating)}
