"""The unit's level, each person's evaluation with its versions, and what follows from it."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models import Employee, Unit
from pamong.people.person_days import PersonDays, days_of
from pamong.performance.models.plan import Plan, Result
from pamong.performance.models.seeing import rating_seen
from pamong.performance.models.window import Window

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class UnitLevel(Recorded):
    """How the unit did in a period (capaian kinerja organisasi); set before its people are rated."""

    OF = "unit"
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="levels")
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=2, choices=Window.Period)
    level = models.CharField(max_length=30)  # code of the pack
    reason = models.TextField(_("Dasar penetapan"), blank=True)
    set_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()
    # What the acts of setting predicates here come to, repeated for lists; `repeat_settings` writes it.
    people = models.PositiveIntegerField(null=True, editable=False)  # nothing: nobody set any yet
    departs = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "period"], name="performance_unitlevel_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["year", "period", "people", "departs"], name="performance_level_by_set"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.period}"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Reads of evaluations; each starts at visible_to."""

    def visible_to(self, scope: "Scope") -> "EvaluationQuerySet":
        """What `rating_seen` says."""
        return self.all() if scope.is_shell else self.filter(rating_seen(scope))

    def owed_by(self, scope: "Scope") -> "EvaluationQuerySet":
        """Those not set yet that stayed with somebody for whom one rates, under another rater's plan."""
        return self.filter(keeper_id__in=scope.rate_ids).exclude(status__in=Evaluation.FINAL)

    def final(self) -> "EvaluationQuerySet":
        """Those whose predicate is set."""
        return self.filter(status__in=Evaluation.FINAL)

    def standing(self) -> "EvaluationQuerySet":
        """The last version of each."""
        return self.filter(replaced_by=None)

    def lock(self, evaluation: "Evaluation") -> "Evaluation":
        """The row as it stands now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",))
        return rows.select_related(*Evaluation.AROUND).get(pk=evaluation.pk)


class Evaluation(Recorded):
    """The rating of one plan in one period; a correction is a new version, both stay."""

    OF = "plan"

    class Status(models.TextChoices):
        OPEN = "open", _("Belum dinilai")
        RATED = "rated", _("Sedang dinilai")
        SET = "set", _("Predikat ditetapkan")
        ACKNOWLEDGED = "acknowledged", _("Diterima pegawai")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        Status.OPEN: frozenset({Status.RATED}),
        Status.RATED: frozenset({Status.RATED, Status.SET}),
        Status.SET: frozenset({Status.ACKNOWLEDGED}),
        Status.ACKNOWLEDGED: frozenset(),
    }
    FINAL = frozenset({Status.SET, Status.ACKNOWLEDGED})
    AROUND = ("plan__agency", "plan__employee", "plan__unit", "plan__position", "plan__duty")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evaluations")
    period = models.CharField(max_length=2, choices=Window.Period)
    number = models.PositiveSmallIntegerField(default=1)  # the version, in words of people
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        db_index=False,  # the constraint below is one, without the many that nothing replaced
    )
    rater = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations_given"
    )
    # Who was the rater on the period's last day and still rates it, where the plan has another by now.
    keeper = models.ForeignKey(
        Employee,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evaluations_kept",
        db_index=False,  # the index below is one, without the many that nobody keeps
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    status_on = models.DateField()
    unit_level = models.CharField(max_length=30, blank=True)  # codes of the pack, from here on
    results_suggested = models.CharField(max_length=40, blank=True)
    results_rating = models.CharField(max_length=40, blank=True)
    behaviour_rating = models.CharField(max_length=40, blank=True)
    predicate = models.CharField(max_length=40, blank=True)
    reason = models.TextField(_("Alasan"), blank=True)
    recommendation = models.TextField(_("Catatan atau rekomendasi"), blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_note = models.TextField(blank=True)
    is_silent = models.BooleanField(default=False)  # accepted because no answer came in time
    setting = models.ForeignKey(
        "performance.PredicateSetting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evaluations",
    )
    pack = models.CharField(max_length=60)  # id@version: it can be run again in ten years
    inputs = models.JSONField(default=dict)  # what the rules were given
    version = models.PositiveIntegerField(default=1)  # rises with each change: a stale form is told

    objects: ClassVar[EvaluationQuerySet] = EvaluationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "period", "number"], name="performance_evaluation_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["set", "acknowledged"]) | ~Q(predicate=""),
                name="performance_evaluation_set_has_predicate",
            ),
            models.UniqueConstraint(
                fields=["replaced_by"],
                condition=Q(replaced_by__isnull=False),
                name="performance_evaluation_replaces_one",
            ),
        ]
        indexes = [
            models.Index(fields=["rater", "period", "status"], name="performance_eval_by_rater"),
            models.Index(
                fields=["keeper", "period"],
                condition=Q(keeper__isnull=False),
                name="performance_eval_by_keeper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.period}"

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.owed_by_id

    @property
    def owed_by_id(self) -> int:
        """Who rates it: whoever kept it, else the plan's rater; 0 while there is none."""
        return self.keeper_id or self.plan.rater_id or 0

    @cached_property
    def days(self) -> PersonDays:
        """The days of the one rated, by which times are counted; read once."""
        plan = self.plan
        return days_of(plan.agency, plan.unit.path, plan.employee_id, plan.starts_on)

    @property
    def last_day(self) -> date:
        """The last day that it judges, of a plan that ended before its period too."""
        return min(Window.days_of(self.plan.year, self.period)[1], self.plan.ends_on)

    @property
    def unit_name(self) -> str:
        """What the unit was called on that day."""
        return self.plan.unit.name_on(self.last_day)

    @property
    def is_final(self) -> bool:
        """Whether its predicate is set."""
        return self.status in self.FINAL

    @property
    def is_complete(self) -> bool:
        """Whether both ratings are there, and so the predicate that follows from them."""
        return bool(self.predicate)

    def move_to(self, status: str, *, on: date) -> None:
        """Change the state along the allowed ways; does not save."""
        if status not in self.MOVES[self.status]:
            raise ValidationError(
                gettext(
                    "Penilaian ini sudah %(state)s. Muat ulang halaman untuk melihat status terakhir."
                ),
                params={"state": str(self.get_status_display()).lower()},
                code="wrong_state",
            )
        self.status, self.status_on = status, on
        self.version += 1


class ResultRating(models.Model):
    """The rating of one result beside its computed attainment; missing stays missing."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="results")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="ratings")
    attainment = models.DecimalField(null=True, max_digits=14, decimal_places=4)
    rating = models.CharField(max_length=40, blank=True)  # code of the pack
    feedback = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "result"], name="performance_resultrating_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.result} {self.rating}"


class BehaviourRating(models.Model):
    """The rating of one value of behaviour."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="behaviour")
    value = models.CharField(max_length=40)  # codes of the pack
    rating = models.CharField(max_length=40, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "value"], name="performance_behaviourrating_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.rating}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Reads of what follows from ratings."""

    def visible_to(self, scope: "Scope") -> "FollowUpQuerySet":
        """Those one owns, and those of evaluations that one may see."""
        if scope.is_shell:
            return self.all()
        final = Q(evaluation__status__in=Evaluation.FINAL)
        seen = final & rating_seen(scope, "evaluation__")
        return self.filter(Q(owner_id=scope.active_id) | seen)


class FollowUp(Recorded):
    """What happens after a rating: recognition, coaching, counselling or an improvement plan."""

    OF = "evaluation"
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=40)  # code of the pack
    text = models.TextField(_("Isi"))
    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="follow_ups_owned")
    due_on = models.DateField(_("Paling lambat"))
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(_("Hasil"), blank=True)

    objects: ClassVar[FollowUpQuerySet] = FollowUpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="performance_followup_by_day"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(done_on__isnull=True),
                name="performance_followup_open",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(done_on__isnull=False),
                name="performance_followup_done",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ledger_rater_id(self) -> int:
        """Whose act a rating, an answer or a word about it is."""
        return self.evaluation.plan.rater_id or 0
