"""Plans that a move closed, as values for the component tags."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.evaluation.listing import answer_said
from pamong.performance.evaluation.queries import Levels, WorkLine, seat_of
from pamong.performance.evaluation.wording import ratings_said, tag_for
from pamong.performance.models import Evaluation
from pamong.performance.periods import say_period
from pamong.performance.rules import ORGANISATION, PREDICATES, label_of, pack_named
from pamong.ui.dates import say_days
from pamong.ui.pasting import Paste
from pamong.ui.tables import Cell, Column, Row, Table


def closing_context(lines: Sequence[WorkLine]) -> dict[str, Any]:
    """Everybody whose plan ended in the running part of the year, those who wait first."""
    waiting = [line for line in lines if not line.is_final]
    unopened = [line for line in waiting if not line.is_rated]
    ordered = [*waiting, *(line for line in lines if line.is_final)]
    return {
        "lines": ordered,
        "unrated": len(unopened),
        "open_text": ngettext(
            "Mulai menilai %(n)s pegawai", "Mulai menilai %(n)s pegawai", len(unopened)
        )
        % {"n": len(unopened)},
        "table": closing_table(ordered),
        "told": closing_told(len(waiting)),
    }


def closing_table(lines: Sequence[WorkLine]) -> Table:
    """The person, the plan that ended, the predicate, and what is to be done."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("SKP yang ditutup"), nowrap=True),
            Column(_("Predikat")),
            Column(_("Status"), kind="tag"),
            Column(_("Tindakan"), kind="actions"),
        ],
        rows=[_row(line) for line in lines],
        caption=_("Pegawai yang pindah dan SKP jabatan lamanya"),
    )


def _row(line: WorkLine) -> Row:
    shape, word = tag_for(line.status, is_rated=line.is_rated)
    return Row(
        cells=[
            Cell(line.name, sub=f"{line.post}, {line.unit}"),
            say_days(line.starts_on, line.ends_on),
            label_of(pack_named(line.pack), PREDICATES, line.predicate),
            Cell(word, tag=shape, sub=answer_said(line)),
            _next(line),
        ]
    )


def _next(line: WorkLine) -> Cell | str:
    """What the rater does now; before the first press nothing is open yet."""
    if line.evaluation_uuid is None:
        return ""
    if line.is_final:
        name, text = "performance:evaluation-detail", _("Buka")
    elif line.is_rated:
        name, text = "performance:evaluation-close", _("Tetapkan predikat penutup")
    else:
        name, text = "performance:evaluation-rate", _("Nilai")
    return Cell(text, url=reverse(name, args=[line.evaluation_uuid]))


def close_context(evaluation: Evaluation, levels: Levels) -> dict[str, Any]:
    """What is about to be set for one person."""
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    level = levels.for_rating(seat_of(plan))
    label = label_of(pack, ORGANISATION, evaluation.unit_level)
    of_level = say_period(level.year, level.period) if level else ""
    both = ratings_said(pack, evaluation.results_rating, evaluation.behaviour_rating)
    return {
        "evaluation": evaluation,
        "plan": plan,
        "period": say_period(plan.year, evaluation.period),
        "facts": [
            (_("Jabatan"), plan.post_name, plan.unit_name),
            (_("SKP yang ditutup"), say_days(plan.starts_on, plan.ends_on)),
            (_("Capaian organisasi"), label or _("belum ditetapkan"), of_level),
            (_("Predikat"), label_of(pack, PREDICATES, evaluation.predicate) or "–", both),
        ],
    }


def closing_told(waiting: int) -> Paste:
    """Plans that a move closed and that wait for a rating."""
    told = []
    if waiting:
        words = ngettext(
            "%(n)d SKP yang ditutup karena mutasi menunggu dinilai",
            "%(n)d SKP yang ditutup karena mutasi menunggu dinilai",
            waiting,
        )
        told.append(words % {"n": waiting})
    return Paste(_("Penilaian penutup"), told, reverse("performance:closing-list"))
