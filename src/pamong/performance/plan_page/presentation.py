"""Everything on a plan's page, as values for the component tags."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.leave.kinds import kind_label
from pamong.performance.models import Plan, TargetRevision
from pamong.performance.papers.permissions import can_issue_plan_paper
from pamong.performance.plan import permissions
from pamong.performance.plan.content import PlanContent
from pamong.performance.plan.part_time import hours_facts
from pamong.performance.plan.place import place_of
from pamong.performance.plan.presentation import (
    annex_facts,
    behaviour_facts,
    results_table,
    revision_facts,
)
from pamong.performance.plan.queries import asked_revisions, trace_of
from pamong.performance.plan.return_forms import AnswerForm
from pamong.performance.plan.rules import summary_of
from pamong.performance.plan.seen import mark_of_seen
from pamong.performance.plan.turn import gap_tasks
from pamong.performance.plan.wording import steps_of, tag_of, trace_lines
from pamong.performance.plan_page.beside import advice_on, roles_for, unmet_for
from pamong.performance.recap.presentation import standing_said
from pamong.performance.rules import pack_named
from pamong.performance.timeline.presentation import part_said
from pamong.ui.components import Task
from pamong.ui.filters import nip


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
        "national": standing_said(plan) if plan.is_in_force else "",
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
