"""What a snapshot reads from the database: flat rows, only codes, dates, figures and keys; never a name or a text.

A source with a `person` can be read for some people alone, one with a `year` for some years alone.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Max,
    Model,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear

from pamong.measurement.models import Reading, Target
from pamong.people.models import Agency, Assignment, Employee, FormerKind
from pamong.performance.daily.queries import COUNTED
from pamong.performance.models import (
    ActionStep,
    DailyEntry,
    Evaluation,
    EvidenceUse,
    Plan,
    PlanIndicator,
    Result,
    ResultRating,
    UnitLevel,
)

KEY, SHORT, CODE, DAY, FIGURE = "BIGINT", "SMALLINT", "VARCHAR", "DATE", "DECIMAL(20,6)"
Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One query: which rows of an agency, and each column's name, type, and where it comes from."""

    rows: Callable[[Agency], QuerySet[Any]]
    columns: tuple[tuple[str, str, Any], ...]
    person: str = ""
    year: str = ""

    def read(
        self,
        agency: Agency,
        years: Collection[int] | None = None,
        people: Collection[int] | None = None,
    ) -> Rows:
        """The rows of the years and of the people that are asked for, as flat tuples."""
        rows = self.rows(agency)
        if years is not None and self.year:
            rows = rows.filter(**{f"{self.year}__in": sorted(years)})
        if people is not None and self.person:
            rows = rows.filter(**{f"{self.person}__in": sorted(people)})
        taken = [F(take) if isinstance(take, str) else take for _name, _type, take in self.columns]
        return rows.order_by().values_list(*taken)


def _of(model: type[Model], way: str) -> Callable[[Agency], QuerySet[Any]]:
    return lambda agency: model._default_manager.filter(**{way: agency})


def _planned(way: str, *columns: tuple[str, str, Any]) -> tuple[tuple[str, str, Any], ...]:
    """What each row below a plan says first: the year, whose it is, and where."""
    whose = (
        ("year", SHORT, f"{way}year"),
        ("employee_id", KEY, f"{way}employee_id"),
        ("unit_id", KEY, f"{way}unit_id"),
    )
    return (*whose, *columns)


SETTLED = Q(status__in=Evaluation.FINAL)


def _evaluations(agency: Agency) -> QuerySet[Any]:
    return Evaluation.objects.standing().filter(plan__agency=agency)


def _marks(agency: Agency) -> QuerySet[Any]:
    rows = ResultRating.objects.filter(evaluation__plan__agency=agency, attainment__isnull=False)
    return rows.filter(evaluation__replaced_by=None, evaluation__status__in=Evaluation.FINAL)


def _aims(agency: Agency) -> QuerySet[Any]:
    plan = "indicator__in_plans__result__plan__"
    return Target.objects.filter(**{f"{plan}agency": agency, f"{plan}year": F("year")})


def _readings(agency: Agency) -> QuerySet[Any]:
    return PlanIndicator.objects.filter(
        result__plan__agency=agency,
        indicator__readings__isnull=False,
        indicator__readings__replaced_by=None,
    )


def _entries(agency: Agency) -> QuerySet[Any]:
    rows = DailyEntry.objects.filter(plan__agency=agency, step__isnull=False)
    return rows.filter(status__in=COUNTED).values("step_id")


def _proofs(agency: Agency) -> QuerySet[Any]:
    rows = EvidenceUse.objects.filter(plan__agency=agency)
    rows = rows.annotate(of_result=Coalesce("result_id", "entry__step__result_id"))
    kept = rows.filter(of_result__isnull=False, evidence__withdrawn_on=None)
    return kept.filter(evidence__purged_on=None).values("of_result")


def _marked(field: str) -> Any:
    """What a rating says only once it is set: before that not even the one rated may read it."""
    return Case(When(SETTLED, then=F(field)), default=Value(""), output_field=CharField())


def _aimed(way: str = "") -> tuple[tuple[str, str, Any], ...]:
    names = ("value", "stretch", "q1", "q2", "q3")
    return (
        *((name, FIGURE, f"{way}{name}") for name in names),
        ("pace", CODE, f"{way}pace"),
        ("due_on", DAY, f"{way}due_on"),
    )


def _targets_of(way: str, key: str) -> Source:
    """What is aimed at where a goal or a unit's card is told by an indicator."""
    columns: tuple[tuple[str, str, Any], ...] = (
        ("year", SHORT, "year"),
        ("id", KEY, "pk"),
        ("indicator_id", KEY, "indicator_id"),
        (key, KEY, f"{way}__pk"),
        ("unit_id", KEY, f"{way}__unit_id"),
        ("direction", CODE, "indicator__direction"),
        ("baseline", FIGURE, "indicator__baseline"),
        *_aimed(),
    )
    return Source(_of(Target, f"{way}__agency"), columns)


def _readings_of(way: str, key: str) -> Source:
    def rows(agency: Agency) -> QuerySet[Any]:
        standing = Reading.objects.standing().filter(**{f"{way}__agency": agency})
        return standing.annotate(of_year=ExtractYear("as_of"))

    columns: tuple[tuple[str, str, Any], ...] = (
        ("year", SHORT, "of_year"),
        ("id", KEY, "pk"),
        ("indicator_id", KEY, "indicator_id"),
        (key, KEY, f"{way}__pk"),
        ("unit_id", KEY, f"{way}__unit_id"),
        ("as_of", DAY, "as_of"),
        ("value", FIGURE, "value"),
        ("confidence", CODE, "confidence"),
    )
    return Source(rows, columns)


SOURCES: dict[str, Source] = {
    "people": Source(
        _of(Employee, "agency"),
        (("employee_id", KEY, "pk"), ("kind", CODE, "kind")),
        person="pk",
    ),
    "former": Source(
        _of(FormerKind, "employee__agency"),
        (("employee_id", KEY, "employee_id"), ("kind", CODE, "kind"), ("until", DAY, "until")),
        person="employee_id",
    ),
    "posts": Source(
        lambda agency: Assignment.objects.filter(
            employee__agency=agency, kind=Assignment.Kind.DEFINITIVE
        ),
        (
            ("id", KEY, "pk"),
            ("employee_id", KEY, "employee_id"),
            ("unit_id", KEY, "unit_id"),
            ("position_id", KEY, "position_id"),
            ("valid_from", DAY, "valid_from"),
            ("valid_to", DAY, "valid_to"),
        ),
        person="employee_id",
    ),
    "plans": Source(
        _of(Plan, "agency"),
        _planned(
            "",
            ("id", KEY, "pk"),
            ("position_id", KEY, "position_id"),
            ("rater_id", KEY, "rater_id"),
            ("held", CODE, "held"),
            ("form", CODE, "form"),
            ("approach", CODE, "approach"),
            ("status", CODE, "status"),
            ("starts_on", DAY, "starts_on"),
            ("ends_on", DAY, "ends_on"),
            ("proposed_on", DAY, "proposed_on"),
            ("agreed_on", DAY, "agreed_on"),
            ("pack", CODE, "pack"),
        ),
        person="employee_id",
        year="year",
    ),
    "evaluations": Source(
        _evaluations,
        _planned(
            "plan__",
            ("id", KEY, "pk"),
            ("plan_id", KEY, "plan_id"),
            ("rater_id", KEY, Coalesce("keeper_id", "plan__rater_id")),
            ("period", CODE, "period"),
            ("held", CODE, "plan__held"),
            ("status", CODE, "status"),
            ("status_on", DAY, "status_on"),
            ("unit_level", CODE, _marked("unit_level")),
            ("results_rating", CODE, _marked("results_rating")),
            ("behaviour_rating", CODE, _marked("behaviour_rating")),
            ("predicate", CODE, _marked("predicate")),
        ),
        person="plan__employee_id",
        year="plan__year",
    ),
    "marks": Source(
        _marks,
        (("evaluation_id", KEY, "evaluation_id"), ("attainment", "DECIMAL(18,4)", "attainment")),
        person="evaluation__plan__employee_id",
        year="evaluation__plan__year",
    ),
    "results": Source(
        _of(Result, "plan__agency"),
        _planned(
            "plan__",
            ("id", KEY, "pk"),
            ("plan_id", KEY, "plan_id"),
            ("kind", CODE, "kind"),
            ("serves_id", KEY, "serves_id"),
            ("goal_id", KEY, "goal_id"),
        ),
        person="plan__employee_id",
        year="plan__year",
    ),
    "proofs": Source(
        _proofs,
        (
            ("result_id", KEY, "of_result"),
            ("evidence", "INTEGER", Count("evidence_id", distinct=True)),
        ),
        person="plan__employee_id",
        year="plan__year",
    ),
    "targets": Source(
        _of(PlanIndicator, "result__plan__agency"),
        _planned(
            "result__plan__",
            ("id", KEY, "pk"),
            ("plan_id", KEY, "result__plan_id"),
            ("result_id", KEY, "result_id"),
            ("indicator_id", KEY, "indicator_id"),
            ("aspect", CODE, "aspect"),
            ("direction", CODE, "indicator__direction"),
            ("baseline", FIGURE, "indicator__baseline"),
        ),
        person="result__plan__employee_id",
        year="result__plan__year",
    ),
    "aims": Source(
        _aims,
        (("indicator_id", KEY, "indicator_id"), ("year", SHORT, "year"), *_aimed()),
        person="indicator__in_plans__result__plan__employee_id",
        year="year",
    ),
    "readings": Source(
        _readings,
        _planned(
            "result__plan__",
            ("id", KEY, "indicator__readings__pk"),
            ("target_id", KEY, "pk"),
            ("indicator_id", KEY, "indicator_id"),
            ("as_of", DAY, "indicator__readings__as_of"),
            ("value", FIGURE, "indicator__readings__value"),
            ("confidence", CODE, "indicator__readings__confidence"),
        ),
        person="result__plan__employee_id",
        year="result__plan__year",
    ),
    "steps": Source(
        _of(ActionStep, "result__plan__agency"),
        _planned(
            "result__plan__",
            ("id", KEY, "pk"),
            ("plan_id", KEY, "result__plan_id"),
            ("result_id", KEY, "result_id"),
            ("quarter", SHORT, "quarter"),
            ("ends_on", DAY, "result__plan__ends_on"),
            ("amount", "DECIMAL(14,2)", "amount"),
        ),
        person="result__plan__employee_id",
        year="result__plan__year",
    ),
    "entries": Source(
        _entries,
        (
            ("step_id", KEY, "step_id"),
            ("done", "DECIMAL(18,2)", Sum("amount")),
            ("entries", "INTEGER", Count("pk")),
            ("last_on", DAY, Max("on")),
        ),
        person="plan__employee_id",
        year="plan__year",
    ),
    "levels": Source(
        _of(UnitLevel, "unit__agency"),
        (
            ("year", SHORT, "year"),
            ("id", KEY, "pk"),
            ("unit_id", KEY, "unit_id"),
            ("period", CODE, "period"),
            ("level", CODE, "level"),
            ("set_on", DAY, "set_on"),
        ),
    ),
    "goal_targets": _targets_of("indicator__of_goal__goal", "goal_id"),
    "goal_readings": _readings_of("indicator__of_goal__goal", "goal_id"),
    "card_targets": _targets_of("indicator__card", "card_id"),
    "card_readings": _readings_of("indicator__card", "card_id"),
}
