"""The agency's own map of columns, and how much of each month is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from pamong.access.kept import Gathered
from pamong.access.scope import Role, Scope
from pamong.people.figures import figures_for
from pamong.people.models import Agency, Employee
from pamong.people.models.employee import EmployeeQuerySet
from pamong.performance.models import Attendance, AttendanceUpload
from pamong.performance.months import months_back

MONTHS_SHOWN = 6
MONTHS = "attendance_months"  # gathered in a large agency


def kept_columns(agency: Agency) -> dict[str, str]:
    """The headings from which the last file was read, field by field."""
    rows = AttendanceUpload.objects.filter(agency=agency, status=AttendanceUpload.Status.DONE)
    found: dict[str, str] = rows.order_by("-pk").values_list("headings", flat=True).first() or {}
    return found


@dataclass(frozen=True, slots=True)
class MonthHeld:
    """How many people one keeps have attendance for a month."""

    month: date
    people: int
    of: int
    sourced_on: date | None


def months_held(scope: Scope, day: date) -> list[MonthHeld]:
    """The last months, in two queries."""
    kept = _kept_people(scope)
    of = kept.count()
    months = months_back(day, MONTHS_SHOWN)
    rows: Sequence[tuple[date, int, date]] = list(
        Attendance.objects.visible_to(scope)
        .filter(month__in=months, employee__in=kept)
        .values_list("month")
        .annotate(Count("pk"), Max("sourced_on"))
    )
    by_month = {month: (people, on) for month, people, on in rows}
    return [
        MonthHeld(m, by_month.get(m, (0, None))[0], of, by_month.get(m, (0, None))[1])
        for m in months
    ]


def months_shown(scope: Scope, day: date) -> tuple[list[MonthHeld], Gathered | None]:
    """Those of a whole large agency as gathered, for who keeps all of it; else counted at once."""
    if scope.has(Role.HR):
        return figures_for(scope, MONTHS, day, months_held)
    return months_held(scope, day), None


def _kept_people(scope: Scope) -> EmployeeQuerySet:
    rows = Employee.objects.visible_to(scope).active().exclude(nip="")
    return rows if scope.has(Role.HR) else rows.filter(unit_id__in=scope.unit_ids)
