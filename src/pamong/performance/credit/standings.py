"""Where people stand, prepared for lists: computed when something is decided, and once a day for everybody."""

from collections.abc import Iterable, Iterator
from datetime import date

from pamong.access.clock import today
from pamong.people.models import Agency, Employee, Position
from pamong.people.rounds import for_each_agency
from pamong.performance.credit.account import Account, Lacking, account_of, state_value
from pamong.performance.credit.pace import pace_of, reach
from pamong.performance.credit.queries import facts_of, stale_people
from pamong.performance.models import CreditStanding

State = CreditStanding.State
TOGETHER, A_ROUND = 500, 4  # people in one go, and how often a round of `tick` does so
FIELDS = ("state", "level", "rank", "total", "rank_missing", "level_missing", "lacking")


def refresh_standings(people: Iterable[Employee], on: date) -> int:
    """Compute the rows of some people anew; they bring their agency along."""
    rows = [_row(key, account_of(facts, on), on) for key, facts in facts_of(people).items()]
    CreditStanding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["employee"],
        update_fields=[*FIELDS, "computed_on"],
    )
    return len(rows)


def refresh_functional(keys: Iterable[int], on: date) -> int:
    """Those of some people who hold a functional post: nobody else is in the list."""
    people = Employee.objects.active().filter(pk__in=list(keys))
    people = people.filter(position__kind=Position.Kind.FUNCTIONAL)
    return refresh_standings(people.select_related("agency"), on)


def refresh_stale(agency: Agency, on: date, rounds: int) -> int:
    """Those of an agency that are not of the day, no more than a round can do."""
    done = 0
    for _round in range(rounds):
        people = stale_people(agency.pk, on, TOGETHER)
        done += refresh_standings(people, on)
        if len(people) < TOGETHER:
            break
    return done


@for_each_agency
def refresh_daily(agency: Agency) -> Iterator[str]:
    """One round of `tick`: each agency on the day that it has."""
    count = refresh_stale(agency, today(agency.time_zone), A_ROUND)
    if count:
        yield f"{agency.code}: computed the angka kredit of {count} people"


def _row(key: int, account: Account, on: date) -> CreditStanding:
    standing = account.standing
    raises_rank = account.raises and not account.unranked
    return CreditStanding(
        employee_id=key,
        state=_state(account),
        level=account.level,
        rank=account.rank,
        total=state_value(standing, "total"),
        rank_missing=state_value(standing, "rank_missing") if raises_rank else None,
        level_missing=state_value(standing, "level_missing") if account.raises else None,
        lacking=account.lacking or (account.unranked if account.raises else ""),
        computed_on=on,
    )


def _state(account: Account) -> str:
    """The farthest threshold first; who lacks a datum is neither near nor far."""
    if account.standing is None or (account.raises and account.unranked == Lacking.RANK):
        return State.MISSING
    if not account.raises:
        return State.UNDER_WAY
    if account.standing.value["level_reached"]:
        return State.LEVEL
    if account.standing.value["rank_reached"] and not account.unranked:
        return State.RANK
    pace = pace_of(account)
    names = ("level",) if account.unranked else ("rank", "level")
    near = [found for name in names if pace and (found := reach(account, pace, name))]
    return State.NEAR if any(one.is_near for one in near) else State.UNDER_WAY
