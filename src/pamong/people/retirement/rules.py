"""At which age the holder of a post retires, from the rule pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import get_language

from pamong.people.leaving.reasons import leaving_pack
from pamong.policy.pack import Row

GROUPS, AGES, AGE = "retirement_group", "retirement_age", "age"
YEAR = 12
NOTHING = Q(position__kind__in=[])
EVERYBODY = Q(pk__isnull=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Posts with one age: by their kind, the words of their level, or the first words of their name."""

    code: str
    age: int
    fits: Q
    row: Row

    @property
    def is_named(self) -> bool:
        """Whether it names posts; the last group takes those that no other does."""
        return bool(self.fits != NOTHING)

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        return leaving_pack().label(GROUPS, self.code, get_language() or "")


def groups() -> list[Group]:
    """In the order of the pack: a post belongs to the first that fits, and the last one takes the rest."""
    pack = leaving_pack()
    rows = pack.tables[AGES].rows
    return [
        Group(term.code, int(rows[term.code].cells[AGE]), _fits(term.details), rows[term.code])
        for term in pack.scales[GROUPS].terms
    ]


def _fits(details: Mapping[str, Any]) -> Q:
    found = Q(position__kind__in=list(details.get("kinds", ())))
    for word in details.get("levels", ()):
        found |= Q(position__level__iexact=word)
    for word in details.get("names", ()):
        found |= Q(position__name__istartswith=f"{word} ") | Q(position__name__iexact=word)
    return found


def group_expression(known: Sequence[Group]) -> Case:
    """The place of a person's group in the list, for a query over people."""
    whens = [When(group.fits, then=Value(place)) for place, group in enumerate(known[:-1])]
    return Case(*whens, default=Value(len(known) - 1), output_field=IntegerField())


def of_age(known: Sequence[Group], age: int) -> Q:
    """Whose posts have the age: those that `group_expression` places so, said as a database can weigh it."""
    found, others = [], []
    for group in known:
        if group.age != age:
            others.append(group.fits)
            continue
        own = EVERYBODY if group is known[-1] else group.fits
        found.append(own & ~reduce(or_, others) if others else own)
    return reduce(or_, found)


def month_before(day: date, years: int = 0) -> date:
    """The first day of the month before, some years earlier."""
    month = day.year * YEAR + day.month - 2
    return date(month // YEAR - years, month % YEAR + 1, 1)


def retires_on(born_on: date, age: int) -> date:
    """The first of the month after the age is reached."""
    month = (born_on.year + age) * YEAR + born_on.month
    return date(month // YEAR, month % YEAR + 1, 1)
