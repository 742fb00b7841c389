"""How long a contract lasts and when it is put before whoever decides, from the rule pack."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from pamong.people.models import Employee
from pamong.policy.load import builtin
from pamong.policy.pack import Number, Pack

PACK, MONTHS, NOTICE = "id-kepmenpanrb-16-2025", "contract_months", "contract_notice_days"
HELD_BY = (Employee.Kind.PPPK, Employee.Kind.PPPK_PART_TIME)
YEAR = 12


Local = Sequence[Sequence[str]]
# Which pack holds for an agency on a day: its own answers are known to a higher app alone.
HOLDING: list[Callable[[str, date, Local], Pack]] = []


def contract_pack(on: date, local: Local = ()) -> Pack:
    """The rules of contracts on the day, with the agency's own answers."""
    return HOLDING[0](PACK, on, local) if HOLDING and local else builtin(PACK)


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
