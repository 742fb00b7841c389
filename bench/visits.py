"""Who opens which address: the ten most used pages and five about a whole agency, each by people of several kinds, in turn.

At every size the same people in the same places, spread over the copies, so that only size differs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import NoReverseMatch, reverse

from bench.grow import uuid_of
from pamong.access.models import User
from pamong.access.scope import Role
from pamong.people.models import DataProblem, Employee
from pamong.performance.models import Evaluation, Plan, Result, UnitLevel

FEWEST, MOST, OF_EACH = 8, 60, 12
Place = Callable[[int], str]  # the address in one copy


@dataclass(frozen=True, slots=True)
class Visit:
    """An account of the small agency and the address that it opens in a copy."""

    user_id: int
    place: Place
    is_shared: bool = False  # an account of the whole agency is not copied


def at(name: str, *args: Any, query: str = "") -> Place:
    """The address of a URL name; UUIDs in it are those of the copy."""

    def place(copy: int) -> str:
        own = [uuid_of(arg, copy) if hasattr(arg, "hex") else arg for arg in args]
        return reverse(name, args=own) + query

    return place


def spread(rows: Sequence[Any], number: int = OF_EACH) -> list[Any]:
    """Some of the rows, evenly from first to last; of few rows each several times, in other copies."""
    if len(rows) < number:
        return [rows[n % len(rows)] for n in range(number)] if rows else []
    return [rows[n * len(rows) // number] for n in range(number)]


class Cast:
    """The people of the small agency who open pages; read before it is copied."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.leaders = spread(self._leaders(), 2 * OF_EACH)
        self.staff = spread(self._staff(), 2 * OF_EACH)
        self.keeper = User.objects.filter(mandates__role=Role.HR).values_list("pk", flat=True)[0]

    def _leaders(self) -> list[Employee]:
        """Those with enough people, from the smallest team to the largest."""
        rows = Employee.objects.active().annotate(people=Count("rated"))
        rows = rows.filter(people__range=(FEWEST, MOST), user__isnull=False)
        return list(rows.filter(plans__year=self.day.year).order_by("people", "pk").distinct())

    def _staff(self) -> list[Employee]:
        rows = Employee.objects.active().filter(rated=None, user__isnull=False)
        return list(rows.filter(plans__in=self._plans()).order_by("pk").distinct())

    def _plans(self) -> Any:
        return Plan.objects.in_force().covering(self.day)

    def pages(self) -> dict[str, list[Visit]]:
        """The visits of each page; none where the page does not exist yet."""
        anyone = [*self.leaders[:OF_EACH], *self.staff[:OF_EACH]]
        month = f"{self.day:%Y-%m}"
        found = {
            "home": [*self._by(anyone, at("home")), Visit(self.keeper, at("home"), is_shared=True)],
            "team": self._by(self.leaders, at("performance:team")),
            "plan list": self._by(anyone, at("performance:plan-list")),
            "plan": list(self._plan_visits()),
            "plan edit": list(self._edits()),
            "matrix": self._by(self.leaders, at("performance:matrix")),
            "month of entries": self._by(anyone, at("performance:daily-month", month)),
            "evaluation": [*self._ratings(), *self._readings()],
        }
        return found | self._of_the_keeper() | self._of_the_agency()

    def _by(self, people: Sequence[Employee], place: Place) -> list[Visit]:
        return [Visit(person.user_id or 0, place) for person in people]

    def _plan_visits(self) -> Iterator[Visit]:
        """One's own, and those of one's people."""
        own = self._plans().filter(employee__in=self.staff[:OF_EACH]).order_by("pk")
        for plan in own.select_related("employee"):
            yield Visit(plan.employee.user_id or 0, at("performance:plan-detail", plan.uuid))
        for leader in self.leaders[:OF_EACH]:
            plan = self._plans().filter(rater=leader).order_by("pk").first()
            if plan:
                yield Visit(leader.user_id or 0, at("performance:plan-detail", plan.uuid))

    def _edits(self) -> Iterator[Visit]:
        """The first result of plans that are being written."""
        plans = Plan.objects.filter(status=Plan.Status.DRAFTED, employee__user__isnull=False)
        for plan in spread(list(plans.select_related("employee").order_by("pk"))):
            result = Result.objects.filter(plan=plan).first()
            if result:
                place = at("performance:result-change", plan.uuid, result.uuid)
                yield Visit(plan.employee.user_id or 0, place)

    def _ratings(self) -> Iterator[Visit]:
        """Leaders at an evaluation that is not finished."""
        rows = Evaluation.objects.exclude(status__in=Evaluation.FINAL).filter(
            plan__rater__user__isnull=False
        )
        for row in spread(list(rows.select_related("plan__rater").order_by("pk"))):
            place = at("performance:evaluation-rate", row.uuid)
            yield Visit(row.plan.rater.user_id, place)

    def _readings(self) -> Iterator[Visit]:
        """People at their own finished one."""
        rows = Evaluation.objects.final().filter(plan__employee__in=self.staff)
        rows = rows.filter(plan__year=self.day.year).select_related("plan__employee")
        for row in spread(list(rows.order_by("pk"))):
            place = at("performance:evaluation-detail", row.uuid)
            yield Visit(row.plan.employee.user_id or 0, place)

    def _of_the_keeper(self) -> dict[str, list[Visit]]:
        """Pages of the personnel office, and the search, which anybody may use."""
        words = sorted({person.name.split()[0].lower() for person in self.staff})[:OF_EACH]
        found: dict[str, list[Visit]] = {"people search": [], "data problems": []}
        if is_there("people:search"):
            for word, leader in zip(words, self.leaders, strict=False):
                place = at("people:search", query=f"?q={word}")
                found["people search"].append(Visit(self.keeper, place, is_shared=True))
                found["people search"].append(Visit(leader.user_id or 0, place))
        if is_there("people:problem-list"):
            place = at("people:problem-list", query=f"?kind={DataProblem.Kind.ODD_NIP}")
            found["data problems"].append(Visit(self.keeper, place, is_shared=True))
        return found

    def _of_the_agency(self) -> dict[str, list[Visit]]:
        """Pages that tell how all of it stands, and what leaders read of their units."""
        levels = UnitLevel.objects.filter(people__isnull=False, year=self.day.year)
        units = [
            Visit(
                self.keeper,
                at("performance:distribution-unit", level.unit.uuid, level.year, level.period),
                is_shared=True,
            )
            for level in spread(list(levels.select_related("unit").order_by("pk")))
        ]
        shown = ["", *(f"?show={show}" for show in ("all", "departs", "small", "unset"))]
        printing = "performance:report-list"
        return {
            "distribution": self._kept(*(at("performance:distribution", query=q) for q in shown)),
            "unit's pattern": units,
            "who waits": self._kept(at("people:blocking-list")),
            "printing": [*self._by(self.leaders, at(printing)), *self._kept(at(printing))],
            "attendance": self._kept(at("performance:attendance")),
        }

    def _kept(self, *places: Place) -> list[Visit]:
        return [Visit(self.keeper, place, is_shared=True) for place in places]


def is_there(name: str) -> bool:
    """Whether a page exists in this version."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def asks_of(visits: Sequence[Visit], copies: int, user_stride: int) -> list[tuple[int, str]]:
    """Account and address of the visits, in the copies they fall into: the last visit in the last copy."""
    made = []
    for number, visit in enumerate(visits):
        copy = 0 if visit.is_shared else number * (copies + 1) // len(visits)
        made.append((visit.user_id + copy * user_stride, visit.place(copy)))
    return made
