"""Invented balances of angka kredit of a clinic and a school, by a file; some wait, some are missing."""

import io
from datetime import date
from decimal import Decimal
from random import Random

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.seats import CLINIC, PRIMARY, SEED
from pamong.people.models import Agency, Employee, Position
from pamong.performance.credit.actions import confirm_balances
from pamong.performance.credit.determining import DeterminationFacts, determine_credit
from pamong.performance.credit.queries import account_in
from pamong.performance.credit.standings import refresh_standings
from pamong.performance.credit_import.plan import plan_balances
from pamong.performance.credit_import.reading import read_balances
from pamong.performance.credit_import.writing import write_balances
from pamong.performance.models import CreditEntry
from pamong.performance.rules import pack_on

NAME = "saldo angka kredit (data rekaan).csv"
HEADINGS = (
    *("NIP", "Jenis saldo", "Saldo per", "Angka kredit menurut PAK", "Nomor dokumen"),
    *("Tanggal dokumen", "Asal data", "Golongan", "TMT golongan"),
)
LEFT_OUT, LEFT_OPEN = (
    7,
    5,
)  # every so many has no balance; every so many waits for the second person
SHARES = (Decimal("0.35"), Decimal("0.6"), Decimal("0.88"), Decimal("0.97"))


def bring_credit(agency: Agency, unit: str, days: Days, *, by: User, second: User) -> int:
    """Balances of a unit's people, as determined before the first year lived here; how many."""
    struck = date(days.last_year - 1, 12, 31)
    lines = [";".join(HEADINGS)]
    for number, person in enumerate(_people(agency, unit)):
        if number % LEFT_OUT != LEFT_OUT - 1 and (line := _line(person, number, struck)):
            lines.append(line)
    on = days.today
    file = read_balances(io.BytesIO("\n".join(lines).encode()), NAME)
    write_balances(plan_balances(agency, file, NAME, on, within=None), NAME, by=by, on=on)
    entries = list(CreditEntry.objects.filter(entered_by=by).order_by("pk"))
    answered = [one for number, one in enumerate(entries, start=1) if number % LEFT_OPEN]
    confirm_balances(answered, by=second, on=on)
    return len(entries)


def settle_credit(agency: Agency, days: Days) -> None:
    """Where everybody stands, and the first determinations by raters."""
    people = Employee.objects.active().filter(agency=agency)
    functional = people.filter(position__kind=Position.Kind.FUNCTIONAL)
    refresh_standings(functional.select_related("agency"), days.today)
    for code in (CLINIC, PRIMARY):
        _determine(_people(agency, code), days.today)


def _people(agency: Agency, unit: str) -> list[Employee]:
    rows = Employee.objects.active().filter(agency=agency, unit__code=unit)
    rows = rows.filter(position__kind=Position.Kind.FUNCTIONAL, joined_on__lt=date(2022, 1, 1))
    rows = rows.exclude(nip="").exclude(user__mandates__isnull=False).exclude(rated__isnull=False)
    around = ("agency", "unit", "position", "rater__user")
    return list(rows.select_related(*around).order_by("pk").distinct())


def _line(person: Employee, number: int, struck: date) -> str:
    """A share of what the next rank asks for, so that some are near and some are there."""
    assert person.position is not None
    pack = pack_on(struck, person.kind, local=person.agency.local_packs)
    level = pack.scales["credit_level"].find(person.position.level)
    row = pack.tables["credit_ranks"].rows.get((level, person.rank))
    least = Decimal(str(row.cells["minimum"])) if row else Decimal(0)
    asked = (
        row.cells.get("next")
        if row
        else pack.tables["credit_levels"].rows[level].cells.get("level_threshold")
    )
    if asked is None:
        return ""
    credit = least + (Decimal(str(asked)) - least) * SHARES[number % len(SHARES)]
    chance = Random(f"{SEED}:credit:{person.nip}")
    since = date(struck.year - chance.randint(0, 3), chance.choice((4, 10)), 1)
    document = f"800/{chance.randint(100, 999)}/PAK/{struck.year}"
    told = (
        *(person.nip, "penetapan", struck.isoformat(), f"{credit:.2f}".replace(".", ",")),
        *(document, date(struck.year + 1, 1, 20).isoformat(), "PAK kertas"),
        *((person.rank, since.isoformat()) if row else ("", "")),
    )
    return ";".join(told)


def _determine(people: list[Employee], on: date) -> None:
    """The first whose rater has an account and whose account is whole."""
    for person in people:
        account = account_in(person, on)
        if account.standing is None or account.unranked or not account.conversions:
            continue
        if person.rater is not None and person.rater.user is not None:
            facts = DeterminationFacts(f"800/1/PAK/{on.year}")
            determine_credit(person, facts, by=person.rater.user, on=on)
            return
