"""The act by which a leader sets the predicates of a unit, and the record of who looked at one."""

from typing import ClassVar

from django.db import models

from pamong.ledger.models import Recorded
from pamong.people.models import Employee, StatedRead, Unit
from pamong.performance.models.evaluation import Evaluation
from pamong.performance.models.window import Window


class PredicateSetting(Recorded):
    """One leader's people in one unit and period, set at once, beside the pattern of the level."""

    OF = "unit"
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predicate_settings")
    rater = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="predicate_settings")
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=2, choices=Window.Period)
    level = models.CharField(max_length=30)  # code of the pack
    counts = models.JSONField(default=dict)  # predicate → people, as they were set
    people = models.PositiveIntegerField(default=0)  # in all of these, to be added up over leaders
    departs = models.BooleanField(default=False)  # from the pattern: then there is a reason
    reason = models.TextField(blank=True)
    set_on = models.DateField()
    pack = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["rater", "year", "period"], name="performance_setting_by_rater")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.period}"

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.rater_id or 0


class EvaluationRead(StatedRead):
    """An auditor opened someone's evaluation on a day, for a stated purpose; the person sees it."""

    OPENED: ClassVar[str] = "evaluation"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reads")

    class Meta(StatedRead.Meta):
        indexes = [
            models.Index(fields=["evaluation", "reader", "on"], name="performance_read_on_day")
        ]

    @property
    def ledger_person(self) -> Employee:
        """The one rated."""
        return self.evaluation.plan.employee
