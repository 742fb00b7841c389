"""What the pages of plans show, as plain values for the component tags."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.measurement.attainment import Attainment, aimed
from pamong.measurement.models import Indicator, Pace
from pamong.measurement.pace import BY_QUARTER, QUARTERS, ROMAN
from pamong.people.leave.kinds import kind_label
from pamong.performance.models import Plan, TargetRevision
from pamong.performance.papers.permissions import can_issue_plan_paper
from pamong.performance.plan import permissions
from pamong.performance.plan.beside import advice_on, roles_for, unmet_for
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine, content_of
from pamong.performance.plan.copying import Source
from pamong.performance.plan.moved_quarters import quarter_facts
from pamong.performance.plan.part_time import hours_facts
from pamong.performance.plan.place import place_of
from pamong.performance.plan.queries import TeamPlanRow, asked_revisions, trace_of
from pamong.performance.plan.return_forms import AnswerForm
from pamong.performance.plan.rules import summary_of
from pamong.performance.plan.seen import mark_of_seen
from pamong.performance.plan.turn import gap_tasks
from pamong.performance.plan.wording import steps_of, tag_of, trace_lines
from pamong.performance.rules import label_of, pack_named, scale
from pamong.performance.timeline.presentation import part_said
from pamong.policy.pack import Pack
from pamong.ui.components import Tab, Task
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.fields import ChoiceLabel
from pamong.ui.filters import nip
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def target_said(line: IndicatorLine) -> str:
    """A target as people write it: `≤ 40 menit`, `92%`, a range, a date or a sentence."""
    if line.band_low is not None and line.band_high is not None:
        text = f"{say_number(line.band_low)}–{say_number(line.band_high)}"
        return with_unit(text, line.unit)
    if line.target is not None:
        sign = "≤ " if line.direction == "less" else ""
        return with_unit(f"{sign}{say_number(line.target)}", line.unit)
    if line.target_text:
        return line.target_text
    return say_day_full(line.due_on) if line.due_on else "–"


def stages_said(line: IndicatorLine, *, is_agreed: bool = False) -> str:
    """The quarters' targets below the year's: `Target triwulan I 6 · II 12 · III 18 (usulan)`.

    What was agreed is no proposal any more.
    """
    if line.target is None or line.direction not in BY_QUARTER:
        return ""
    stages = [(ROMAN[n], aimed(line, n)) for n in QUARTERS[:-1]]
    known = [(number, value) for number, value in stages if value is not None]
    if not known:
        return _("Tanpa target triwulan")
    if all(value == line.target for _number, value in known):
        said = _("Target tiap triwulan sama")
    else:
        told = " · ".join(f"{number} {say_number(value)}" for number, value in known)
        said = _("Target triwulan %s") % told
    return _("%s (usulan)") % said if line.pace == Pace.PROPOSED and not is_agreed else said


def aim_said(line: IndicatorLine, part: Attainment) -> str:
    """The target that a figure was held against, named where it is a quarter's or a month's."""
    return " ".join(filter(None, aim_parts(line, part)))


def aim_parts(line: IndicatorLine, part: Attainment) -> tuple[str, str]:
    """The same in two: the target, and the quarter or month up to which it holds."""
    if not part.quarter and not part.month:
        return target_said(line), ""
    if part.target is None:
        return _("%(period)s belum ada") % {"period": _of(part)}, ""
    sign = "≤ " if line.direction == Indicator.Direction.LESS else ""
    aim = with_unit(f"{sign}{say_number(part.target)}", line.unit)
    if part.month:
        return aim, _("sampai %(month)s (usulan)") % {"month": _of(part)}
    told = _("sampai %(period)s") % {"period": _of(part)}
    return aim, "" if part.target == line.target else told


def _of(part: Attainment) -> str:
    if part.month:
        return str(MONTHS[part.month])
    return _("triwulan %(quarter)s") % {"quarter": ROMAN[part.quarter]}


def with_unit(number: str, unit: str) -> str:
    """The unit after its number; a percent sign stands close."""
    spaced = f"{number} {unit}" if unit else number
    return f"{number}%" if unit in {"%", "persen", "Persen"} else spaced


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


def detail_context(plan: Plan, content: PlanContent, scope: Scope) -> dict[str, Any]:
    """Everything on a plan's page."""
    pack = pack_named(plan.pack)
    can_edit = permissions.can_edit_plan(scope, plan)
    can_answer = permissions.can_agree_plan(scope, plan) and plan.status == Plan.Status.PROPOSED
    return {
        "plan": plan,
        "place": place_of(scope, plan),
        "tag": tag_of(plan.status),
        "steps": steps_of(plan),
        "content": content,
        "summary": summary_of(content),
        "gaps": gap_tasks(plan, content) if can_edit else [],
        "main": results_table(plan, content.main, pack, editable=can_edit),
        "additional": results_table(plan, content.additional, pack, editable=can_edit),
        "behaviour": behaviour_facts(content, pack),
        "annexes": annex_facts(content, pack),
        "doing": doing_tasks(plan) if plan.is_in_force else [],
        "trace": trace_lines(trace_of(plan), str(scope.user_uuid)),
        "person": person_facts(plan),
        "is_owner": permissions.is_owner(scope, plan),
        "length": part_said(plan),
        "shortened": kind_label(plan.shortened_for) if plan.shortened_for else "",
        "can_edit": can_edit,
        "can_propose": can_edit,
        "can_withdraw": permissions.can_withdraw_plan(scope, plan)
        and plan.status == Plan.Status.PROPOSED,
        "can_answer": can_answer,
        "seen_mark": mark_of_seen(plan.uuid, plan.version),
        "roles": roles_for(plan) if can_edit else [],
        "unmet": unmet_for(plan) if can_edit else [],
        "advice": advice_on(content) if can_edit or can_answer else [],
        "can_ask": permissions.can_ask_revision(scope, plan) and plan.is_in_force,
        "can_print": can_issue_plan_paper(scope, plan),
        "asked": _asked(plan) if plan.is_in_force else [],
        "can_answer_revision": permissions.can_answer_revision(scope, plan),
        "can_expect": permissions.can_expect_behaviour(scope, plan),
    }


def doing_tasks(plan: Plan) -> list[Task]:
    """The pages where the work on an agreed plan is written down."""
    places = (
        ("performance:readings-enter", _("Realisasi"), _("Angka dan capaian tiap indikator")),
        ("performance:steps-save", _("Rencana aksi"), _("Langkah tiap hasil kerja per triwulan")),
        ("performance:evidence-plan", _("Bukti dukung"), _("Berkas dan tautan yang membuktikan")),
        ("performance:feedback-give", _("Umpan balik"), _("Dari pimpinan, ketua tim, dan rekan")),
        ("performance:dialogue-list", _("Dialog kinerja"), _("Permintaan dan kesepakatannya")),
    )
    return [Task(text, reverse(name, args=[plan.uuid]), why) for name, text, why in places]


def _asked(plan: Plan) -> list[tuple[TargetRevision, list[tuple[str, str]], AnswerForm]]:
    rows = asked_revisions(plan=plan.pk)
    return [(row, revision_facts(row), AnswerForm(revision=row)) for row in rows]


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


def person_facts(plan: Plan) -> list[tuple[str, str]]:
    """Who is rated and by whom."""
    person = plan.employee
    return [
        (_("Nama"), person.full_name),
        ("NIP", nip(person.nip) if person.nip else "–"),
        (_("Pangkat"), person.rank or "–"),
        (_("Jabatan"), plan.post_name),
        (_("Unit"), plan.unit_name),
        *hours_facts(plan),
        (_("Penilai"), plan.rater.full_name if plan.rater else _("belum tercatat")),
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
