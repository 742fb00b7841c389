"""One's own evaluations over the years, as a table."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.people.models import recall_names
from pamong.performance.evaluation.wording import (
    tag_of,
)
from pamong.performance.models import (
    Evaluation,
)
from pamong.performance.periods import say_period
from pamong.performance.rules import PREDICATES, label_of, pack_named
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table


def own_table(evaluations: Sequence[Evaluation]) -> Table:
    """A person's evaluations over the years, newest first."""
    recall_names(one.plan.unit for one in evaluations)
    return Table(
        columns=[
            Column(_("Periode"), kind="row"),
            Column(_("Predikat")),
            Column(_("Status"), kind="tag"),
            Column(_("Penilai")),
        ],
        rows=[_own_row(evaluation) for evaluation in evaluations],
        caption=_("Hasil penilaian menurut periode"),
    )


def _own_row(evaluation: Evaluation) -> Row:
    plan, pack = evaluation.plan, pack_named(evaluation.pack)
    shape, word = tag_of(evaluation)
    note = f"{plan.post_name}, {evaluation.unit_name}"
    if evaluation.replaced_by_id:
        shape, word = "none", _("Diganti versi baru")
    name: SafeString | str = say_period(plan.year, evaluation.period)
    return Row(
        cells=[
            Cell(
                f"{name[:1].upper()}{name[1:]}",
                url=reverse("performance:evaluation-detail", args=[evaluation.uuid]),
                sub=note,
            ),
            label_of(pack, PREDICATES, evaluation.predicate),
            Cell(word, tag=shape, sub=say_day_full(evaluation.status_on)),
            evaluation.rater.full_name if evaluation.rater else "",
        ]
    )
