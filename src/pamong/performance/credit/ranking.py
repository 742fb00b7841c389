"""Ranks by the day: one history, of which people's records repeat the rank of today."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from pamong.access.models import User
from pamong.ledger.actions import Actor, Draft
from pamong.people.models import Employee
from pamong.performance.credit.queries import rank_histories
from pamong.performance.credit.rules import RANKS, credit_pack, rank_in
from pamong.performance.credit.standings import refresh_functional
from pamong.performance.models import RankHeld
from pamong.performance.models.credit import rank_on

BATCH = 500
FIELDS = ("rank", "is_start_known", "document_number", "noted_by", "noted_on")
ONE_DAY = timedelta(days=1)
History = Sequence[RankHeld]


def hold_ranks(
    told: Sequence[RankHeld], on: date, was: Mapping[int, str] | None = None
) -> list[Draft]:
    """Put one rank of each of some people into their histories, and that of the day into their records.

    `was` is what records said until now, where they say something else already. Returns what the
    record keeps of each.
    """
    known = rank_histories(row.employee_id for row in told)
    people = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    held = people.order_by("pk").in_bulk([row.employee_id for row in told])
    made: list[RankHeld] = []
    mended: list[RankHeld] = []
    gone: list[int] = []
    drafts, moved = list[Draft](), list[Employee]()
    for one in told:
        own, person = known[one.employee_id], held[one.employee_id]
        row, before = _beside(one, own)
        drafts.append(_draft(row, before))
        first = [] if own else _recorded(row, (was or {}).get(person.pk, person.rank), person, on)
        history = _settled([*first, *(old for old in own if old is not row), row])
        made += [new for new in history if new.pk is None]
        mended += [row] if row.pk and row in history else []
        gone += [old.pk for old in own if old not in history]
        now, person.rank = person.rank, rank_on("", history, on)[0]
        moved += [person] if person.rank != now else []
    RankHeld.objects.filter(pk__in=gone).delete()
    RankHeld.objects.bulk_create(made, batch_size=BATCH)
    RankHeld.objects.bulk_update(mended, FIELDS, batch_size=BATCH)
    Employee.objects.bulk_update(moved, ["rank"], batch_size=BATCH)
    refresh_functional(held, on)
    return drafts


def _beside(one: RankHeld, own: History) -> tuple[RankHeld, str | None]:
    """The row of its day, which it mends, with the rank that it said; itself where there is none."""
    row = next((old for old in own if old.starts_on == one.starts_on), None)
    if row is None:
        return one, None
    before = row.rank
    for name in FIELDS:
        setattr(row, name, getattr(one, name))
    return row, before


def _recorded(row: RankHeld, was: str, person: Employee, on: date) -> list[RankHeld]:
    """What the record said before anything was noted: ranks rise, so that one above holds today."""
    if not was:
        return []
    is_later = row.starts_on < on and _is_above(was, row.rank, person, on)
    return [
        RankHeld(
            employee=person,
            rank=was,
            starts_on=on if is_later else row.starts_on - ONE_DAY,
            is_start_known=False,
            noted_by=row.noted_by,
            noted_on=on,
        )
    ]


def _is_above(rank: str, other: str, person: Employee, on: date) -> bool:
    pack = credit_pack(on, person.kind, person.agency.local_packs)
    codes = [rank_in(pack, one) for one in (rank, other)] if pack else [""]
    order = pack.scales[RANKS].codes if pack else ()
    return all(codes) and order.index(codes[0]) > order.index(codes[1])


def _settled(rows: Iterable[RankHeld]) -> list[RankHeld]:
    """The history in its order; an unknown start says nothing beside a known one of the same rank."""
    kept: list[RankHeld] = []
    for row in sorted(rows, key=lambda one: one.starts_on):
        if kept and kept[-1].rank == row.rank:
            if not row.is_start_known:
                continue
            if not kept[-1].is_start_known:
                kept.pop()
        kept.append(row)
    return kept


def _draft(row: RankHeld, before: str | None) -> Draft:
    changes = {"rank": [before, row.rank], "starts_on": [None, row.starts_on]}
    return Draft("performance.rank_noted", row, changes)


def follow_ranks(before: Mapping[Employee, str], by: Actor, on: date) -> None:
    """Keep what a file changed in people's records: since when the new rank holds, no file says."""
    told = [
        RankHeld(
            employee=person,
            rank=person.rank,
            starts_on=on,
            is_start_known=False,
            noted_by=by if isinstance(by, User) else None,
            noted_on=on,
        )
        for person in before
        if person.rank
    ]
    hold_ranks(told, on, {person.pk: rank for person, rank in before.items()})
