"""The list of the people whom one rates in a period, as values for the component tags."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.evaluation.queries import When, WorkLine, levels_for
from pamong.performance.evaluation.wording import RATINGS, tag_for
from pamong.performance.levels.presentation import period_tabs
from pamong.performance.levels.queries import heads_of
from pamong.performance.rules import label_of, pack_on
from pamong.performance.windows.queries import WindowState, quarter_days, say_period
from pamong.policy.pack import Pack
from pamong.ui.tables import Cell, Column, Row, Table

PREDICATES = "predicate"


def list_context(
    lines: Sequence[WorkLine], when: When, window: WindowState, day: date
) -> dict[str, Any]:
    """The whole page: how far it is and the one next thing to do."""
    pack = pack_on(quarter_days(*when)[0])
    unopened = [line for line in lines if not line.evaluation_id]
    unrated = [line for line in lines if not line.is_rated and not line.is_final]
    settable = settable_groups(lines)
    waiting = settable[0] if settable else []
    blocked = blocked_units(lines, when, day)
    return {
        "when": when,
        "year": when[0],
        "code": when[1],
        "period": say_period(*when),
        "tabs": period_tabs(reverse("performance:evaluation-list"), *when),
        "window": window,
        "blocked": blocked,
        "lines": lines,
        "rated": len(lines) - len(unrated),
        "unopened": len(unopened),
        "open_text": ngettext(
            "Mulai menilai %(n)s pegawai", "Mulai menilai %(n)s pegawai", len(unrated)
        )
        % {"n": len(unrated)},
        "following": next((line for line in unrated if line.evaluation_id), None),
        "to_set": str(waiting[0].rater_uuid) if waiting else "",
        "set_text": ngettext(
            "Tetapkan predikat %(n)s pegawai", "Tetapkan predikat %(n)s pegawai", len(waiting)
        )
        % {"n": len(waiting)},
        "table": work_table(lines, pack),
    }


def settable_groups(lines: Sequence[WorkLine]) -> list[list[WorkLine]]:
    """The people of each rater whose predicates wait to be set, when all of them are rated."""
    by_rater: dict[UUID, list[WorkLine]] = defaultdict(list)
    for line in lines:
        by_rater[line.rater_uuid].append(line)
    whole = [own for own in by_rater.values() if all(line.is_rated for line in own)]
    waiting = ([line for line in own if not line.is_final] for own in whole)
    return [own for own in waiting if own]


def blocked_units(lines: Sequence[WorkLine], when: When, day: date) -> list[tuple[str, str]]:
    """Units whose level is not set yet, with who sets it; their people cannot be rated."""
    levels = levels_for((line.seat for line in lines), when)
    missing = {
        line.seat.unit_id: line.unit for line in lines if levels.for_rating(line.seat) is None
    }
    heads = heads_of(missing, day) if missing else {}
    found = []
    for key, name in missing.items():
        head = heads.get(key)
        setter = head.rater.full_name if head and head.rater else _("pimpinan instansi")
        found.append((name, setter))
    return found


def work_table(lines: Sequence[WorkLine], pack: Pack) -> Table:
    """Everybody with both ratings and the predicate that follows from them."""
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Keadaan"), kind="tag"),
            Column(_("Hasil kerja")),
            Column(_("Perilaku")),
            Column(_("Predikat")),
        ],
        rows=[_row(line, pack) for line in lines],
        caption=_("Pegawai yang Anda nilai"),
    )


def _row(line: WorkLine, pack: Pack) -> Row:
    url = ""
    if line.evaluation_uuid:
        name = "performance:evaluation-detail" if line.is_final else "performance:evaluation-rate"
        url = reverse(name, args=[line.evaluation_uuid])
    shape, word = tag_for(line.status, is_rated=line.is_rated)
    note = _("Koreksi") if line.number > 1 and not line.is_final else ""
    return Row(
        cells=[
            Cell(line.name, url=url, sub=f"{line.post}, {line.unit}"),
            Cell(word, tag=shape, sub=note),
            label_of(pack, RATINGS, line.results_rating),
            label_of(pack, RATINGS, line.behaviour_rating),
            label_of(pack, PREDICATES, line.predicate),
        ]
    )
