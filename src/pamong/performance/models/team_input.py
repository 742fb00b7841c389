"""What a team's leader says about a member's work in a period, for the rater to weigh."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee, Team
from pamong.performance.models.plan import Plan, Result
from pamong.performance.models.progress import Feedback
from pamong.performance.models.window import Window


class TeamInput(Recorded):
    """The leader's word on one result or value with the rating proposed; the rater decides, it never counts."""

    OF = "plan"
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="team_inputs")
    period = models.CharField(max_length=2, choices=Window.Period)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="inputs")
    giver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="team_inputs_given")
    result = models.ForeignKey(
        Result, null=True, blank=True, on_delete=models.PROTECT, related_name="team_inputs"
    )
    value = models.CharField(max_length=40, blank=True)  # codes of the pack
    rating = models.CharField(max_length=40, blank=True)
    text = models.TextField(_("Alasan"))
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__isnull=False, value="") | (Q(result=None) & ~Q(value="")),
                name="performance_teaminput_on_one_thing",
            ),
            models.UniqueConstraint(
                fields=["plan", "period", "team", "giver", "result"],
                condition=Q(value=""),
                name="performance_teaminput_once_a_result",
            ),
            models.UniqueConstraint(
                fields=["plan", "period", "team", "giver", "value"],
                condition=Q(result=None),
                name="performance_teaminput_once_a_value",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_side_display(self) -> str:
        """As feedback says from which side it comes."""
        return str(Feedback.Side.TEAM_LEADER.label)
