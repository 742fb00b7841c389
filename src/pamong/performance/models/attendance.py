"""Attendance of a month as an agency's machine counted it, and the file that it came with."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee, Intake, IntakeQuerySet

if TYPE_CHECKING:
    from pamong.access.scope import Scope

HUNDRED = 100


class AttendanceUpload(Intake):
    """A month's file."""

    month = models.DateField()  # its first day
    columns = models.JSONField(default=dict)  # field → place, where a person chose
    headings = models.JSONField(default=dict)  # field → heading as it was read: proposed next time
    changed = models.PositiveIntegerField(default=0)

    objects: ClassVar[IntakeQuerySet["AttendanceUpload"]] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["user", "id"], name="performance_attupload_by_user"),
            models.Index(fields=["agency", "status"], name="performance_attupload_done"),
        ]


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Reads of attendance."""

    def visible_to(self, scope: "Scope") -> "AttendanceQuerySet":
        """One's own, and those of the people whose facts one keeps."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        mine = Q(employee_id=scope.employee_id)
        if scope.has(Role.HR):
            mine |= Q(employee__agency_id=scope.agency_id)
        elif scope.unit_ids:
            mine |= Q(employee__unit_id__in=scope.unit_ids)
        return self.filter(mine, employee__agency_id=scope.agency_id)


def _days(label: object) -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(
        label,  # type: ignore[arg-type]
        null=True,
        blank=True,
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(31))],
    )


class Attendance(Recorded):
    """One person in one month; an empty field was not said, which is not nought."""

    OF = "employee"
    COUNTS = (
        *("working_days", "present_days", "absent_days", "half_days", "late_minutes"),
        *("leave_days", "sick_days", "duty_days"),
    )
    FIELDS = ("percent", *COUNTS)

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="attendance")
    month = models.DateField()  # its first day
    percent = models.DecimalField(
        _("Persentase kehadiran"), null=True, blank=True, max_digits=5, decimal_places=2
    )
    working_days = _days(_("Hari kerja"))
    present_days = _days(_("Hari hadir"))
    absent_days = _days(_("Hari tanpa keterangan"))
    half_days = _days(_("Hadir setengah hari"))
    late_minutes = models.PositiveIntegerField(
        _("Menit terlambat dan pulang cepat"), null=True, blank=True
    )
    leave_days = _days(_("Hari cuti"))
    sick_days = _days(_("Hari sakit"))
    duty_days = _days(_("Hari dinas luar"))
    source = models.CharField(_("Berkas"), max_length=200, blank=True)
    sourced_on = models.DateField(_("Diimpor"))

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "month"], name="performance_attendance_once"
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=HUNDRED),
                name="performance_attendance_percent_to_100",
            ),
        ]
        indexes = [models.Index(fields=["month"], name="performance_attendance_month")]

    def __str__(self) -> str:
        return f"{self.employee} {self.month:%Y-%m}"

    def values(self) -> dict[str, Decimal | int | None]:
        """What was said, field by field."""
        return {name: getattr(self, name) for name in self.FIELDS}
