"""Reads of vacancies: who is rated by somebody no longer in the post, and who stands in."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from pamong.access.scope import Role, Scope
from pamong.people.heads import filled_for, filled_posts, heads_of
from pamong.people.models import Assignment, DataProblem, Employee, Supervision, Unit

KINDS = (DataProblem.Kind.RATER_LEFT, DataProblem.Kind.RATER_MOVED)
MOST = 100


def waiting_people(superior_id: int) -> QuerySet[DataProblem]:
    """People whose rater is gone and above whom one stands: theirs are the findings of the problem list."""
    rows = DataProblem.objects.filter(kind__in=KINDS, employee__rater_superior=superior_id)
    return rows.filter(filled_by=None)


def people_to_hand(person_id: int) -> QuerySet[DataProblem]:
    """People whose rater is gone and whose new head one is, or above whom one stands: they go to that head."""
    rows = DataProblem.objects.filter(kind__in=KINDS).exclude(filled_by=None)
    return rows.filter(Q(employee__rater_superior=person_id) | Q(filled_by=person_id))


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A rater who is gone, or for whom somebody stands in, with how many people are concerned."""

    rater: Employee
    people: int
    since: date | None = None
    stand_in: str = ""  # empty while nobody does
    filled_by: Sequence[str] = ()  # who leads the unit by now


def vacancies_of(scope: Scope) -> list[Vacancy]:
    """Raters who are gone, by name: those above whose people one stands, or whose facts one keeps."""
    rows = DataProblem.objects.filter(kind__in=KINDS, agency_id=scope.agency_id)
    if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        mine = Q(employee__rater_superior=scope.active_id) | Q(filled_by=scope.active_id)
        rows = rows.filter(mine | Q(employee__rater__unit__in=scope.unit_ids))
    counted, heads = Counter[int](), defaultdict[int, list[str]](list)
    for rater, head, count in _by(rows, "employee__rater", "filled_by__name")[:MOST]:
        counted[rater] += count
        heads[rater] += [head] if head else []
    people = Employee.objects.filter(pk__in=counted).select_related("position", "unit", "agency")
    return [
        Vacancy(one, counted[one.pk], filled_by=heads[one.pk])
        for one in people.order_by("name", "pk")
    ]


def _by(rows: QuerySet[Any], *keys: str) -> Any:
    return rows.order_by().values_list(*keys).annotate(n=Count("pk")).order_by(*keys)


def stood_in_for(scope: Scope, on: date) -> list[Vacancy]:
    """Vacant raters for whom somebody stands in today."""
    rows = Supervision.objects.on(on).exclude(instead_of=None)
    rows = rows.filter(employee__agency_id=scope.agency_id)
    if not scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
        rows = rows.filter(rater=scope.active_id) | rows.filter(instead_of__unit__in=scope.unit_ids)
    told = rows.order_by().values_list("instead_of", "rater__name")
    counted = list(told.annotate(n=Count("pk"), since=Min("valid_from"))[:MOST])
    people = {
        one.pk: one
        for one in Employee.objects.filter(pk__in=[row[0] for row in counted]).select_related(
            "position", "unit", "agency"
        )
    }
    return [Vacancy(people[key], n, since, name) for key, name, n, since in counted]


def rater_named(scope: Scope, uuid: UUID) -> QuerySet[Employee]:
    """A rater whom one sees, above whose people one stands, or whose post one fills by now."""
    below = Employee.objects.active().filter(rater_superior=scope.active_id).values("rater")
    filled = DataProblem.objects.filter(kind__in=KINDS, filled_by=scope.active_id)
    seen = Employee.objects.visible_to(scope).values("pk")
    rows = Employee.objects.select_related("agency", "unit", "position", "rater__rater")
    whose = Q(pk__in=below) | Q(pk__in=seen) | Q(pk__in=filled.values("employee__rater"))
    return rows.filter(whose, uuid=uuid)


def people_of(rater: Employee) -> list[Employee]:
    """Everybody whom the rater still rates today, by name."""
    rows = Employee.objects.active().filter(rater=rater)
    return list(rows.select_related("agency", "unit", "rater_superior__rater").order_by("name"))


@dataclass(frozen=True, slots=True)
class Taker:
    """Who rates a person from a day on, and by which post, where one leads what the former rater led."""

    person: Employee
    taker: Employee
    post: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """Whom the people of a rater who is gone go to, and who stands above; nobody where none is recorded."""

    above: Employee | None
    takers: Sequence[Taker]

    @property
    def those(self) -> list[Employee]:
        """Who may say so for themselves: the one above, and whoever takes people."""
        named = [self.above, *(one.taker for one in self.takers if one.post)]
        return list({one.pk: one for one in named if one}.values())

    @property
    def is_filled(self) -> bool:
        """Whether somebody leads by now what the rater led."""
        return any(one.post for one in self.takers)

    @property
    def by_taker(self) -> list[tuple[Employee, list[Employee]]]:
        """The people of each; who leads the unit comes first."""
        found: dict[int, tuple[Employee, list[Employee]]] = {}
        for one in sorted(self.takers, key=lambda one: one.post is None):
            found.setdefault(one.taker.pk, (one.taker, []))[1].append(one.person)
        return list(found.values())


def succession_of(rater: Employee, people: Sequence[Employee], on: date) -> Succession:
    """Who takes over whom: the one who leads the unit by now, else the superior."""
    above = _above_of(rater, people, on)
    filled = filled_posts([rater.pk], on)
    takers = []
    for one in people:
        path = one.unit.path if one.unit else ""
        post = filled_for(one.pk, path, rater.pk, filled)
        if post:
            takers.append(Taker(one, post.employee, post))
        elif above and one.pk not in {above.pk, above.rater_id}:
            takers.append(Taker(one, above))
    return Succession(above, takers)


def _above_of(rater: Employee, people: Sequence[Employee], on: date) -> Employee | None:
    """The rater's own rater, else whoever stands above most of the people."""
    above = rater.rater
    if above is None:
        counted = Counter(one.rater_superior for one in people if one.rater_superior)
        above = counted.most_common(1)[0][0] if counted else None
    gone = above is None or above.pk == rater.pk or bool(above.left_on and above.left_on <= on)
    return None if gone else above


def left_behind(unit: Unit, on: date) -> dict[Employee, int]:
    """Those who led a unit and lead nothing above it any more, with how many people in it they still rate."""
    led = Assignment.objects.filter(unit=unit, position__is_head=True).values("employee")
    line = [int(key) for key in unit.path.strip("/").split("/")]
    leading = {post.employee_id for heads in heads_of(line, on).values() for post in heads}
    rows = Employee.objects.active().filter(rater__in=led, unit__path__startswith=unit.path)
    rows = rows.exclude(rater__in=leading)
    counted = dict(_by(rows, "rater"))
    return {one: counted[one.pk] for one in Employee.objects.filter(pk__in=counted).order_by("pk")}


def posts_to_come(rater: Employee, day: date) -> QuerySet[Assignment]:
    """Posts at the head of what a rater led which others take up after the day, in this order."""
    led = Assignment.objects.filter(employee=rater, position__is_head=True).values("unit")
    rows = Assignment.objects.filter(unit__in=led, position__is_head=True, valid_from__gt=day)
    return rows.exclude(employee=rater).select_related("position").order_by("valid_from", "pk")


def stood_in_under(units: Sequence[int], day: date, since: date) -> dict[int, list[Supervision]]:
    """By unit: who inside it is rated on the day or later by a stand-in for whoever led it before.

    Whoever gets another rater after `since` is left out: that one is recorded already, and stays.
    """
    led = Assignment.objects.filter(unit__in=units, position__is_head=True)
    former: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for employee, unit, path in led.values_list("employee_id", "unit_id", "unit__path"):
        former[employee].add((unit, path))
    rows = Supervision.objects.filter(instead_of__in=former, employee__left_on=None)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=day)).order_by("valid_from", "pk")
    named = ("employee__agency", "employee__unit", "instead_of")
    last = {row.employee_id: row for row in rows.select_related(*named)}
    later = Supervision.objects.filter(employee__in=last, valid_from__gt=since)
    staying = set(later.exclude(instead_of__in=former).values_list("employee_id", flat=True))
    found: dict[int, list[Supervision]] = defaultdict(list)
    for row in last.values():
        own = row.employee.unit.path if row.employee.unit else ""
        for unit, path in former[row.instead_of_id or 0]:
            if own.startswith(path) and row.employee_id not in staying:
                found[unit].append(row)
    return found
