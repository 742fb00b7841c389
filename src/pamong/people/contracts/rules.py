"""How long a contract lasts and when it is put before whoever decides, from the rule pack."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from pamong.people.holding import Local, pack_holding
from pamong.people.models import Employee
from pamong.policy.operators.numbers import written
from pamong.policy.pack import Number, Pack

PACK, MONTHS, NOTICE = "id-kepmenpanrb-16-2025", "contract_months", "contract_notice_days"
SHARE, FULL = "part_time_hours", Decimal(100)
PART_TIME = "pppk_paruh_waktu"  # the row of the table
HELD_BY = (Employee.Kind.PPPK, Employee.Kind.PPPK_PART_TIME)
YEAR = 12


def contract_pack(on: date, local: Local = ()) -> Pack:
    """The rules of contracts on the day, with the agency's own answers."""
    return pack_holding(PACK, on, local)


class Share(NamedTuple):
    """A percent of full hours that the agency's own rules give, with what it rests on."""

    percent: Decimal
    citation: str


def part_time_share(on: date, local: Local = ()) -> Share | None:
    """What the agency answered for contracts that name no share; nothing until it does."""
    table = contract_pack(on, local).tables[SHARE]
    found = table.cell(PART_TIME, "percent")
    return None if found is None else Share(written(found), table.citation_of(PART_TIME))


def share_of(kind: str, said: Decimal | None, on: date, local: Local = ()) -> Decimal | None:
    """The percent of full hours under a contract that holds on the day, as far as it is known."""
    if said is not None:
        return said
    if kind != Employee.Kind.PPPK_PART_TIME:
        return FULL
    answered = part_time_share(on, local)
    return answered.percent if answered else None


def notice(on: date, local: Local = ()) -> Number:
    """How many days before its end a contract is decided on."""
    return contract_pack(on, local).numbers[NOTICE]


def notice_ends(on: date, local: Local = ()) -> date:
    """The last end of a contract that is to be decided on by the day."""
    return on + timedelta(days=int(notice(on, local).value))


def next_end(since: date, local: Local = ()) -> date:
    """The last day of a contract of usual length that begins on the day."""
    months = since.month - 1 + int(contract_pack(since, local).numbers[MONTHS].value)
    year, month = since.year + months // YEAR, months % YEAR + 1
    first_of_next = date(year + month // YEAR, month % YEAR + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month, min(since.day, last)) - timedelta(days=1)
