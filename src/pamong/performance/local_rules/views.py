"""Pages of the rules and of an agency's own answers."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request, own_agency
from pamong.performance.local_rules import actions
from pamong.performance.local_rules.forms import RuleForm
from pamong.performance.local_rules.permissions import can_ask_rule, can_see_rules
from pamong.performance.local_rules.presentation import (
    changes_table,
    detail_context,
    rule_groups,
)
from pamong.performance.local_rules.preview import preview_context
from pamong.performance.local_rules.queries import (
    answerable_on,
    asked_rules,
    clause_named,
    open_clauses,
    past_rules,
    title_key,
)
from pamong.performance.models import LocalRule
from pamong.performance.rules import text_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render


def rules(request: Request) -> HttpResponse:
    """The clauses that leave an answer open, and what holds for this agency."""
    require(can_see_rules(request.scope))
    day = today()
    scope, packs = request.scope, answerable_on(day)
    asked = asked_rules(scope)
    context = {
        "groups": [
            group
            for pack in packs
            for group in rule_groups(open_clauses(scope, day, pack, asked), pack, scope)
        ],
        "asked": changes_table(asked),
        "past": changes_table(past_rules(request.scope)),
        "may_ask": can_ask_rule(scope),
    }
    return render(request, "performance/rules.html", context=context)


@once
def rule_ask(request: Request, clause: str) -> HttpResponse:
    """Ask for another answer to one clause."""
    require(can_ask_rule(request.scope))
    agency = own_agency(request)
    day = today(agency.time_zone)
    named = clause_named(request.scope, day, clause)
    if named is None:
        raise Http404
    official, found = named
    form = RuleForm(request.POST or None, clause=found, pack=official)
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            answer = actions.Answer(official.id, clause, **form.given())
            rule = actions.ask_rule(agency, answer, by=request.user, on=day)
            return redirect(request, "performance:rule-detail", uuid=rule.uuid)
    title = text_of(official, title_key(clause))
    draft_key = f"rule-{clause}".replace("_", "-")  # a key has no underscore
    return form_page(request, "performance/rule_ask.html", form, title=title, draft_key=draft_key)


def _rule(request: Request, uuid: UUID) -> LocalRule:
    rows = LocalRule.objects.visible_to(request.scope)
    return get_object_or_404(rows.select_related("asked_by", "answered_by", "agency"), uuid=uuid)


def rule_detail(request: Request, uuid: UUID) -> HttpResponse:
    """One request with what it changes, for the second person."""
    rule = _rule(request, uuid)
    context = detail_context(rule, request.scope) | preview_context(request.scope, rule)
    return render(request, "performance/rule_detail.html", context=context)


@require_POST
@once
def rule_grant(request: Request, uuid: UUID) -> HttpResponse:
    """Let the answer hold, as the second person."""
    rule = _rule(request, uuid)
    actions.grant_rule(rule, by=request.user, on=today(rule.agency.time_zone))
    return redirect(request, "performance:rules")


@require_POST
@once
def rule_refuse(request: Request, uuid: UUID) -> HttpResponse:
    """Leave the rules as they are."""
    rule = _rule(request, uuid)
    actions.refuse_rule(rule, by=request.user, on=today(rule.agency.time_zone))
    return redirect(request, "performance:rules")
