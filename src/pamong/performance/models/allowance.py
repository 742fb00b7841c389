"""The allowance (TPP): what a post is worth, penalties, and the sheet of a unit and month."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Agency, Employee, Position, Unit
from pamong.performance.models.evaluation import Evaluation
from pamong.performance.models.sanction import Sanction
from pamong.performance.months import last_of

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class AllowanceTableQuerySet(models.QuerySet["AllowanceTable"]):
    """Reads of tables of bases."""

    def visible_to(self, scope: "Scope") -> "AllowanceTableQuerySet":
        """Those of one's own agency: what a post is worth is a rule for everybody."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)

    def holding_on(self, day: date) -> "AllowanceTableQuerySet":
        """Released ones that have begun, the one that holds first."""
        rows = self.filter(status=AllowanceTable.Status.RELEASED, valid_from__lte=day)
        return rows.order_by("-valid_from", "-pk")


class AllowanceTable(Recorded):
    """What each class or post is paid from a day on; once released it is replaced, never changed."""

    OF = "agency"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Sedang disusun")
        RELEASED = "released", _("Berlaku")
        DROPPED = "dropped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    valid_from = models.DateField(_("Berlaku sejak"))
    basis = models.CharField(_("Dasar hukum"), max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="allowance_tables_made"
    )
    made_on = models.DateField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="allowance_tables_released",
    )
    released_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AllowanceTableQuerySet] = AllowanceTableQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(status="draft"),
                name="performance_allowancetable_one_draft",
            )
        ]

    def __str__(self) -> str:
        return f"{self.basis} ({self.valid_from:%d-%m-%Y})"


class AllowanceBase(models.Model):
    """One row: a class of posts, or one post, which goes before its class."""

    table = models.ForeignKey(AllowanceTable, on_delete=models.CASCADE, related_name="rows")
    grade = models.PositiveSmallIntegerField(_("Kelas jabatan"), null=True, blank=True)
    position = models.ForeignKey(Position, null=True, blank=True, on_delete=models.PROTECT)
    amount = models.PositiveBigIntegerField(_("TPP dasar sebulan"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grade=None, position__isnull=False)
                | Q(grade__isnull=False, position=None),
                name="performance_allowancebase_class_or_post",
            ),
            models.UniqueConstraint(
                fields=["table", "grade"], name="performance_allowancebase_class_once"
            ),
            models.UniqueConstraint(
                fields=["table", "position"], name="performance_allowancebase_post_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position or self.grade}: {self.amount}"


class AllowancePenaltyQuerySet(models.QuerySet["AllowancePenalty"]):
    """Reads of penalties."""

    def visible_to(self, scope: "Scope") -> "AllowancePenaltyQuerySet":
        """One's own, and the agency's for the personnel office."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        if scope.has(Role.HR):
            return self.filter(employee__agency_id=scope.agency_id)
        return self.filter(employee_id=scope.employee_id)

    def cutting(self, month: date) -> "AllowancePenaltyQuerySet":
        """Those that cut the pay of the month."""
        return self.filter(first_month__lte=month, until_month__gt=month, ended_on=None)


class AllowancePenalty(Recorded):
    """A penalty of discipline that cuts the allowance for some months (PP 94/2021)."""

    OF = "employee"
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="penalties")
    kind = models.CharField(max_length=40)  # code of the pack
    cut_percent = models.DecimalField(max_digits=5, decimal_places=2)
    first_month = models.DateField()
    until_month = models.DateField()  # the first month without a cut
    reference = models.CharField(_("Nomor keputusan"), max_length=120)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)  # taken back: it cuts nothing
    sanction = models.OneToOneField(  # the decision that it carries out; empty where noted by hand
        Sanction, null=True, blank=True, on_delete=models.PROTECT, related_name="penalty"
    )

    objects: ClassVar[AllowancePenaltyQuerySet] = AllowancePenaltyQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"{self.employee} {self.reference}"


class PayrollColumns(Recorded):
    """Which columns an agency's payroll reads, and under which headings."""

    OF = "agency"
    agency = models.OneToOneField(Agency, on_delete=models.CASCADE)
    columns = models.JSONField(default=list)  # [field, heading], in order

    def __str__(self) -> str:
        return str(self.agency)


class AllowanceSheetQuerySet(models.QuerySet["AllowanceSheet"]):
    """Reads of sheets."""

    def visible_to(self, scope: "Scope") -> "AllowanceSheetQuerySet":
        """All of the agency's or the kept units'; treasurer and auditor see those that are checked."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        rows = self.filter(unit__agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD):
            return rows
        checked = ~Q(status=AllowanceSheet.Status.DRAFTED)
        if not scope.has(Role.AUDITOR):
            checked &= Q(unit_id__in=scope.pay_unit_ids)
        return rows.filter(Q(unit_id__in=scope.unit_ids) | checked)

    def lock(self, sheet: "AllowanceSheet") -> "AllowanceSheet":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",))
        return rows.select_related("unit__agency", "table").get(pk=sheet.pk)


class AllowanceSheet(Recorded):
    """One unit's allowance in one month; once locked it stays, and later figures are differences."""

    OF = "unit"

    class Status(models.TextChoices):
        DRAFTED = "drafted", _("Disusun")
        CHECKED = "checked", _("Diperiksa")
        LOCKED = "locked", _("Dikunci")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        Status.DRAFTED: frozenset({Status.CHECKED}),
        Status.CHECKED: frozenset({Status.DRAFTED, Status.LOCKED}),
        Status.LOCKED: frozenset(),
    }

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="allowance_sheets")
    month = models.DateField()  # its first day
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFTED)
    table = models.ForeignKey(AllowanceTable, on_delete=models.PROTECT, related_name="sheets")
    pack = models.CharField(max_length=60)  # id@version: it can be run again in ten years
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drawn_on = models.DateField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locked_on = models.DateField(null=True, blank=True)
    people = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    left_out = models.JSONField(default=list)  # days another unit paid: [name, unit, first, last]

    objects: ClassVar[AllowanceSheetQuerySet] = AllowanceSheetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="performance_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"

    @property
    def unit_name(self) -> str:
        """What the unit was called when the month ended."""
        return self.unit.name_on(last_of(self.month))

    def move_to(self, status: str) -> None:
        """Change the state along the allowed ways; does not save."""
        if status not in self.MOVES[self.status]:
            raise ValidationError(
                gettext("Daftar TPP ini sudah %(state)s. Muat ulang halaman."),
                params={"state": str(self.get_status_display()).lower()},
                code="wrong_state",
            )
        self.status = status


class AllowanceLineQuerySet(models.QuerySet["AllowanceLine"]):
    """Reads of lines."""

    def visible_to(self, scope: "Scope") -> "AllowanceLineQuerySet":
        """One's own once they are checked, and those of the sheets that one may see."""
        if scope.is_shell:
            return self.all()
        own = Q(employee_id=scope.employee_id) & ~Q(sheet__status=AllowanceSheet.Status.DRAFTED)
        return self.filter(
            own | Q(sheet__in=AllowanceSheet.objects.visible_to(scope)),
            sheet__unit__agency_id=scope.agency_id,
        )


class AllowanceLine(Recorded):
    """What one person gets for some days of the month, or a difference to what was paid.

    All that it rests on stands in the row: it is computed again from it in ten years.
    """

    OF = "employee"

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Bulan ini")
        DIFFERENCE = "difference", _("Selisih")
        LATE = "late", _("Susulan")  # days of a locked month that were recorded afterwards

    sheet = models.ForeignKey(AllowanceSheet, on_delete=models.CASCADE, related_name="lines")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="allowance_lines")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REGULAR)
    month = models.DateField()  # the sheet's, or the locked one that is corrected or made up for
    pack = models.CharField(max_length=60, blank=True)  # of that locked month; empty is the sheet's
    name = models.CharField(max_length=400)  # as it was, like unit and post
    nip = models.CharField(max_length=18, blank=True)
    unit_name = models.CharField(max_length=250)
    position_name = models.CharField(max_length=250)
    position = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    of_days = models.PositiveSmallIntegerField()
    hours_share = models.DecimalField(
        null=True, blank=True, default=100, max_digits=5, decimal_places=2
    )  # percent of full hours by the contract; empty where no contract says it
    base_month = models.BigIntegerField(null=True, blank=True)
    base = models.BigIntegerField(null=True, blank=True)
    attendance_share = models.DecimalField(max_digits=5, decimal_places=2)
    performance_share = models.DecimalField(max_digits=5, decimal_places=2)
    counts = models.JSONField(default=dict)  # what the percentage was computed from
    away = models.JSONField(default=dict)  # kept leave: count → [by the file, in Pamong]
    findings = models.JSONField(default=list)  # the counts in which the two differ
    attendance_percent = models.DecimalField(null=True, blank=True, max_digits=5, decimal_places=2)
    evaluation = models.ForeignKey(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    predicate = models.CharField(max_length=40, blank=True)  # code of the pack
    predicate_percent = models.DecimalField(null=True, blank=True, max_digits=5, decimal_places=2)
    penalty = models.ForeignKey(
        AllowancePenalty, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cut_percent = models.DecimalField(default=0, max_digits=5, decimal_places=2)
    attendance = models.BigIntegerField(null=True, blank=True)
    performance = models.BigIntegerField(null=True, blank=True)
    cut = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True, blank=True)
    missing = models.JSONField(default=list)  # codes of what is not there
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="differences"
    )
    reasons = models.JSONField(default=list)  # of a difference: [what, before, after]

    objects: ClassVar[AllowanceLineQuerySet] = AllowanceLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            # Nobody is paid twice for one day, whatever sheets there are.
            models.UniqueConstraint(
                fields=["employee", "month", "first_day"],
                condition=Q(kind="regular"),
                name="performance_allowanceline_day_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="difference") | Q(corrects__isnull=False),
                name="performance_allowanceline_corrects",
            ),
        ]
        indexes = [
            models.Index(fields=["sheet", "name", "id"], name="performance_line_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.month:%Y-%m}"

    @property
    def days(self) -> int:
        """How many days of the month it is for."""
        return 0 if self.is_gone else (self.last_day - self.first_day).days + 1

    @property
    def is_gone(self) -> bool:
        """Whether all of it is taken back: by what is known now, another unit or nobody pays."""
        return any(name == "days" and after == 0 for name, _before, after in self.reasons)

    @property
    def rules(self) -> str:
        """The pack of the month that it is for, as id@version."""
        return self.pack or self.sheet.pack
