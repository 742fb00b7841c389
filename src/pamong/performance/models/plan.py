"""The plan (SKP): results, indicators, expected behaviour, annexes; its states and frozen copies."""

import uuid as uuidlib
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.ledger.models import Recorded
from pamong.measurement.models import Indicator
from pamong.people.models import Agency, Assignment, Employee, Position, Unit, said_as
from pamong.performance.models.seeing import plan_seen


def post_held(held: str, name: str) -> str:
    """A post's name with how it is held, where it is not one's own: `Plt. Kepala Dinas`."""
    return said_as(held, name)


class PlanQuerySet(models.QuerySet["Plan"]):
    """Reads of plans; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "PlanQuerySet":
        """One's own, those one rates, owes a rating of or judges in appeal, one's units', the agency's by role."""
        return self.all() if scope.is_shell else self.filter(plan_seen(scope))

    def lock(self, plan: "Plan") -> "Plan":
        """The row as it stands now, held until the transaction ends."""
        assert connection.in_atomic_block, "a lock lasts as long as its transaction"
        held: Plan | None = _held.first(key=plan.pk)
        if held is None:
            raise Plan.DoesNotExist
        return held

    def in_force(self) -> "PlanQuerySet":
        """Agreed, or agreed and since revised."""
        return self.filter(status__in=Plan.IN_FORCE)

    def definitive(self) -> "PlanQuerySet":
        """Those for a person's own post; an acting one has a plan beside it."""
        return self.filter(held=Assignment.Kind.DEFINITIVE)

    def covering(self, day: date) -> "PlanQuerySet":
        """Whose period holds the day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Plan(Recorded):
    """One person's plan for a period under one rater; a move in the year opens another."""

    OF = "agency"

    class Status(models.TextChoices):
        DRAFTED = "drafted", gettext_lazy("Disusun")
        PROPOSED = "proposed", gettext_lazy("Diajukan")
        RETURNED = "returned", gettext_lazy("Dikembalikan")
        WITHDRAWN = "withdrawn", gettext_lazy("Ditarik")
        AGREED = "agreed", gettext_lazy("Disetujui")
        REVISED = "revised", gettext_lazy("Direvisi")
        CLOSED = "closed", gettext_lazy("Ditutup")  # its owner left and nobody is to be rated

    class Approach(models.TextChoices):
        QUANTITATIVE = "kuantitatif", gettext_lazy("Kuantitatif")
        QUALITATIVE = "kualitatif", gettext_lazy("Kualitatif")

    class Form(models.TextChoices):
        LEADER = "jpt", gettext_lazy("Pimpinan: dengan perspektif")
        STAFF = "ja_jf", gettext_lazy("Administrator, fungsional, pelaksana: dengan aspek")

    EDITABLE = frozenset({Status.DRAFTED, Status.RETURNED, Status.WITHDRAWN})
    IN_FORCE = frozenset({Status.AGREED, Status.REVISED})
    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        Status.DRAFTED: frozenset({Status.PROPOSED}),
        Status.RETURNED: frozenset({Status.PROPOSED}),
        Status.WITHDRAWN: frozenset({Status.PROPOSED}),
        Status.PROPOSED: frozenset({Status.AGREED, Status.RETURNED, Status.WITHDRAWN}),
        Status.AGREED: frozenset({Status.REVISED, Status.RETURNED}),
        Status.REVISED: frozenset({Status.REVISED, Status.RETURNED}),
    }

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    position = models.ForeignKey(Position, on_delete=models.PROTECT)
    # What the holder of the definitive post does besides, as a teacher who leads the school.
    duty = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_besides"
    )
    held = models.CharField(
        max_length=10, choices=Assignment.Kind, default=Assignment.Kind.DEFINITIVE
    )
    rater = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_rated"
    )
    superior = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_in_appeal"
    )
    year = models.PositiveSmallIntegerField(gettext_lazy("Tahun"))
    starts_on = models.DateField(gettext_lazy("Periode awal"))
    ends_on = models.DateField(gettext_lazy("Periode akhir"))
    approach = models.CharField(
        gettext_lazy("Pendekatan"), max_length=12, choices=Approach, default=Approach.QUANTITATIVE
    )
    form = models.CharField(max_length=6, choices=Form, default=Form.STAFF)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFTED)
    status_on = models.DateField()
    proposed_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    shortened_for = models.CharField(max_length=30, blank=True)  # a kind of leave, by its code
    left_ends_on = models.DateField(null=True, blank=True)  # its end before its owner left
    pack = models.CharField(max_length=60)  # the rule pack, as id@version
    version = models.PositiveIntegerField(default=1)  # rises with each change: a stale form is told
    source = models.CharField(max_length=200, blank=True)  # the file, of one that came agreed
    sourced_on = models.DateField(null=True, blank=True)

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "starts_on"],
                condition=Q(held="definitif"),
                name="performance_plan_one_per_start",
            ),
            models.UniqueConstraint(
                fields=["employee", "starts_on", "held", "unit", "position"],
                condition=~Q(held="definitif"),
                name="performance_plan_one_per_acting_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="performance_plan_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(rater=None) | ~Q(rater=F("employee")),
                name="performance_plan_not_oneself",
            ),
        ]
        indexes = [
            models.Index(fields=["rater", "year", "status"], name="performance_plan_by_rater"),
            models.Index(fields=["unit", "year", "status"], name="performance_plan_by_unit"),
            models.Index(fields=["agency", "year", "id"], name="performance_plan_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.employee.full_name}"

    @property
    def is_acting(self) -> bool:
        """Whether it is for an acting post beside the definitive one."""
        return self.held != Assignment.Kind.DEFINITIVE

    @property
    def title(self) -> str:
        """`SKP 2026`, or `SKP Plt. 2026` for an acting post."""
        return (
            f"SKP {self.get_held_display()} {self.year}" if self.is_acting else f"SKP {self.year}"
        )

    @property
    def post_name(self) -> str:
        """The post as it is held, with the duty besides: `Plt. Kepala Dinas`."""
        name = post_held(self.held, self.position.name)
        return f"{name}, {said_as(Assignment.Kind.EXTRA, self.duty.name)}" if self.duty else name

    @property
    def unit_name(self) -> str:
        """What the unit was called when the plan's time ended."""
        return self.unit.name_on(self.ends_on)

    @property
    def leads(self) -> bool:
        """Whether its owner leads the unit, by the post or by a duty besides."""
        return self.position.is_head or (self.duty is not None and self.duty.is_head)

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.rater_id or 0

    @property
    def ledger_person(self) -> Employee:
        """The one whose plan it is."""
        return self.employee

    @property
    def is_editable(self) -> bool:
        """Whether its owner may still change the content."""
        return self.status in self.EDITABLE

    @property
    def is_in_force(self) -> bool:
        """Whether work and ratings rest on it."""
        return self.status in self.IN_FORCE

    def moved_on(self) -> ValidationError:
        """That someone else was first."""
        return ValidationError(
            _("SKP ini sudah %(state)s. Muat ulang halaman untuk melihat status terakhir."),
            params={"state": self.get_status_display().lower()},
            code="wrong_state",
        )

    def move_to(self, status: str, *, on: date) -> None:
        """Change the state along the allowed ways; does not save."""
        if status not in self.MOVES.get(self.status, ()):
            raise self.moved_on()
        self.status, self.status_on = status, on
        self.version += 1


@prepared
def _held(*, key: int) -> "models.QuerySet[Plan]":
    """Every verb of a plan begins with it."""
    rows = Plan.objects.select_for_update(of=("self",)).filter(pk=key)
    return rows.select_related("agency", "employee__agency", "unit")


class Result(models.Model):
    """A result the person owes (RHK), main or additional, and the leader's result that it serves."""

    class Kind(models.TextChoices):
        MAIN = "utama", gettext_lazy("Utama")
        ADDITIONAL = "tambahan", gettext_lazy("Tambahan")

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="results")
    kind = models.CharField(
        gettext_lazy("Klasifikasi"), max_length=10, choices=Kind, default=Kind.MAIN
    )
    text = models.TextField(gettext_lazy("Rencana hasil kerja"))
    place = models.PositiveSmallIntegerField(default=1)
    serves = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="served_by"
    )
    goal = models.ForeignKey(
        "performance.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="results"
    )
    assigned_by = models.CharField(gettext_lazy("Penugasan dari"), max_length=200, blank=True)
    role_cell = models.OneToOneField(
        "performance.RoleCell",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="taken_as",
    )
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        ordering = ["-kind", "place", "pk"]  # main before additional

    def __str__(self) -> str:
        return self.text


class PlanIndicator(models.Model):
    """An individual indicator (IKI) of a result; the target is the indicator's for the plan's year."""

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="in_plans")
    aspect = models.CharField(max_length=30, blank=True)  # code of the pack
    perspective = models.CharField(max_length=30, blank=True)  # code of the pack
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return str(self.indicator)


class BehaviourExpectation(models.Model):
    """What the leader expects beside the fixed guides of one value."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="expectations")
    value = models.CharField(max_length=40)  # code of the pack
    text = models.TextField(gettext_lazy("Ekspektasi khusus pimpinan"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "value"], name="performance_behaviourexpectation_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class PlanAnnex(models.Model):
    """A line of an annex: support, accountability or consequence."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="annexes")
    kind = models.CharField(max_length=30)  # code of the pack
    text = models.TextField()
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["kind", "place", "pk"]

    def __str__(self) -> str:
        return self.text


class PlanSnapshot(models.Model):
    """The plan as it was agreed or revised; never changed afterwards."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="snapshots")
    version = models.PositiveIntegerField()
    made_on = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"], name="performance_plansnapshot_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.version}"


class PlanReturn(models.Model):
    """What the leader asked to change when giving a plan back; the trace quotes it by its digest."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="returns")
    text = models.TextField()
    returned_on = models.DateField()

    def __str__(self) -> str:
        return self.text


class TargetRevision(Recorded):
    """A formal change of an agreed target: asked with a reason, the old value kept."""

    OF = "plan"

    class Status(models.TextChoices):
        ASKED = "asked", gettext_lazy("Diminta")
        GRANTED = "granted", gettext_lazy("Disetujui")
        REFUSED = "refused", gettext_lazy("Ditolak")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revisions")
    plan_indicator = models.ForeignKey(
        PlanIndicator, on_delete=models.PROTECT, related_name="revisions"
    )
    old_value = models.DecimalField(null=True, max_digits=20, decimal_places=6)
    new_value = models.DecimalField(max_digits=20, decimal_places=6)
    # Of quarters whose targets are one's own: what held, and what is asked for those not over yet.
    old_q1 = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=6)
    old_q2 = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=6)
    old_q3 = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=6)
    new_q1 = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=6)
    new_q2 = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=6)
    new_q3 = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=6)
    reason = models.TextField(gettext_lazy("Alasan"))
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan_indicator"],
                condition=Q(status="asked"),
                name="performance_targetrevision_one_open_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_indicator}"

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.plan.rater_id or 0
