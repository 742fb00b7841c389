"""A request for feedback to someone who has no other part in the plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee
from pamong.performance.models.plan import Plan


class FeedbackAsk(Recorded):
    """Somebody outside the circle of the plan is asked for feedback; the ask is the permission."""

    OF = "plan"
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="asks")
    giver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="feedback_asked")
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("Yang ingin diketahui"), blank=True)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "giver"],
                condition=Q(answered_on=None, declined_on=None),
                name="performance_feedbackask_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.giver}"

    @property
    def is_open(self) -> bool:
        """Whether the answer is awaited."""
        return self.answered_on is None and self.declined_on is None
