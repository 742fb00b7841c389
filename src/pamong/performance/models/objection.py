"""An objection to a rating: filed by the person, explained by the rater, decided one level above."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee
from pamong.performance.models.evaluation import Evaluation

if TYPE_CHECKING:
    from pamong.access.scope import Scope


def sides_of(scope: "Scope") -> list[Q]:
    """The person's own, of plans one rates, of ratings one gave or kept, and above the rater."""
    sides = [
        Q(evaluation__plan__employee_id=scope.employee_id),
        Q(evaluation__plan__rater_id__in=scope.rate_ids),
        Q(evaluation__rater_id=scope.active_id),
        Q(evaluation__plan__superior_id=scope.active_id),
    ]
    return [*sides, Q(evaluation__keeper_id__in=scope.rate_ids)] if scope.keeps else sides


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Reads of objections; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "ObjectionQuerySet":
        """Those of the person, of the rating side above, of the personnel office and the auditor."""
        from pamong.access.scope import Role

        if scope.is_shell:
            return self.all()
        rows = self.filter(evaluation__plan__agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return rows
        return rows.filter(reduce(or_, sides_of(scope))) if scope.employee_id else rows.none()

    def beside(self, scope: "Scope") -> "ObjectionQuerySet":
        """What a person without a role may see, found side by side from the own plans and ratings.

        One condition over all sides would read every objection of the agency.
        """
        parts = [self.filter(side).order_by().values("pk") for side in sides_of(scope)]
        found = self.filter(pk__in=parts[0].union(*parts[1:]))
        return found.filter(evaluation__plan__agency_id=scope.agency_id)

    def waiting(self) -> "ObjectionQuerySet":
        """Those not decided yet."""
        return self.filter(status=Objection.Status.FILED)


class Objection(Recorded):
    """One objection to one version of an evaluation; the decision is final, and both versions stay."""

    OF = "evaluation"

    class Status(models.TextChoices):
        FILED = "filed", _("Menunggu keputusan")
        WITHDRAWN = "withdrawn", _("Ditarik")
        UPHELD = "upheld", _("Penilaian tetap")
        CHANGED = "changed", _("Penilaian diubah")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        Status.FILED: frozenset({Status.WITHDRAWN, Status.UPHELD, Status.CHANGED}),
        Status.WITHDRAWN: frozenset(),
        Status.UPHELD: frozenset(),
        Status.CHANGED: frozenset(),
    }
    SPOKEN = frozenset({Status.FILED, Status.UPHELD, Status.CHANGED})

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="objections")
    reason = models.TextField(_("Alasan keberatan"))
    filed_on = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.FILED)
    explanation = models.TextField(_("Penjelasan penilai"), blank=True)
    explained_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    explained_on = models.DateField(null=True, blank=True)
    decision = models.TextField(_("Alasan keputusan"), blank=True)
    decided_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    new_version = models.OneToOneField(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="objection_behind"
    )

    objects: ClassVar[ObjectionQuerySet] = ObjectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-filed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=~Q(status="withdrawn"),
                name="performance_objection_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["upheld", "changed"])
                | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="performance_objection_decided_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "filed_on", "id"], name="performance_objection_by_state"
            ),
            models.Index(fields=["filed_on", "id"], name="performance_objection_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}"

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.evaluation.plan.rater_id or 0

    def move_to(self, status: str) -> None:
        """Change the state along the allowed ways; does not save."""
        if status not in self.MOVES[self.status]:
            raise ValidationError(
                gettext(
                    "Keberatan ini sudah selesai: %(state)s. Muat ulang halaman untuk melihat status terakhir."
                ),
                params={"state": str(self.get_status_display()).lower()},
                code="wrong_state",
            )
        self.status = status
