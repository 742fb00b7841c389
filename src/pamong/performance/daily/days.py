"""Several days on one page, one line each: the days of work that are still open and on which nothing stands."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from pamong.people.models import Employee
from pamong.performance.daily.actions import LineInput
from pamong.performance.daily.forms import AT_MOST, DayForm, Line
from pamong.performance.daily.queries import (
    BACK,
    StepProgress,
    days_around,
    days_written,
    steps_progress,
)
from pamong.performance.daily.rules import lock_reason
from pamong.performance.models import Plan
from pamong.performance.quarters import quarter_of
from pamong.policy.pack import Pack

MOST_DAYS = 10


def open_days(employee: Employee, plan: Plan, now: date) -> list[date]:
    """The latest working days up to today that may still be written and have no line, oldest first."""
    own = days_around(employee, plan, now, now)
    local = plan.agency.local_packs
    days = [now - timedelta(days=back) for back in range(BACK.days + 1)]
    days = [day for day in days if plan.starts_on <= day <= plan.ends_on and own.is_at_work(day)]
    days = [day for day in days if not lock_reason(day, on=now, days=own, local=local)]
    taken = set(days_written(employee=employee.pk, days=days))
    return sorted([day for day in days if day not in taken][:MOST_DAYS])


def days_sent(data: Any) -> list[date]:
    """The days that the page was made for; nothing where one of them is no day, or stands twice."""
    sent = [data[f"on_{number}"] for number in range(AT_MOST) if f"on_{number}" in data]
    try:
        days = [date.fromisoformat(day) for day in sent]
    except ValueError:
        return []
    return days if len(set(days)) == len(days) else []


def steps_of(plan: Plan, days: Sequence[date]) -> list[StepProgress]:
    """The action plan of the quarters in which the days lie."""
    first_days = {quarter_of(day).number: day for day in days}
    return [step for day in first_days.values() for step in steps_progress(plan, day)]


class DaysForm(DayForm):
    """The form of a day with a day for each line."""

    def __init__(
        self, data: Any = None, *, days: Sequence[date], steps: Sequence[StepProgress], pack: Pack
    ) -> None:
        self.days = days
        if data is not None:
            data = data.copy()
            data["count"] = str(len(days))
        super().__init__(data, entries=(), steps=steps, pack=pack, spare=len(days))
        for number, day in enumerate(days):
            hidden = forms.CharField(widget=forms.HiddenInput, initial=day.isoformat())
            self.fields[f"on_{number}"] = hidden

    @property
    def by_day(self) -> list[tuple[date, Any, Line]]:
        """Each day with its hidden field and its line."""
        hidden = [self[f"on_{number}"] for number in range(len(self.days))]
        return list(zip(self.days, hidden, self.lines, strict=True))

    def given_by_day(self) -> dict[date, LineInput]:
        """The lines on which something was written."""
        lines = zip(self.days, self.given(), strict=True)
        return {day: line for day, line in lines if line.text.strip()}
