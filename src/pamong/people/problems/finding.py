"""Finds what is wrong: for the whole agency, or only for the people and units that were touched."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from pamong.people.batches import pieces
from pamong.people.heads import filled_for, filled_posts
from pamong.people.models import (
    Agency,
    Assignment,
    Contract,
    DataProblem,
    Employee,
    ProblemSearch,
    Supervision,
    Unit,
)
from pamong.people.nip import oddities
from pamong.people.problems.circles import as_pairs, circles_in

Kind = DataProblem.Kind
DETAIL = 200
LONGEST_LINE = 40
OF_PERSONS = {
    Kind.NO_RATER,
    Kind.RATER_LEFT,
    Kind.RATER_MOVED,
    Kind.RATER_KEPT,
    Kind.ABOVE_LEFT,
    Kind.TWO_POSTS,
    Kind.ODD_NIP,
    Kind.LEAVING_HELD,
    Kind.CONTRACT_ENDED,
}
# Found by functions of higher apps.
OF_OTHERS = {Kind.PLAN_GAP, Kind.PLAN_OVERLAP, Kind.PLAN_POST, Kind.CARD_OWNER}


@dataclass(frozen=True, slots=True)
class Found:
    """A problem before it is a row."""

    kind: str
    employee: int | None
    unit: int | None
    name: str
    detail: str = ""
    filled_by: int | None = None  # who leads by now what the rater led

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """What makes it the same problem as yesterday's."""
        return (self.kind, self.employee, None if self.employee else self.unit)


# What higher apps find about people: of the keys, or of everybody where there are none.
FINDERS: list[Callable[[Agency, Collection[int] | None, date], Iterable[Found]]] = []


@transaction.atomic
def find_problems(agency: Agency, on: date) -> int:
    """Search the whole agency; problems that stay keep the day on which they were found."""
    people, units = _people(agency, on), Unit.objects.on(on).filter(agency=agency)
    found = [*_of_persons(people, on), *_circles(people), *_of_units(units, on)]
    found += _of_others(agency, None, on)
    _replace(DataProblem.objects.filter(agency=agency), agency, found, on)
    ProblemSearch.objects.update_or_create(agency=agency, defaults={"searched_on": on})
    return len(found)


@transaction.atomic
def find_problems_of(
    agency: Agency, keys: Sequence[int], on: date, *, units: Collection[int] = ()
) -> None:
    """Search again only what was touched: these people, those below them, and these units."""
    everyone = _people(agency, on)
    old = DataProblem.objects.filter(agency=agency)
    for some in pieces(sorted(set(keys))):
        lines = Q(rater__in=some) | Q(rater_superior__in=some)
        touched = Employee.objects.filter(Q(pk__in=some) | lines, agency=agency)
        people = everyone.filter(pk__in=touched.values("pk"))
        here = old.filter(kind__in=OF_PERSONS, employee__in=touched.values("pk"))
        _replace(here, agency, list(_of_persons(people, on)), on)
        others = old.filter(kind__in=OF_OTHERS, employee__in=some)
        _replace(others, agency, _of_others(agency, some, on), on)
    if _may_run_in_circle(everyone, old, keys):
        _replace(old.filter(kind=Kind.CIRCLE), agency, list(_circles(everyone)), on)
    wanted = {*units, *_units_of(keys)}
    for some in pieces(sorted(wanted)):
        rows = Unit.objects.on(on).filter(agency=agency, pk__in=some)
        _replace(old.filter(kind=Kind.NO_HEAD, unit__in=some), agency, [*_of_units(rows, on)], on)


def _people(agency: Agency, on: date) -> QuerySet[Employee]:
    gone = Q(left_on__isnull=False, left_on__lte=on)
    return Employee.objects.filter(agency=agency).exclude(gone)


def _units_of(keys: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for some in pieces(sorted(set(keys))):
        rows = Employee.objects.filter(pk__in=some).exclude(unit=None)
        found.update(pk for pk in rows.values_list("unit_id", flat=True) if pk)
    return found


def _of_persons(people: QuerySet[Employee], on: date) -> Iterator[Found]:
    rated = people.exclude(kind=Employee.Kind.POLITICAL)
    named = ("pk", "unit_id", "name")
    for pk, unit, name in rated.filter(rater=None).values_list(*named):
        yield Found(Kind.NO_RATER, pk, unit, name)
    left = rated.filter(rater__left_on__lte=on)
    yield from _of_gone_raters(Kind.RATER_LEFT, left, on)
    yield from _of_gone_raters(Kind.RATER_MOVED, _with_moved_raters(rated, on), on)
    yield from _of_kept_raters(rated, on)
    # The round of the day took all others.
    waits = people.filter(left_on=None, leaves_on__lte=on).values_list(*named, "leaves_on")
    for pk, unit, name, day in waits:
        yield Found(Kind.LEAVING_HELD, pk, unit, name, day.isoformat())
    gone = rated.filter(rater_superior__left_on__lte=on).values_list(*named, "rater_superior__name")
    for pk, unit, name, above in gone:
        yield Found(Kind.ABOVE_LEFT, pk, unit, name, above[:DETAIL])
    yield from _of_contracts(people, on)
    held = Assignment.objects.on(on).filter(kind=Assignment.Kind.DEFINITIVE)
    counts = held.filter(employee__in=people.values("pk")).values_list("employee_id")
    double = counts.annotate(posts=Count("pk")).filter(posts__gt=1).values("employee_id")
    for pk, unit, name in people.filter(pk__in=double).values_list(*named):
        yield Found(Kind.TWO_POSTS, pk, unit, name)
    for pk, unit, name, nip, kind in people.exclude(nip="").values_list(*named, "nip", "kind"):
        if odd := oddities(nip, kind, on=on):
            yield Found(Kind.ODD_NIP, pk, unit, name, " ".join(odd))


def _leading_above() -> Any:
    """What the rater of the outer row led or leads: a unit that is the person's or above it."""
    above: Any = Assignment.objects.filter(employee=OuterRef("rater"), position__is_head=True)
    place = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    return above.annotate(place=place).filter(place__startswith=F("unit__path"))


def _of_kept_raters(rated: QuerySet[Employee], on: date) -> Iterator[Found]:
    """People in another unit than before whose rater rated them there and leads nothing above them here.

    Who leads a unit is often rated by somebody beside it, and officials lead no unit.
    """
    posts = Assignment.objects.filter(employee=OuterRef("pk"), kind=Assignment.Kind.DEFINITIVE)
    since = posts.on(on).order_by("-valid_from").values("valid_from")[:1]
    elsewhere = posts.filter(valid_to__lte=OuterRef("since")).exclude(unit=OuterRef("unit"))
    kept = Supervision.objects.on(on).filter(
        employee=OuterRef("pk"), rater=OuterRef("rater"), valid_from__lt=OuterRef("since")
    )
    rows = rated.filter(rater__left_on=None).exclude(unit=None).exclude(position__is_head=True)
    rows = rows.exclude(rater__kind=Employee.Kind.POLITICAL).annotate(since=Subquery(since))
    rows = rows.filter(Exists(elsewhere), Exists(kept)).exclude(Exists(_leading_above().on(on)))
    for pk, unit, name, rater in rows.values_list("pk", "unit_id", "name", "rater__name"):
        yield Found(Kind.RATER_KEPT, pk, unit, name, rater[:DETAIL])


def _with_moved_raters(rated: QuerySet[Employee], on: date) -> QuerySet[Employee]:
    """People whose rater led a unit above them, and leads none of these any more."""
    above = _leading_above()
    rows = rated.filter(rater__left_on=None).exclude(unit=None)
    return rows.filter(Exists(above.filter(valid_to__lte=on))).exclude(Exists(above.on(on)))


def _of_gone_raters(kind: str, rows: QuerySet[Employee], on: date) -> Iterator[Found]:
    """People whose rater is gone, each with who leads by now what that one led."""
    named = ("pk", "unit_id", "unit__path", "name", "rater_id", "rater__name")
    people = list(rows.values_list(*named))
    filled = filled_posts({rater for *_facts, rater, _name in people}, on)
    for pk, unit, path, name, rater, called in people:
        post = filled_for(pk, path or "", rater, filled)
        by = post.employee_id if post else None
        yield Found(kind, pk, unit, name, called[:DETAIL], by)


def _of_contracts(people: QuerySet[Employee], on: date) -> Iterator[Found]:
    """People whose last contract is over, with its last day and its key for the way there."""
    rows = Contract.objects.ended_undecided(on).filter(employee__in=people.values("pk"))
    named = ("employee_id", "employee__unit_id", "employee__name")
    for pk, unit, name, *rest in rows.values_list(*named, "valid_to", "uuid"):
        last = rest[0] - timedelta(days=1)
        yield Found(Kind.CONTRACT_ENDED, pk, unit, name, f"{last.isoformat()} {rest[1]}")


def _of_others(agency: Agency, keys: Collection[int] | None, on: date) -> list[Found]:
    return [found for finder in FINDERS for found in finder(agency, keys, on)]


def _circles(people: QuerySet[Employee]) -> Iterator[Found]:
    pairs = as_pairs(people.exclude(rater=None).values_list("pk", "rater_id").iterator())
    circles = circles_in(pairs)
    keys = [key for circle in circles for key in circle]
    facts = {}
    for some in pieces(keys):
        rows = people.filter(pk__in=some).values_list("pk", "unit_id", "name")
        facts.update({pk: (unit, name) for pk, unit, name in rows})
    for circle in circles:
        line = " → ".join(facts[key][1] for key in (*circle, circle[0]))
        for key in circle:
            yield Found(Kind.CIRCLE, key, *facts[key], line[:DETAIL])


def _of_units(units: QuerySet[Unit], on: date) -> Iterator[Found]:
    """A unit with people in it and nobody in a post that leads, not even for a time."""
    leading = Assignment.objects.on(on).filter(
        unit=OuterRef("pk"), position__is_head=True, employee__left_on=None
    )
    inside = Employee.objects.filter(unit=OuterRef("pk"), left_on=None)
    bare = units.filter(Exists(inside)).exclude(Exists(leading))
    for pk, name in bare.values_list("pk", "name"):
        yield Found(Kind.NO_HEAD, None, pk, name)


def _may_run_in_circle(
    everyone: QuerySet[Employee], old: QuerySet[DataProblem], keys: Sequence[int]
) -> bool:
    """Whether someone touched stood in a circle or may stand in one now: a short walk upwards."""
    touched = set(keys)
    for some in pieces(sorted(touched)):
        if old.filter(kind=Kind.CIRCLE, employee__in=some).exists():
            return True
    here = touched
    for _step in range(LONGEST_LINE):
        above: set[int] = set()
        for some in pieces(sorted(here)):
            rows = everyone.filter(pk__in=some).exclude(rater=None)
            above.update(pk for pk in rows.values_list("rater_id", flat=True) if pk)
        if above & touched:
            return True
        if not above:
            return False
        here = above
    return True


def _replace(old: QuerySet[DataProblem], agency: Agency, found: Sequence[Found], on: date) -> None:
    """Delete what is mended, add what is new, leave what stays."""
    wanted = {item.key: item for item in found}
    gone = []
    for pk, kind, employee, unit, name, *more in old.values_list(
        "pk", "kind", "employee_id", "unit_id", "name", "detail", "filled_by"
    ):
        same = wanted.get((kind, employee, None if employee else unit))
        if same and (same.unit, same.name, [same.detail, same.filled_by]) == (unit, name, more):
            del wanted[same.key]
        else:
            gone.append(pk)
    for some in pieces(gone):
        DataProblem.objects.filter(pk__in=some).delete()
    rows = [
        DataProblem(
            agency=agency,
            kind=item.kind,
            employee_id=item.employee,
            unit_id=item.unit,
            name=item.name,
            detail=item.detail,
            filled_by_id=item.filled_by,
            found_on=on,
        )
        for item in wanted.values()
    ]
    DataProblem.objects.bulk_create(rows, batch_size=500)
