"""The two tables of an evaluation: results with what was attained, behaviour with what was said."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pamong.measurement.attainment import Attainment
from pamong.performance.evaluation.suggestion import until_of
from pamong.performance.models import Evaluation, Feedback
from pamong.performance.papers.contents.judged import (
    Behind,
    Given,
    Proof,
    Spoken,
    reading_then,
    said_in,
)
from pamong.performance.papers.contents.persons import NONE
from pamong.performance.papers.contents.skp import CLASSES, COLUMNS, LETTERS, VALUES, form_columns
from pamong.performance.plan.aims import aim_parts, target_said
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine
from pamong.performance.progress.queries import attained, span_in
from pamong.performance.rules import choices, label_of, pack_named, scale
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_number, say_percent, with_unit

MORE, RATINGS = "evaluation_column", "rating"
UNREAD = "belum ada"
PROOFS_NAMED = 3
Columns = list[list[str]]
Cell = str | dict[str, Any]


def result_columns(pack: Pack, evaluation: Evaluation) -> Columns:
    """Those of the plan's form, and what an evaluation adds to them."""
    own = [[name, label_of(pack, COLUMNS, name)] for name in form_columns(pack, evaluation.plan)]
    return own + ([[*row] for row in choices(pack, MORE)] if MORE in pack.scales else [])


def result_rows(evaluation: Evaluation, read: Behind) -> list[dict[str, Any]]:
    """Main and additional results, a line for each indicator; what a result has once spans its lines."""
    pack, content = pack_named(evaluation.pack), read.contents[evaluation.pk]
    names = [name for name, _label in result_columns(pack, evaluation)]
    parts = _attained(evaluation, content, read)
    rows: list[dict[str, Any]] = []
    kinds = (content.main, content.additional)
    for letter, code, results in zip(LETTERS, scale(pack, CLASSES).codes, kinds, strict=True):
        if results:
            rows.append({"group": f"{letter}. {label_of(pack, CLASSES, code)}"})
        for number, result in enumerate(results, start=1):
            once = _told_once(evaluation, result, number, read)
            rows += _lines(names, once, result, parts, pack)
    return rows


def _lines(
    names: Sequence[str],
    once: Mapping[str, Cell],
    result: ResultLine,
    parts: Mapping[int, Attainment],
    pack: Pack,
) -> Iterable[dict[str, Any]]:
    lines = result.indicators or (None,)
    for place, line in enumerate(lines):
        told = _measured(line, parts.get(line.pk), pack) if line else {}
        cells = []
        for name in names:
            if name not in once:
                cells.append(told.get(name, NONE))
            elif place == 0:
                cells.append(_spanning(once[name], len(lines)))
        yield {"cells": cells}


def _spanning(cell: Cell, high: int) -> Cell:
    if high == 1:
        return cell
    told = {"text": cell} if isinstance(cell, str) else cell
    return told | {"span": high}


def _told_once(
    evaluation: Evaluation, result: ResultLine, number: int, read: Behind
) -> dict[str, Cell]:
    by = f"Penugasan dari: {result.assigned_by}. " if result.assigned_by else ""
    proofs = proofs_said(read.proofs.get(result.uuid, ()), evaluation, read)
    given = read.results.get((evaluation.pk, result.uuid))
    return {
        "no": str(number),
        "rhk": {"text": result.text, "sub": f"{by}{proofs}"},
        "rhk_pimpinan": result.serves_text or NONE,
        "umpan_balik": words_cell(evaluation, result.uuid, given, read),
    }


def _measured(line: IndicatorLine, part: Attainment | None, pack: Pack) -> dict[str, Cell]:
    target = target_said(line)
    aim, until = aim_parts(line, part) if part else (target, "")
    own = f"{aim} {until}" if until else ""
    return {
        "iki": line.name,
        "target": {"text": target, "sub": own},
        "ukuran_keberhasilan": {"text": line.name, "sub": f"{target}. {own}".strip(" .")},
        "aspek": label_of(pack, "aspect", line.aspect) or NONE,
        "perspektif": label_of(pack, "perspective", line.perspective) or NONE,
        "realisasi": _actual(line, part),
    }


def _actual(line: IndicatorLine, part: Attainment | None) -> Cell:
    if part is None or part.actual is None or part.as_of is None:
        return {"text": UNREAD, "sub": part.reason if part and part.last_on else ""}
    said = f"per {say_day_full(part.as_of)}"
    if part.uncapped is not None:
        said += f", capaian {say_percent(part.uncapped, 1)}"
    elif part.reason:
        said += f". {part.reason}"
    return {"text": with_unit(say_number(part.actual), line.unit), "sub": said}


def _attained(evaluation: Evaluation, content: PlanContent, read: Behind) -> dict[int, Attainment]:
    """Each indicator's figure by the end of the period, from the readings that were known then."""
    plan, until = evaluation.plan, until_of(evaluation.plan, evaluation.period)
    kept, found = _counted(evaluation, content), {}
    for line in content.indicators:
        standing = reading_then(
            read.readings.get(line.uuid, ()),
            until=until,
            set_on=read.set_on[evaluation.pk],
            was_counted=kept.get(line.pk),
        )
        if standing:
            found[line.indicator_id] = standing
    span = span_in(evaluation.period, plan.starts_on, plan.ends_on, until)
    return attained(content.indicators, found, pack_named(plan.pack), span, trace=False)


def _counted(evaluation: Evaluation, content: PlanContent) -> dict[int, bool]:
    """Whether the rating counted a figure of each indicator, where what it counted was kept."""
    kept = evaluation.inputs.get("rows") or []
    if len(kept) != len(content.results):
        return {}
    return {
        line.pk: figure is not None
        for result, row in zip(content.results, kept, strict=True)
        for line, figure in zip(result.indicators, row["attainments"], strict=False)
    }


def proofs_said(proofs: Iterable[Proof], evaluation: Evaluation, read: Behind) -> str:
    """`Bukti dukung: Laporan; Foto; dan 2 lainnya`, as they stood when the predicate was set."""
    on = read.set_on[evaluation.pk]
    titles = [
        one.title
        for one in proofs
        if one.dated_on <= on and (one.withdrawn_on is None or one.withdrawn_on > on)
    ]
    if not titles:
        return f"Bukti dukung: {UNREAD}"
    more = len(titles) - PROOFS_NAMED
    named = "; ".join(titles[:PROOFS_NAMED])
    return f"Bukti dukung: {named}" + (f"; dan {more} lainnya" if more > 0 else "")


def words_cell(evaluation: Evaluation, about: str, given: Given | None, read: Behind) -> str:
    """The rater's judgement and word, then what others said in the period, each with its giver."""
    pack, period = pack_named(evaluation.pack), evaluation.period
    leader = str(Feedback.Side.LEADER.label)
    said = []
    if given and given.rating:
        said.append(f"Penilaian {leader.lower()}: {label_of(pack, RATINGS, given.rating)}")
    if given and given.feedback:
        said.append(f"{leader}: {given.feedback}")
    words = read.words.get((evaluation.plan_id, about), ())
    said += [word_said(one, evaluation) for one in said_in(words, evaluation.plan.year, period)]
    inputs = read.inputs.get((evaluation.plan_id, period, about), ())
    said += [word_said(one, evaluation) for one in inputs]
    return "\n".join(said) or NONE


def word_said(word: Spoken, evaluation: Evaluation) -> str:
    """A word with who gave it: the rater by the side, another leader by name, a colleague unnamed."""
    side = str(Feedback.Side(word.side).label)
    is_rater = word.side == Feedback.Side.LEADER and word.by_id == evaluation.rater_id
    if is_rater or word.side == Feedback.Side.PEER:
        return f"{side}: {word.text}"
    named = ", ".join(filter(None, (word.by, word.team)))
    return f"{side} ({named}): {word.text}"


def behaviour_columns(pack: Pack) -> Columns:
    """Number, value, what was expected, what was said."""
    feedback = label_of(pack, MORE, "umpan_balik") if MORE in pack.scales else "Umpan balik"
    number = label_of(pack, COLUMNS, "no")
    return [
        ["no", number],
        ["value", "Perilaku kerja"],
        ["expected", "Ekspektasi khusus pimpinan"],
        ["umpan_balik", feedback],
    ]


def behaviour_rows(evaluation: Evaluation, read: Behind) -> list[dict[str, Any]]:
    """Each value with its fixed guides."""
    pack, content = pack_named(evaluation.pack), read.contents[evaluation.pk]
    rows = []
    for number, term in enumerate(scale(pack, VALUES).terms, start=1):
        given = read.values.get((evaluation.pk, term.code))
        value = {
            "text": label_of(pack, VALUES, term.code),
            "items": list(term.details.get("guides", ())),
        }
        expected = content.expectations.get(term.code, "") or NONE
        words = words_cell(evaluation, term.code, given, read)
        rows.append({"cells": [str(number), value, expected, words]})
    return rows
