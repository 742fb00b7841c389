"""Pages of people and units."""

from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.access.scope import Role
from pamong.people.delegations.permissions import can_make_delegation
from pamong.people.delegations.queries import acting_for
from pamong.people.directory import found, queries
from pamong.people.directory.found import groups_beside, kind_context
from pamong.people.directory.presentation import acting_facts, people_table, person_context
from pamong.people.directory.tree import crumbs_of, found_table, unit_facts, units_table
from pamong.people.kinds.permissions import can_change_kind
from pamong.people.leaving.permissions import can_leave_employee
from pamong.people.models import Unit
from pamong.people.permissions import keeps_people, keeps_unit
from pamong.people.positions.presentation import held_facts
from pamong.people.positions.queries import positions_held
from pamong.people.posts.permissions import can_move_employee
from pamong.people.queries import keepers_of, oneself, person_named
from pamong.people.raters.listing import set_url
from pamong.people.raters.permissions import can_see_raters, can_set_rater
from pamong.people.raters.presentation import report_note
from pamong.people.raters.queries import reports_of
from pamong.people.request import Request
from pamong.people.roles.permissions import can_offer_role
from pamong.people.sections import sections_for
from pamong.people.stating import reads_said
from pamong.people.trace.queries import trace_reads
from pamong.people.tree.permissions import can_close_unit
from pamong.people.tree.presentation import history_context
from pamong.people.tree.queries import changes_of
from pamong.ui.responses import render


def profile(request: Request) -> HttpResponse:
    """One's own record: posts, rater, and the way to say that something is wrong."""
    person = oneself(request.scope).first()
    if person is None:
        return render(request, "people/profile_none.html")
    context = person_context(person, today())
    context["rater_facts"] += acting_facts(acting_for(person.rater, today()))
    context |= report_note(reports_of(request.scope, person))
    context["keepers"] = ", ".join(keepers_of(person, today()))
    context["reads"] = reads_said(trace_reads(person), _("Dibuka"))
    return render(request, "people/profile.html", context=context)


def employee_list(request: Request) -> HttpResponse:
    """Everybody whom one may see."""
    page = queries.people_in(request.scope, request.GET.get("after", ""))
    context = {
        "table": people_table(page.rows),
        "next_url": page.next_url(),
        "sees_everybody": request.scope.has(*queries.WHOLE_AGENCY),
        "audits": request.scope.has(Role.AUDITOR)
        and not request.scope.has(Role.HR, Role.AGENCY_HEAD),
    }
    return render(request, "people/employee_list.html", context=context)


def search(request: Request) -> HttpResponse:
    """People by name or NIP, and what else holds the words, among what one may see."""
    asked = request.GET.get("q", "").strip()[:100]
    kind, after = request.GET.get("in", ""), request.GET.get("after", "")
    finds = kind in found.KINDS and queries.is_long_enough(asked)
    context: dict[str, Any] = {
        "asked": asked,
        "is_short": bool(asked) and not queries.is_long_enough(asked),
    }
    if finds:
        context |= kind_context(request.scope, kind, asked, after)
        return render(request, "people/search.html", context=context)
    page = queries.people_found(request.scope, asked, after)
    context |= {"table": people_table(page.rows), "next_url": page.next_url(q=asked)}
    if asked and not context["is_short"] and not after:
        keys = [row["pk"] for row in page.rows]
        context["groups"] = groups_beside(request.scope, asked, keys, today())
    return render(request, "people/search.html", context=context)


def employee_detail(request: Request, uuid: UUID) -> HttpResponse:
    """A person: posts, raters, what is wrong, and what other apps know."""
    person = get_object_or_404(person_named(request.scope, uuid))
    may_move = can_move_employee(request.scope, person)
    context = person_context(person, today(), may_move=may_move) | {
        "may_move": may_move,
        "may_leave": can_leave_employee(request.scope, person),
        "may_change_kind": can_change_kind(request.scope, person),
        "may_give_role": can_offer_role(request.scope, person),
        "problems": queries.problems_of(request.scope, person),
        "sections": sections_for(request.scope, person, today()),
        "rater_url": set_url([person]) if can_set_rater(request.scope, person) else "",
        "may_delegate": bool(person.position and person.position.is_head)
        and can_make_delegation(request.scope, person),
        "may_choose": bool(person.rater) and can_set_rater(request.scope, person),
    }
    return render(request, "people/employee_detail.html", context=context)


def unit_list(request: Request) -> HttpResponse:
    """The top of the tree, and units by name; where one unit stands above all, that unit."""
    on, asked = today(), request.GET
    text, after = asked.get("q", "").strip()[:100], asked.get("after", "")
    find = partial(queries.units_like, text=text) if text else queries.roots
    page = find(request.scope, after=after, on=on)
    if not text and not after and len(page.rows) == 1:
        return _unit_page(request, page.rows[0])
    keys = [unit.pk for unit in page.rows]
    heads = queries.heads_of(keys, on)
    context = {
        "asked": text,
        "is_short": bool(text) and not queries.is_long_enough(text),
        "table": found_table(page.rows, heads)
        if text
        else units_table(page.rows, heads, queries.headcounts(keys)),
        "next_url": page.next_url(**({"q": text} if text else {})),
        "keeps": keeps_people(request.scope),
    }
    return render(request, "people/unit_list.html", context=context)


def unit_detail(request: Request, uuid: UUID) -> HttpResponse:
    """A unit: dates, head, people, and the units below."""
    return _unit_page(request, get_object_or_404(Unit.objects.visible_to(request.scope), uuid=uuid))


def _unit_page(request: Request, unit: Unit) -> HttpResponse:
    on, asked = today(), request.GET
    below = queries.units_below(unit, asked.get("units", ""), on)
    people = queries.people_in(request.scope, asked.get("after", ""), unit_id=unit.pk)
    keys = [unit.pk, *(one.pk for one in below.rows)]
    heads, counts = queries.heads_of(keys, on), queries.headcounts(keys)
    address = reverse("people:unit-detail", args=[unit.uuid])  # the top stands at another one too
    more = f"{address}?{urlencode({'units': below.next_cursor})}" if below.next_cursor else ""
    context = {
        "unit": unit,
        "unit_key": str(unit.uuid),
        "above": crumbs_of(queries.line_above(unit), on),
        "facts": unit_facts(unit, heads.get(unit.pk, ()), counts[unit.pk]),
        "units": units_table(below.rows, heads, counts),
        "more_units": more,
        "people": people_table(people.rows),
        "more_people": people.next_url(),
        "people_title": _("Pegawai di unit ini"),
        "positions": held_facts(positions_held(unit, on)),
        "sees_raters": can_see_raters(request.scope),
        "may_change": keeps_unit(request.scope, unit),
        "keeps": keeps_people(request.scope),
        "may_reopen": bool(unit.valid_to) and can_close_unit(request.scope, unit),
    }
    may_change = bool(context["may_change"])
    context |= history_context(changes_of(unit), on, may_change=may_change)
    return render(request, "people/unit_detail.html", context=context)
