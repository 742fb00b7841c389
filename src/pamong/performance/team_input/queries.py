"""Reads of what team leaders say: about whom it is due, what was said, what the rated may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Value

from pamong.access.scope import Scope
from pamong.people.models import Agency, Team, TeamMember, name_then
from pamong.people.models.employee import full_name_of
from pamong.performance.due import due_plans
from pamong.performance.models import Evaluation, Plan, Result, TeamInput, Window
from pamong.performance.periods import period_days
from pamong.performance.rhythm import Rhythms, When, rhythms_of
from pamong.performance.windows.queries import window_state

MOST = 200


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member whose rater waits for a word, or has it."""

    team_uuid: str
    team: str
    plan_uuid: str
    name: str
    unit: str
    rater: str
    results: int  # that came from the team
    given_on: date | None
    is_final: bool


def in_team(when: When, **of: Any) -> "QuerySet[TeamMember]":
    """Times in a team that touch both the period and the plan of the outer query."""
    first, last = period_days(*when)
    rows: QuerySet[TeamMember] = TeamMember.objects.within(first, last).filter(**of)
    own = Q(valid_to=None) | Q(valid_to__gt=OuterRef("starts_on"))
    return rows.filter(own, valid_from__lte=OuterRef("ends_on"))


def plans_of_members(team: Team, when: When, rhythms: Rhythms) -> "QuerySet[Plan]":
    """The plans rated in the period of those who were in the team in it, but whom its leader does not rate."""
    held = in_team(when, team=team.pk, employee=OuterRef("employee_id"))
    rows = due_plans(when, rhythms).definitive().filter(Exists(held))
    return rows.exclude(rater_id=team.leader_id).exclude(employee_id=team.leader_id)


def led_by(scope: Scope, when: When) -> "QuerySet[TeamMember]":
    """Times in the teams that one leads, in the period."""
    return in_team(when, team__leader=scope.active_id, employee=OuterRef("employee_id"))


def lines_of(scope: Scope, when: When) -> list[MemberLine]:
    """Everybody about whom one may speak in a period, by team and name, in five queries."""
    teams = {team.pk: team for team in Team.objects.filter(leader=scope.active_id)}
    if not teams:
        return []
    first, last = period_days(*when)
    held = TeamMember.objects.within(first, last).filter(team__in=teams)
    held = held.order_by("team__name", "team_id", "employee__name", "employee_id")
    pairs = dict.fromkeys(held.values_list("team_id", "employee_id"))  # once, who came back
    plans = {row["employee_id"]: row for row in _plans(scope, when)}
    told = _given(scope, when)
    found = []
    for team, employee in pairs:
        row = plans.get(employee)
        if row is None:
            continue
        found.append(_line(teams[team], row, told.get((row["pk"], team), (0, None))))
    return found


def _line(team: Team, row: dict[str, Any], told: tuple[int, date | None]) -> MemberLine:
    names = (row[f"employee__{part}"] for part in ("title_before", "name", "title_after"))
    return MemberLine(
        team_uuid=str(team.uuid),
        team=team.name,
        plan_uuid=str(row["uuid"]),
        name=full_name_of(*names),
        unit=row["unit_then"],
        rater=row["rater__name"] or "",
        results=told[0],
        given_on=told[1],
        is_final=row["is_final"],
    )


def _plans(scope: Scope, when: When) -> Any:
    rows = due_plans(when, rhythms_of(scope)).definitive()
    rows = rows.filter(Exists(led_by(scope, when)))
    rows = rows.exclude(rater_id=scope.active_id).exclude(employee_id=scope.active_id)
    rows = rows.annotate(is_final=Exists(_final(when[1])))
    person = ("employee__title_before", "employee__name", "employee__title_after")
    rows = rows.annotate(unit_then=name_then("ends_on"))
    named = ("unit_then", "rater__name", "is_final")
    return rows.values("pk", "uuid", "employee_id", *person, *named)[:MOST]


def _final(period: str) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.final().filter(plan=OuterRef("pk"), period=period)
    return rows.filter(replaced_by=None)


def _given(scope: Scope, when: When) -> dict[tuple[int, int], tuple[int, date | None]]:
    """By plan and team: how many results came from it, and when one spoke last."""
    led = Q(team__leader=scope.active_id)
    roles = Result.objects.filter(plan__year=when[0], role_cell__team__leader=scope.active_id)
    found: dict[tuple[int, int], tuple[int, date | None]] = {
        (plan, team): (n, None)
        for plan, team, n in roles.order_by()
        .values_list("plan_id", "role_cell__team_id")
        .annotate(n=Count("pk"))
    }
    said = TeamInput.objects.filter(led, plan__year=when[0], period=when[1])
    said = said.filter(giver=scope.active_id).order_by()
    for plan, team, on in said.values_list("plan_id", "team_id").annotate(last=Max("on")):
        found[plan, team] = (found.get((plan, team), (0, None))[0], on)
    return found


def inputs_due(scope: Scope, whens: Sequence[When], day: date) -> dict[When, int]:
    """How many members wait for one's word while their raters rate, by period; none outside that time."""
    if not scope.leads_team:
        return {}
    first, *rest = (_unsaid(scope, when) for when in whens)
    waiting = dict(first.union(*rest, all=True) if rest else first)
    agency = Agency(pk=scope.agency_id)
    return {
        (year, period): waiting[period]
        for year, period in whens
        if waiting.get(period)
        and window_state(agency, Window.Stage.EVALUATION, year, period, day).is_open
    }


def _unsaid(scope: Scope, when: When) -> Any:
    """The period with the number of members about whom one said nothing in it."""
    said = TeamInput.objects.filter(plan=OuterRef("pk"), period=when[1], giver=scope.active_id)
    rows = due_plans(when, rhythms_of(scope)).definitive()
    rows = rows.filter(Exists(led_by(scope, when)))
    rows = rows.exclude(rater_id=scope.active_id).exclude(employee_id=scope.active_id)
    rows = rows.exclude(Exists(said)).exclude(Exists(_final(when[1]))).order_by()
    named = rows.annotate(within=Value(when[1], output_field=CharField()))
    return named.values("within").annotate(n=Count("pk")).values_list("within", "n")


def results_from(team: Team, plan: Plan) -> frozenset[int]:
    """The results of a plan that came from the team's matrix."""
    rows = Result.objects.filter(plan=plan, role_cell__team=team)
    return frozenset(rows.values_list("pk", flat=True))


def given_by(scope: Scope, team: Team, plan: Plan, period: str) -> list[TeamInput]:
    """What one said so far."""
    rows = TeamInput.objects.filter(team=team, plan=plan, period=period, giver=scope.active_id)
    return list(rows.select_related("giver", "result"))


def is_set(plan: Plan, period: str) -> bool:
    """Whether the predicate of the period stands already."""
    rows = Evaluation.objects.final().filter(plan=plan, period=period, replaced_by=None)
    return rows.exists()


def led_once(scope: Scope) -> bool:
    """Whether one leads or led any team."""
    return Team.objects.filter(leader=scope.active_id).exists()


def inputs_told(plans: "QuerySet[Plan] | Sequence[Plan]") -> "QuerySet[TeamInput]":
    """What the rated may read as feedback: once the predicate of its period is set."""
    final = Evaluation.objects.final().filter(plan=OuterRef("plan"), period=OuterRef("period"))
    rows = TeamInput.objects.filter(Exists(final), plan__in=plans)
    return rows.select_related("giver", "team", "result", "plan")


def plans_with_input(*, plans: Sequence[int], period: str) -> list[int]:
    """Those of some plans about which a team's leader told the rater something."""
    if not plans:
        return []
    rows = TeamInput.objects.filter(plan__in=plans, period=period).order_by()
    return list(rows.values_list("plan_id", flat=True).distinct())
