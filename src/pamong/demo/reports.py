"""Yearly reports: that of the last year waits for the head's approval, that of this one is in work."""

from django.db import transaction

from pamong.access.clock import now
from pamong.access.models import User
from pamong.analytics.annual.actions import (
    open_annual_report,
    propose_annual_report,
    write_annual_text,
)
from pamong.analytics.models import AnnualReport
from pamong.analytics.snapshot.making import make_snapshot
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.people.models import Agency

WRITTEN_BY_NOW = 4  # sections of the year that still runs


def bring_reports(agency: Agency, days: Days, *, by: User) -> int:
    """By the same verbs as on the pages, from a snapshot of all that is there; how many reports."""
    if make_snapshot(agency, day=days.today, clock=now) is None:
        return 0
    with transaction.atomic():
        last = _report(agency, days.last_year, days, by=by)
        _write(last, days, by=by)
        propose_annual_report(last, by=by, on=days.today)
        _write(_report(agency, days.this_year, days, by=by), days, by=by, most=WRITTEN_BY_NOW)
    return 2


def _report(agency: Agency, year: int, days: Days, *, by: User) -> AnnualReport:
    return open_annual_report(agency, year, by=by, on=days.today)


def _write(report: AnnualReport, days: Days, *, by: User, most: int | None = None) -> None:
    told = table("reports")
    sections = list(told["sections"].items())[:most]
    for section, text in sections:
        write_annual_text(report, section, text.strip(), seen=0, by=by, on=days.today)
    texts = told["goals"]["texts"]
    for place, goal in enumerate(report.figures["goals"][:most]):
        said = texts[place % len(texts)]
        write_annual_text(report, goal["uuid"], said, seen=0, by=by, on=days.today)
