"""From vision to activity, with shares; and the matrix of roles and results."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.measurement.models import Indicator
from pamong.people.models import Agency, Employee, Team, Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class GoalQuerySet(models.QuerySet["Goal"]):
    """Reads of the cascade."""

    def visible_to(self, scope: "Scope") -> "GoalQuerySet":
        """Everybody in the agency sees what the agency is for."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)


class Goal(Recorded):
    """A node of the cascade: what the agency means to reach, or the work that leads there."""

    OF = "agency"

    class Kind(models.TextChoices):
        VISION = "vision", _("Visi")
        MISSION = "mission", _("Misi")
        GOAL = "goal", _("Tujuan")
        OUTCOME = "outcome", _("Sasaran")
        PROGRAMME = "programme", _("Program")
        ACTIVITY = "activity", _("Kegiatan")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    kind = models.CharField(_("Jenjang"), max_length=10, choices=Kind)
    code = models.CharField(_("Kode"), max_length=60, blank=True)
    name = models.TextField(_("Rumusan"))
    first_year = models.PositiveSmallIntegerField(_("Tahun awal"))
    last_year = models.PositiveSmallIntegerField(_("Tahun akhir"))
    source = models.CharField(_("Sumber"), max_length=250, blank=True)

    objects: ClassVar[GoalQuerySet] = GoalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="performance_goal_years_forward"
            )
        ]
        indexes = [models.Index(fields=["agency", "kind"], name="performance_goal_by_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_direction(self) -> bool:
        """Whether it only says where to: what is carried in plans stands below it."""
        return self.kind in {Goal.Kind.VISION, Goal.Kind.MISSION}

    @property
    def is_lowest(self) -> bool:
        """Whether nothing is expected below it but results in plans."""
        return self.kind == Goal.Kind.ACTIVITY


class GoalIndicator(models.Model):
    """An indicator that tells whether a goal is reached, with the money set aside by year."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.OneToOneField(Indicator, on_delete=models.PROTECT, related_name="of_goal")
    budgets = models.JSONField(default=dict)  # year → rupiah as text

    def __str__(self) -> str:
        return str(self.indicator)


class Contribution(models.Model):
    """A child goal serves a parent by a share; the shares of a child sum to at most 100."""

    parent = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="served_by")
    child = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="serves")
    share = models.DecimalField(_("Bagian (%)"), max_digits=5, decimal_places=2, default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "child"], name="performance_contribution_once"
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("child")), name="performance_contribution_not_oneself"
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0) & Q(share__lte=100), name="performance_contribution_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} → {self.parent}"


class RoleCell(Recorded):
    """What one person owes for one of the leader's results (matriks peran hasil)."""

    OF = "employee"
    result = models.ForeignKey(
        "performance.Result", on_delete=models.CASCADE, related_name="role_cells"
    )
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="role_cells")
    # The team across units in which it is owed; without one, what the rater shares out.
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="role_cells"
    )
    text = models.TextField(_("Peran dan hasil"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result", "employee"],
                condition=Q(team=None),
                name="performance_rolecell_once",
            ),
            models.UniqueConstraint(
                fields=["result", "employee", "team"], name="performance_rolecell_once_in_team"
            ),
        ]

    def __str__(self) -> str:
        return self.text
