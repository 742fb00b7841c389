"""Quarters of a plan, and whether a stage of the year takes changes."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.performance.models import Plan, Reopening, Window
from pamong.ui.dates import say_day_full

QUARTERS = (1, 2, 3, 4)
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = MONTHS * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def period(self) -> str:
        """Its code in windows and evaluations."""
        return f"Q{self.number}"

    @property
    def name(self) -> str:
        """`triwulan III`."""
        return _("triwulan %(number)s") % {"number": ROMAN[self.number]}


def quarter_of(day: date) -> Quarter:
    """The quarter that holds the day."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def quarters_of(plan: Plan) -> list[Quarter]:
    """The quarters that the plan's period touches."""
    found = [Quarter(plan.year, number) for number in QUARTERS]
    return [q for q in found if q.first <= plan.ends_on and q.last >= plan.starts_on]


def quarter_asked(plan: Plan, text: str, day: date) -> Quarter:
    """The quarter in the address when the plan has it, else the one of the day."""
    quarters = quarters_of(plan)
    asked = [q for q in quarters if str(q.number) == text]
    nearest = quarter_of(min(max(day, plan.starts_on), plan.ends_on))
    return asked[0] if asked else nearest


def last_day(plan: Plan, quarter: Quarter, day: date) -> date:
    """The last day of the quarter that both the plan and the calendar have reached."""
    return max(min(quarter.last, plan.ends_on, day), plan.starts_on)


def closed_windows(plan: Plan, stage: str, *, on: date) -> dict[str, Window]:
    """Windows of the stage that the agency set and that take no changes today, by period."""
    granted = Reopening.objects.filter(granted_on__isnull=False, granted_on__lte=on).filter(
        Q(until=None) | Q(until__gte=on)
    )
    rows = Window.objects.filter(agency_id=plan.agency_id, year=plan.year, stage=stage)
    rows = rows.exclude(pk__in=granted.filter(window__isnull=False).values("window_id"))
    return {window.period: window for window in rows if not window.is_open(on)}


def check_open(closed: dict[str, Window], quarter: Quarter) -> None:
    """Refuse a change in a closed window, with when it closed and who can open it again."""
    window = closed.get(quarter.period) or closed.get(Window.Period.YEAR)
    if window:
        raise ValidationError(closed_sentence(window, quarter), code="closed")


def closed_sentence(window: Window, quarter: Quarter) -> str:
    """When the window was or will be open, and who opens it again."""
    named = {
        "stage": window.get_stage_display(),
        "period": quarter.name,
        "from": say_day_full(window.opens_on),
        "to": say_day_full(window.closes_on),
    }
    opening = _(
        "%(stage)s %(period)s dibuka %(from)s sampai %(to)s. Minta Kepegawaian membukanya "
        "kembali dengan alasan; orang kedua menyetujui."
    )
    return opening % named
