"""How long a contract lasts and when it is put before whoever decides, from the rule pack."""

from datetime import date, timedelta

from pamong.people.models import Employee
from pamong.policy.load import builtin
from pamong.policy.pack import Number

PACK, MONTHS, NOTICE = "id-kepmenpanrb-16-2025", "contract_months", "contract_notice_days"
HELD_BY = (Employee.Kind.PPPK, Employee.Kind.PPPK_PART_TIME)
YEAR = 12


def notice() -> Number:
    """How many days before its end a contract is decided on."""
    return builtin(PACK).numbers[NOTICE]


def notice_ends(on: date) -> date:
    """The last end of a contract that is to be decided on by the day."""
    return on + timedelta(days=int(notice().value))


def next_end(since: date) -> date:
    """The last day of a contract of usual length that begins on the day."""
    months = since.month - 1 + int(builtin(PACK).numbers[MONTHS].value)
    year, month = since.year + months // YEAR, months % YEAR + 1
    first_of_next = date(year + month // YEAR, month % YEAR + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month, min(since.day, last)) - timedelta(days=1)
