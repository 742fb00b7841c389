"""The matrix of roles and results as it stands: people, results, cells, and what a leader should look at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from pamong.access.prepared import prepared
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.models.employee import full_name_of
from pamong.performance.cascade.role_actions import Place
from pamong.performance.hints.rules import threshold
from pamong.performance.models import Plan, Result, RoleCell
from pamong.performance.periods import NEXT_FROM
from pamong.performance.spelling import fold


@dataclass(frozen=True, slots=True)
class Person:
    """A row: one whom the leader rates today, or a member of the team."""

    pk: int
    uuid: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Column:
    """A result of the leader."""

    pk: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A leader's plan with the people and the cells as stored; `versions` tell a stale page."""

    plan: Plan
    people: Sequence[Person]
    columns: Sequence[Column]
    texts: Mapping[Place, str]
    versions: Mapping[Place, int]
    team: Team | None = None  # whose members they are; else those whom the leader rates


def plans_of_leader(leader_ids: Iterable[int], leader_uuid: str = "") -> list[Plan]:
    """The plans a leader, or who acts for one, may share out, newest first.

    Not by visible_to: a delegate does not read the leader's plan, only shares its results out.
    """
    plans = _plans(leaders=list(leader_ids))
    return [p for p in plans if not leader_uuid or str(p.employee.uuid) == leader_uuid]


def plan_opened(plans: Sequence[Plan], day: date) -> Plan | None:
    """The plan to begin with: next year's once it is there, for its roles are shared out now; else this year's."""
    found = (p for year in (day.year + 1, day.year) for p in plans if p.year == year)
    return next(found, plans[0] if plans else None)


def year_to_plan(plans: Iterable[Plan], day: date) -> int:
    """The coming year, from its planning on, while none of the plans is of it; else 0."""
    following = day.year + 1
    is_there = any(plan.year == following for plan in plans)
    return following if day.month >= NEXT_FROM and not is_there else 0


@prepared
def _plans(*, leaders: list[int]) -> QuerySet[Plan]:
    rows = Plan.objects.filter(employee_id__in=leaders).select_related("employee", "unit")
    return rows.order_by("-year", "-starts_on", "pk")


def matrix_of(plan: Plan) -> Matrix:
    """The matrix of one plan, in three queries however many people there are."""
    return _matrix(plan, _people(rater=plan.employee_id), _cells(plan=plan.pk))


def team_matrix_of(team: Team, plan: Plan, on: date) -> Matrix:
    """The same for the members of a team on a day, wherever they work."""
    return _matrix(
        plan, _members(team=team.pk, on=on), _team_cells(plan=plan.pk, team=team.pk), team
    )


def _matrix(
    plan: Plan,
    rows: Iterable[tuple[Any, ...]],
    cells: Iterable[tuple[Any, ...]],
    team: Team | None = None,
) -> Matrix:
    people = [
        Person(
            pk, str(uuid), full_name_of(before, name, after), ", ".join(part for part in at if part)
        )
        for pk, uuid, name, before, after, *at in rows
    ]
    columns = [
        Column(pk, number, text)
        for number, (pk, text) in enumerate(_columns(plan=plan.pk), start=1)
    ]
    texts, versions = {}, {}
    for result, employee, text, version in cells:
        texts[result, employee], versions[result, employee] = text, version
    return Matrix(plan, people, columns, texts, versions, team)


@prepared
def _people(*, rater: int) -> QuerySet[Employee, tuple[Any, ...]]:
    rows = Employee.objects.active().filter(rater_id=rater).order_by("name", "pk")
    names = ("name", "title_before", "title_after", "position__name")
    return rows.values_list("pk", "uuid", *names)


@prepared
def _members(*, team: int, on: date) -> QuerySet[Employee, tuple[Any, ...]]:
    held = TeamMember.objects.on(on).filter(team_id=team)
    rows = Employee.objects.active().filter(pk__in=held.values("employee_id"))
    names = ("name", "title_before", "title_after", "position__name", "unit__name")
    return rows.order_by("name", "pk").values_list("pk", "uuid", *names)


@prepared
def _columns(*, plan: int) -> QuerySet[Result, tuple[int, str]]:
    rows = Result.objects.filter(plan_id=plan).order_by("-kind", "place", "pk")
    return rows.values_list("pk", "text")


@prepared
def _cells(*, plan: int) -> QuerySet[RoleCell, tuple[Any, ...]]:
    rows = RoleCell.objects.filter(result__plan_id=plan, team=None)
    return rows.values_list("result_id", "employee_id", "text", "version")


@prepared
def _team_cells(*, plan: int, team: int) -> QuerySet[RoleCell, tuple[Any, ...]]:
    rows = RoleCell.objects.filter(result__plan_id=plan, team_id=team)
    return rows.values_list("result_id", "employee_id", "text", "version")


@dataclass(frozen=True, slots=True)
class MatrixFinding:
    """Something to look at before sharing: its code, who and which result it is about."""

    code: str
    person: Person | None = None
    column: Column | None = None
    count: int = 0


def matrix_findings(matrix: Matrix, texts: Mapping[Place, str]) -> list[MatrixFinding]:
    """What a leader should look at; advice that blocks nothing, and none before the first role is written."""
    if not any(texts.values()):
        return []
    found = [
        MatrixFinding("uncarried", column=column)
        for column in matrix.columns
        if not any(texts.get((column.pk, person.pk)) for person in matrix.people)
    ]
    for person in matrix.people:
        found += _about_person(matrix, texts, person)
    for column in matrix.columns:
        said = Counter(
            fold(text)
            for person in matrix.people
            if (text := texts.get((column.pk, person.pk), ""))
        )
        count = max(said.values(), default=0)
        if count > 1:
            found.append(MatrixFinding("alike", column=column, count=count))
    return found


def _about_person(
    matrix: Matrix, texts: Mapping[Place, str], person: Person
) -> list[MatrixFinding]:
    held = [column for column in matrix.columns if texts.get((column.pk, person.pk))]
    if not held:
        return [MatrixFinding("idle", person=person)]
    found = [
        MatrixFinding("copied", person=person, column=column)
        for column in held
        if fold(texts[column.pk, person.pk]) == fold(column.text)
    ]
    if len(held) > threshold("main_results"):
        found.append(MatrixFinding("overload", person=person, count=len(held)))
    return found
