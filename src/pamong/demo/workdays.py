"""The working calendar of the demonstration: weeks, own days, rosters of leave."""

from datetime import date, timedelta
from decimal import Decimal

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.seats import CLINIC
from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.contracts.rules import HELD_BY
from pamong.people.leave.actions import LeaveFacts, LeaveLine, import_leaves
from pamong.people.leave.kinds import PACK, kind_choices
from pamong.people.models import Agency, Employee, OwnDay, Unit, WorkWeek
from pamong.people.workdays.actions import DayFacts, WeekFacts, import_own_days, set_week
from pamong.people.workdays.hours import hours_pack, proposed
from pamong.people.workdays.places import Place
from pamong.policy.load import builtin

HOSPITAL = "RSUD"
FOUNDED = (4, 22)  # the anniversary of the regency
PEOPLE, WEEK, CONTRACTS = 14, 7, 40
# Kind by its place in the rules, first day from today, length: some run, one is long, some come.
LEAVES = (
    *((0, -1, 4), (3, -60, 90), (0, -2, 3), (2, -9, 12), (0, 6, 5), (0, 13, 3), (4, 3, 4)),
    *(
        (0, -40, 5),
        (2, -75, 6),
        (0, -110, 4),
        (0, -150, 3),
        (4, -180, 2),
        (1, -20, 90),
        (6, -30, 400),
    ),
)


def bring_workdays(agency: Agency, days: Days, *, by: User) -> None:
    """Six days in schools and clinics, shifts in the hospital, own days, and some people on leave."""
    agency = Agency.objects.get(pk=agency.pk)
    place, since = Place(agency), days.start
    set_week(
        place,
        WeekFacts(WorkWeek.Pattern.FIVE, proposed(hours_pack(since))),
        valid_from=since,
        by=by,
        on=since,
    )
    units = Unit.objects.filter(agency=agency, kind__in=[Unit.Kind.SCHOOL, Unit.Kind.CLINIC])
    for unit in units.order_by("pk"):
        is_shift = unit.code == HOSPITAL
        week = WeekFacts(WorkWeek.Pattern.SHIFT if is_shift else WorkWeek.Pattern.SIX)
        set_week(Place(agency, unit), week, valid_from=since, by=by, on=since)
    founded = [date(year, *FOUNDED) for year in (days.last_year, days.this_year)]
    facts = [DayFacts(OwnDay.Kind.OFF, day, day, f"Hari Jadi {agency.name}") for day in founded]
    import_own_days(place, facts, by=by, on=since)
    import_leaves(_leaves(agency, days), by=by, on=days.today)
    _bring_contracts(agency, days, by)


def _bring_contracts(agency: Agency, days: Days, by: User) -> None:
    """Contracts of some who work under one: most end with the year, every third with the next."""
    rows = Employee.objects.active().filter(agency=agency, kind__in=HELD_BY)
    for number, person in enumerate(rows.order_by("pk")[:CONTRACTS]):
        is_part = person.kind == Employee.Kind.PPPK_PART_TIME
        year = days.this_year + (number % 3 == 0)
        facts = ContractFacts(
            date(days.this_year, 1, 1), date(year, 12, 31), Decimal(50) if is_part else None
        )
        add_contract(person, facts, by=by, on=days.past(date(days.this_year, 1, 2)))


def _leaves(agency: Agency, days: Days) -> list[LeaveLine]:
    rows = Employee.objects.active().filter(agency=agency, unit__isnull=False)
    rows = rows.filter(position__is_head=False, user__mandates=None).select_related(
        "agency", "unit"
    )
    clinic = list(rows.filter(unit__code=CLINIC).order_by("-pk")[: PEOPLE // 2])
    office = list(rows.exclude(unit__code=CLINIC).order_by("pk")[: PEOPLE * WEEK : WEEK])
    kinds = [code for code, _label in kind_choices(builtin(PACK))]
    found = []
    for person, (kind, begins, length) in zip([*clinic, *office], LEAVES, strict=False):
        first = days.today + timedelta(begins)
        last = first + timedelta(length - 1)
        found.append(LeaveLine(person, LeaveFacts(kinds[kind], first, last)))
    return found
