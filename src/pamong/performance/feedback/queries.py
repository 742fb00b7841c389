"""Reads of feedback: on which side one stands, whom one may speak about, what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.people.models import Employee, Team, TeamMember
from pamong.performance.models import Dialogue, Feedback, FeedbackAsk, Plan, TeamInput
from pamong.performance.models.seeing import plan_seen
from pamong.performance.plan.permissions import is_owner, is_rater
from pamong.performance.team_input.queries import inputs_told

Side = Feedback.Side
NEAREST = 10


@dataclass(frozen=True, slots=True)
class Circle:
    """The people around one on a day: whom one leads in teams, and with whom one works.

    Plans about which one was asked stand beside: there the ask is the permission, not the unit.
    """

    led: frozenset[int]
    mates: frozenset[int]
    asked: frozenset[int] = frozenset()


def circle_of(scope: Scope, day: date) -> Circle:
    """Members of the teams that one leads; colleagues of the unit and of one's teams. Three queries."""
    if not scope.employee_id:
        return Circle(frozenset(), frozenset())
    members = TeamMember.objects.on(day).filter(team__in=Team.objects.on(day))
    led = members.filter(team__leader_id=scope.active_id).values_list("employee_id", flat=True)
    own = members.filter(employee_id=scope.employee_id).values("team_id")
    mates = members.filter(team_id__in=own).values_list("employee_id", flat=True)
    unit = Employee.objects.filter(pk=scope.employee_id).values("unit_id")
    neighbours = Employee.objects.active().filter(unit_id__in=unit).values_list("pk", flat=True)
    asks = FeedbackAsk.objects.filter(
        giver_id=scope.employee_id, answered_on=None, declined_on=None
    )
    found = frozenset(mates.order_by().union(neighbours.order_by()))
    return Circle(
        frozenset(led) - {scope.employee_id},
        found - {scope.employee_id},
        frozenset(asks.values_list("plan_id", flat=True)),
    )


def side_of(scope: Scope, plan: Plan, circle: Circle) -> str:
    """On which side of a plan one stands: leader, team leader, colleague; or on none."""
    if is_owner(scope, plan):
        return ""
    if is_rater(scope, plan):
        return Side.LEADER
    if plan.employee_id in circle.led:
        return Side.TEAM_LEADER
    is_near = plan.employee_id in circle.mates or plan.pk in circle.asked
    return Side.PEER if is_near else ""


def plans_to_speak_about(scope: Scope, circle: Circle, day: date) -> "QuerySet[Plan]":
    """Plans in force on the day of the people around one."""
    people = circle.led | circle.mates
    around = Q(employee_id__in=people) | Q(rater_id__in=scope.rater_ids)
    near = around & Q(starts_on__lte=day, ends_on__gte=day)
    rows = Plan.objects.in_force().filter(near | Q(pk__in=circle.asked), agency_id=scope.agency_id)
    return rows.exclude(employee_id=scope.employee_id)


def plans_to_open(scope: Scope, circle: Circle, day: date) -> "QuerySet[Plan]":
    """Plans whose page of feedback one may open: those one sees, and those one may speak about."""
    speakable = plans_to_speak_about(scope, circle, day).values("pk")
    rows = Plan.objects.filter(plan_seen(scope) | Q(pk__in=speakable))
    return rows.select_related("agency", "employee", "position", "duty", "unit", "rater")


Spoken = Feedback | TeamInput


def feedback_of(plan: Plan, scope: Scope) -> list[Spoken]:
    """What was said about a plan, newest first; who does not see the plan reads only his own words."""
    rows = Feedback.objects.filter(plan=plan).select_related("giver")
    told = inputs_told([plan])
    if not Plan.objects.visible_to(scope).filter(pk=plan.pk).exists():
        rows = rows.filter(giver_id=scope.employee_id)
        told = told.filter(giver_id=scope.employee_id)
    return newest_first(rows, told)


def newest_first(*some: Iterable[Spoken]) -> list[Spoken]:
    """Words and what team leaders told the rater, together."""
    return sorted((one for rows in some for one in rows), key=lambda one: one.on, reverse=True)


def received(employee_id: int, limit: int) -> list[Spoken]:
    """The newest words on one's own plans; a team leader's for the rating once that is set."""
    rows = Feedback.objects.filter(plan__employee_id=employee_id).select_related(
        "giver", "result", "plan"
    )
    told = inputs_told(Plan.objects.filter(employee_id=employee_id))
    return newest_first(rows[:limit], told[:limit])[:limit]


def dialogues_of(plans: Iterable[Plan]) -> list[Dialogue]:
    """Talks about plans, newest first, with what was agreed."""
    rows = Dialogue.objects.filter(plan__in=list(plans)).select_related("asked_by")
    return list(rows.prefetch_related("actions__owner"))


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk that waits for one, or (with its day) something that one promised in a talk."""

    plan_uuid: str
    text: str
    asked_by: str
    asked_on: date
    due_on: date | None


def talk_lines(scope: Scope) -> list[TalkLine]:
    """Talks that another asked for and what one promised in earlier ones, in one query."""
    found = [TalkLine(str(uuid), *told) for uuid, *told in _talks(scope=scope)]
    return sorted(found, key=lambda line: line.due_on or date.max)[:NEAREST]


@prepared
def _talks(*, scope: Scope) -> Any:
    """Two reads in one, each by an index of its own: what is both asked and promised is rare."""
    pair = Q(plan__employee_id=scope.employee_id) | Q(plan__rater_id__in=scope.rater_ids)
    asked = Dialogue.objects.filter(pair, status=Dialogue.Status.ASKED)
    asked = asked.exclude(asked_by_id=scope.employee_id)
    never = Cast(Value(None), DateField())
    first = asked.annotate(said=F("topic"), due=never).order_by()
    mine = Dialogue.objects.filter(actions__owner_id=scope.employee_id, actions__done_on=None)
    second = mine.annotate(said=F("actions__text"), due=F("actions__due_on")).order_by()
    told = ("plan__uuid", "said", "asked_by__name", "asked_on", "due")
    rows = first.values_list(*told).union(second.values_list(*told), all=True)
    return rows.order_by("due", "asked_on")[: 2 * NEAREST]
