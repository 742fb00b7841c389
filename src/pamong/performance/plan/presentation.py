"""What the pages of plans show, as plain values for the component tags."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.models import Plan, TargetRevision
from pamong.performance.plan.aims import stages_said, target_said
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine, content_of
from pamong.performance.plan.copying import Source
from pamong.performance.plan.moved_quarters import quarter_facts
from pamong.performance.plan.queries import TeamPlanRow
from pamong.performance.plan.seen import mark_of_seen
from pamong.performance.plan.wording import tag_of
from pamong.performance.rules import label_of, scale
from pamong.policy.pack import Pack
from pamong.ui.components import Tab
from pamong.ui.dates import say_day
from pamong.ui.fields import ChoiceLabel
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import Cell, Column, Row, Table


def results_table(
    plan: Plan, results: Sequence[ResultLine], pack: Pack, *, editable: bool
) -> Table:
    """A plan's results with their indicators, in the columns of its form."""
    uses = "perspective" if plan.form == Plan.Form.LEADER else "aspect"
    rows: list[Row] = []
    for number, result in enumerate(results, start=1):
        link = (
            reverse("performance:result-change", args=[plan.uuid, result.uuid]) if editable else ""
        )
        rows.append(
            Row(
                cells=[Cell(f"{number}. {result.text}", url=link, sub=_from(plan, result))],
                group=True,
            )
        )
        rows += [
            Row(
                cells=[
                    label_of(pack, uses, getattr(line, uses)),
                    Cell(line.name, sub=stages_said(line, is_agreed=plan.is_in_force)),
                    target_said(line),
                    line.source or "–",
                ]
            )
            for line in result.indicators
        ]
    return Table(
        columns=[
            Column(_("Perspektif") if uses == "perspective" else _("Aspek")),
            Column(_("Indikator kinerja individu"), kind="row"),
            Column(_("Target"), kind="num"),
            Column(_("Sumber data")),
        ],
        rows=rows,
    )


def _from(plan: Plan, result: ResultLine) -> str:
    """Whom it serves, and whether it was taken along from an earlier plan."""
    carried = _("Dibawa dari SKP sebelumnya") if result.is_carried else ""
    return " · ".join(filter(None, [_served(plan, result), carried]))


def _served(plan: Plan, result: ResultLine) -> str:
    if result.assigned_by:
        return _("Penugasan dari: %(who)s") % {"who": result.assigned_by}
    if plan.form == Plan.Form.LEADER:
        return ""
    if result.serves_text and result.team:
        told = {"text": result.serves_text, "team": result.team}
        return _("Dari tim kerja %(team)s, RHK ketua tim: %(text)s") % told
    if result.serves_text:
        return _("RHK pimpinan yang diintervensi: %(text)s") % {"text": result.serves_text}
    if result.kind == "utama":
        return _("Belum ditautkan ke RHK pimpinan")
    return ""


def behaviour_facts(content: PlanContent, pack: Pack) -> list[tuple[str, str]]:
    """Each value with what the leader expects beside the fixed guides."""
    values = scale(pack, "behaviour_value").codes
    written = [code for code in values if content.expectations.get(code)]
    head = _("%(n)s nilai BerAKHLAK.") % {"n": len(values)}
    if not written:
        return [(_("Perilaku kerja"), f"{head} " + _("Belum ada ekspektasi khusus pimpinan."))]
    names = ", ".join(label_of(pack, "behaviour_value", code) for code in written)
    told = _("Ekspektasi khusus pimpinan diisi pada: %(names)s.") % {"names": names}
    return [(_("Perilaku kerja"), f"{head} {told}")]


def annex_facts(content: PlanContent, pack: Pack) -> list[tuple[str, str]]:
    """The three annexes; an empty one says so."""
    return [
        (
            label_of(pack, "annex", code),
            "; ".join(content.annexes.get(code, ())) or _("belum diisi"),
        )
        for code in scale(pack, "annex").codes
    ]


def tag_cell(status: str, sub: str = "") -> Cell:
    """A plan's state as a cell."""
    shape, word = tag_of(status)
    return Cell(word, tag=shape, sub=sub)


def team_context(
    rows: Sequence[TeamPlanRow], year: int, years: Sequence[int], status: str
) -> dict[str, Any]:
    """Subordinates' plans with a tab for each state and picks where one can agree."""
    counts = Counter(row.status for row in rows)
    shown = [row for row in rows if not status or row.status == status]
    waiting = [row for row in shown if row.waits]
    address = reverse("performance:plan-subordinates")
    tabs = [Tab(_("Semua"), f"{address}?year={year}", len(rows), not status)]
    tabs += [
        Tab(
            str(state.label),
            f"{address}?year={year}&status={state}",
            counts[state],
            status == state,
        )
        for state in Plan.Status
        if counts[state]
    ]
    return {
        "year": year,
        "years": [(f"SKP {y}", f"{address}?year={y}") for y in years if y != year],
        "tabs": tabs,
        "rows": shown,
        "waiting": len(waiting),
        "table": _team_table(shown),
    }


def _team_table(rows: Sequence[TeamPlanRow]) -> Table:
    return Table(
        columns=[
            Column(_("Pilih"), kind="pick", name="plan"),
            Column(_("Pegawai"), kind="row"),
            Column(_("Status"), kind="tag"),
            Column(_("Isi")),
            Column(_("Sejak")),
        ],
        rows=[
            Row(
                cells=[
                    mark_of_seen(row.uuid, row.version) if row.waits else "",
                    Cell(
                        row.name,
                        url=reverse("performance:plan-detail", args=[row.uuid]),
                        sub=row.position,
                    ),
                    tag_cell(row.status),
                    _("%(results)d hasil kerja, %(indicators)d indikator")
                    % {"results": row.results, "indicators": row.indicators},
                    say_day(row.status_on),
                ]
            )
            for row in rows
        ],
    )


def copy_tables(plan: Plan, sources: Sequence[Source]) -> list[tuple[str, Table]]:
    """What may be copied, by where it comes from."""
    own = [s for s in sources if s.owner_id == plan.employee_id]
    others = [s for s in sources if s.owner_id != plan.employee_id]
    near = [s for s in others if s.unit_id == plan.unit_id]
    groups = [
        (_("SKP Anda sebelumnya"), own),
        (_("Rekan sejabatan di unit Anda"), near),
        (_("Pustaka jabatan: %s") % plan.position.name, [s for s in others if s not in near]),
    ]
    return [(title, _copy_table(rows, is_own=rows is own)) for title, rows in groups if rows]


def _copy_table(sources: Sequence[Source], *, is_own: bool) -> Table:
    return Table(
        columns=[
            Column(_("Pilih"), kind="pick", name="result"),
            Column(_("Rencana hasil kerja"), kind="row"),
            Column(_("Indikator"), kind="num"),
            Column(_("Dari")),
        ],
        rows=[
            Row(
                cells=[
                    source.uuid,
                    source.text,
                    str(source.indicators),
                    Cell(f"{source.owner}, {source.year}", sub=_shared(source, is_own=is_own)),
                ]
            )
            for source in sources
        ],
    )


def _shared(source: Source, *, is_own: bool) -> str:
    if is_own or source.people == 1:
        return ""
    text = ngettext("dipakai %(n)d pegawai", "dipakai %(n)d pegawai", source.people)
    return text % {"n": source.people}


def revision_lines(plan: Plan) -> list[IndicatorLine]:
    """The indicators whose target may be changed."""
    lines = [line for result in content_of(plan).results for line in result.indicators]
    return [line for line in lines if line.target is not None]


def revision_rows(lines: Sequence[IndicatorLine]) -> list[tuple[str, ChoiceLabel]]:
    """The same to choose from, each with the target that holds."""
    return [
        (line.uuid, ChoiceLabel(line.name, _("Target sekarang: %s") % target_said(line)))
        for line in lines
    ]


def revision_facts(revision: TargetRevision) -> list[tuple[str, str]]:
    """A request to change a target, as the rater reads it."""
    unit = revision.plan_indicator.indicator.unit
    old = "–" if revision.old_value is None else with_unit(say_number(revision.old_value), unit)
    return [
        (_("Indikator"), revision.plan_indicator.indicator.name),
        (_("Target sekarang"), old),
        (_("Target yang diminta"), with_unit(say_number(revision.new_value), unit)),
        *quarter_facts(revision),
        (_("Alasan"), revision.reason),
    ]
