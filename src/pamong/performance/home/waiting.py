"""What waits for a person, counted by kind in one query."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from pamong.access.prepared import prepared
from pamong.access.scope import Role, Scope
from pamong.documents.seals import signer
from pamong.measurement.findings.queries import own_questions
from pamong.measurement.models import Evidence
from pamong.measurement.publishing.queries import to_confirm
from pamong.people.models import AccessRequest, Employee, SupervisorReport
from pamong.people.permissions import keeps_people
from pamong.people.raters.queries import open_reports
from pamong.people.vacancies.queries import people_to_hand, waiting_people
from pamong.performance.calibration.queries import waiting_changes, waiting_notes
from pamong.performance.closing.queries import running, to_close
from pamong.performance.correction.queries import corrections_for
from pamong.performance.daily.queries import returned_entries, waiting_entries
from pamong.performance.due import who_need_plans
from pamong.performance.home.kinds import counted_as, telling, text_of
from pamong.performance.home.overview import overview_parts
from pamong.performance.improvement.queries import own_due, rated_due, to_acknowledge, to_judge
from pamong.performance.levels.queries import units_unset
from pamong.performance.models import (
    AllowanceLine,
    AllowanceSheet,
    Dialogue,
    Evaluation,
    FeedbackAsk,
    LocalRule,
    Objection,
    Reopening,
)
from pamong.performance.papers.signing_queries import to_sign
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When as Period
from pamong.performance.rhythm import Whose, rhythms_of
from pamong.performance.sanction.queries import to_decide, to_state

Running = tuple[Period, date, Whose | None]  # the part that holds the day, since when, whose
REPORTS = "reports"
ACCESS, OPENING, CORRECTION, RULE = "access", "opening", "correction", "rule"
ASKS, EXPLAIN, DECIDE, AWAITED = "asks", "explain", "decide", "awaited"
RATED = "rated_today"
RESULT, CLOSING, VACANT, LEVELS_UNSET = "result", "closing", "vacant", "levels_unset"
TALK, REPORTED, TO_SET = "talk", "reported", "to_set"  # with more after the sign below
TO_READ, TO_ANSWER = "calibration_read", "calibration_answer"
MILESTONES, TO_JUDGE, JUDGED = "milestones", "improvement_judge", "improvement_judged"
FIGURES, EVIDENCE = "asked_figures", "asked_evidence"  # questions to answer
TO_STATE, TO_DECIDE = "sanction_state", "sanction_decide"
TO_PUBLISH = "publication_confirm"
FILLED = "filled"  # people whose rater is gone, by the name of who leads the unit by now
TO_SIGN = "to_sign"
SHEETS = "sheets"  # of allowance, checked, that one pays
LACKING = "lacking"  # lines of them without a part, by month
KEPT_OTHER, LEVELS_OTHER = "kept_other", "levels_other"  # of those who are rated the other way
KEPT = "kept"  # ratings of a period that is over, under a plan that another rates by now
# Of apps above: the kind, for which role, and the rows.
ABOVE: list[tuple[str, Role, Callable[[Scope], "QuerySet[Any]"]]] = []
HOLDERS = (Role.HR, Role.AGENCY_HEAD)


def waiting_for(
    scope: Scope, day: date, years: list[int] | None = None, path: str = ""
) -> dict[str, int]:
    """How much of each kind; states of daily lines are kinds of their own.

    With years also what one looks over, which grows with the agency, or with what is below the path.
    Kinds that need more than a number carry it: `talk|plan|day|name`, `reported|report|day`, `to_set|year|period`,
    `calibration_answer|session`.
    """
    grants = scope.leads or scope.has(*HOLDERS)
    rates = bool(scope.rate_ids)
    rhythms = rhythms_of(scope)
    (year, period), *running_other = running(scope, day)
    part: dict[str, Any] = {"year": year, "period": period, "first": period_days(year, period)[0]}
    others = tuple((one, rhythms.whose(one)) for one in running_other)
    part |= {"whose": rhythms.whose((year, period)), "running_other": others}
    sets = scope.leads or scope.has(Role.AGENCY_HEAD)
    duties = {"keeps": keeps_people(scope), "grants": bool(grants), "rates": rates, "sets": sets}
    duties["signs"] = bool(scope.active_id) and signer().asks_passphrase
    given: dict[str, Any] = {"day": day}
    rated, within = rhythms.last(day)
    other = rhythms.last_other(day)
    given |= {"other": other, "whose_other": other and rhythms.whose(other)}
    if sets or years:
        given |= {"rated": rated, "within": within}
    if path:
        given["path"] = path
    rows = _waiting(scope=scope, years=years, **duties, **given, **(part if rates else {}))
    found: Counter[str] = Counter()
    for kind, count in rows:
        found[kind] += count  # ratings to set come from two sides
    return dict(+found)


@prepared
def _waiting(  # noqa: PLR0913 — what a prepared read is given, it is given apart
    *,
    scope: Scope,
    keeps: bool,
    grants: bool,
    rates: bool,
    sets: bool,
    signs: bool,
    years: list[int] | None,
    day: date = date.min,
    year: int = 0,
    period: str = "",
    first: date = date.min,
    rated: int = 0,
    within: str = "",
    path: str = "",
    whose: Whose | None = None,
    running_other: tuple[tuple[Period, Whose | None], ...] = (),
    other: Period | None = None,
    whose_other: Whose | None = None,
) -> Any:
    """Days are given only where they are asked for: an argument must be sent."""
    parts = [_by_status(waiting_entries(scope)), counted_as(_asks(scope), ASKS), _objections(scope)]
    parts += [*_own_matters(scope), *_of_improving(scope, day, rates=rates)]
    if rates:
        parts += _of_raters(scope)
        others = [(one, period_days(*one)[0], people) for one, people in running_other]
        parts += _of_running(scope, [((year, period), first, whose), *others], day)
        parts += _of_keepers(scope, (rated, within), other) if scope.keeps else []
    parts += _of_units(scope, keeps=keeps, signs=signs)
    if grants:
        parts.append(counted_as(corrections_for(scope, day), CORRECTION))
        parts += _of_holders(scope, day) if scope.has(*HOLDERS) else []
    if sets:
        unset = units_unset(scope, (rated, within), day, None)
        parts += [counted_as(_rated(scope), RATED), counted_as(unset, LEVELS_UNSET)]
    if sets and other:
        parts.append(counted_as(units_unset(scope, other, day, whose_other), LEVELS_OTHER))
    if years:
        parts += overview_parts(scope=scope, path=path, years=years, year=rated, period=within)
    return _by_status(returned_entries(scope.employee_id)).union(*parts, all=True)


def _of_raters(scope: Scope) -> list[Any]:
    """People whose rater is gone, and what sessions of calibration ask of who rates."""
    return [
        counted_as(waiting_people(scope.active_id), VACANT),
        telling(people_to_hand(scope.active_id), FILLED, F("filled_by__name")),
        counted_as(waiting_notes(scope), TO_READ),
        telling(waiting_changes(scope), TO_ANSWER, text_of("peer__calibration__uuid")),
    ]


def _own_matters(scope: Scope) -> list[Any]:
    """Own results to answer, and what one asked of others."""
    doubted = Evidence.objects.kept().filter(owner_id=scope.active_id)
    asked = [
        counted_as(own_questions(scope), FIGURES),
        counted_as(doubted.filter(looked=Evidence.Look.QUESTIONED), EVIDENCE),
    ]
    return [counted_as(_results(scope), RESULT), _talks(scope), _reported(scope), *asked]


def _of_improving(scope: Scope, day: date, *, rates: bool) -> list[Any]:
    """What plans to improve and proposed sanctions ask of the person, and of who rates."""
    own = [counted_as(own_due(scope, day), MILESTONES), counted_as(to_acknowledge(scope), JUDGED)]
    own.append(counted_as(to_state(scope, day), TO_STATE))
    if not rates:
        return own
    rated = counted_as(rated_due(scope, day), MILESTONES)
    return [*own, rated, counted_as(to_judge(scope, day), TO_JUDGE)]


def _of_holders(scope: Scope, day: date) -> list[Any]:
    """What a second person grants."""
    asked = [counted_as(_access(scope), ACCESS), counted_as(_rules(scope), RULE)]
    asked.append(counted_as(to_decide(scope, day), TO_DECIDE))
    return [*asked, counted_as(_openings(scope, day), OPENING)]


def _of_running(scope: Scope, running: Sequence[Running], day: date) -> list[Any]:
    """Plans that ended within the running part, and ratings that are whole and not set."""
    closing = [
        counted_as(to_close(scope, when, since, day, whose), CLOSING)
        for when, since, whose in running
    ]
    kept = [_to_set(scope, running, day, is_kept=True)] if scope.keeps else []
    return [*closing, _to_set(scope, running, day), *kept]


def _of_keepers(scope: Scope, rated: Period, other: Period | None) -> list[Any]:
    """Ratings that stayed with a former rater, by the period that people rate now."""
    kept = [counted_as(_kept(scope, rated), KEPT)]
    return kept + ([counted_as(_kept(scope, other), KEPT_OTHER)] if other else [])


def _by_status(rows: "QuerySet[Any]") -> Any:
    return rows.order_by().values("status").annotate(n=Count("pk")).values_list("status", "n")


def _rated(scope: Scope) -> "QuerySet[Employee]":
    """Those whom one rates today and who need a plan, whether they have one or not."""
    rows = who_need_plans(Employee.objects.filter(rater_id__in=scope.rater_ids))
    return rows.exclude(pk=scope.employee_id)


def _of_units(scope: Scope, *, keeps: bool, signs: bool) -> list[Any]:
    """What waits for who keeps the people of units, pays them or publishes, and papers to be signed."""
    parts = [counted_as(open_reports(scope).select_related(None), REPORTS)] if keeps else []
    parts += [counted_as(to_sign(scope), TO_SIGN)] if signs else []
    if scope.has(Role.AGENCY_HEAD, Role.PUBLISHER):
        parts.append(counted_as(to_confirm(scope), TO_PUBLISH))
    parts += [counted_as(rows(scope), kind) for kind, role, rows in ABOVE if scope.has(role)]
    if scope.pay_unit_ids:
        lines = AllowanceLine.objects.filter(sheet__in=_sheets(scope)).exclude(missing=[])
        parts.append(counted_as(_sheets(scope), SHEETS))
        parts.append(telling(lines, LACKING, text_of("sheet__month")))
    return parts


def _sheets(scope: Scope) -> "QuerySet[AllowanceSheet]":
    """Checked sheets that a treasurer locks to pay them; not those she drew up."""
    rows = AllowanceSheet.objects.filter(status=AllowanceSheet.Status.CHECKED)
    return rows.filter(unit_id__in=scope.pay_unit_ids).exclude(drawn_by_id=scope.user_id)


def _talks(scope: Scope) -> Any:
    """Talks that one asked for and that were not held yet, each with whoever was asked."""
    rows = Dialogue.objects.filter(asked_by_id=scope.employee_id, status=Dialogue.Status.ASKED)
    mine = When(plan__employee_id=scope.employee_id, then=Coalesce("plan__rater__name", Value("–")))
    other = Case(mine, default=F("plan__employee__name"), output_field=CharField())
    return telling(rows, TALK, text_of("plan__uuid"), text_of("asked_on"), other)


def _reported(scope: Scope) -> Any:
    """The own report that the recorded superior is wrong, until it is answered."""
    rows = SupervisorReport.objects.filter(
        employee_id=scope.employee_id, status=SupervisorReport.Status.OPEN
    )
    return telling(rows, REPORTED, text_of("uuid"), text_of("reported_on"))


def _to_set(scope: Scope, running: Sequence[Running], day: date, *, is_kept: bool = False) -> Any:
    """Ratings under oneself that are whole and whose predicates were not set, by period.

    Plans that ended within the running part are closed on a page of their own.
    """
    rows = Evaluation.objects.filter(status=Evaluation.Status.RATED, replaced_by=None)
    own = Q(plan__rater_id__in=scope.rate_ids, keeper=None)
    kept = Q(keeper_id__in=scope.rate_ids)
    rows = rows.exclude(predicate="").filter(kept if is_kept else own)
    rows = rows.exclude(plan__employee_id=scope.employee_id)
    for (year, period), first, _whose in running:
        ended = {"plan__ends_on__gte": first, "plan__ends_on__lt": day}
        rows = rows.exclude(plan__year=year, period=period, **ended)
    return telling(rows, TO_SET, text_of("plan__year"), F("period"))


def _kept(scope: Scope, due: tuple[int, str]) -> "QuerySet[Evaluation]":
    """Those to rate in the period that ended last which stayed when the plan went to another rater."""
    rows = Evaluation.objects.owed_by(scope).filter(plan__year=due[0], period=due[1])
    return rows.filter(predicate="")


def _asks(scope: Scope) -> "QuerySet[FeedbackAsk]":
    """Feedback that somebody asked of this person."""
    return FeedbackAsk.objects.filter(
        giver_id=scope.employee_id, answered_on=None, declined_on=None
    )


def _results(scope: Scope) -> "QuerySet[Evaluation]":
    """Own ratings that were set and that the person neither accepted nor objected to."""
    rows = Evaluation.objects.filter(status=Evaluation.Status.SET, replaced_by=None)
    spoken = Objection.objects.filter(evaluation=OuterRef("pk"), status__in=Objection.SPOKEN)
    return rows.filter(plan__employee_id=scope.employee_id).exclude(Exists(spoken))


def _objections(scope: Scope) -> Any:
    """Objections that this person decides or explains, and the own ones that wait.

    It begins with the own plans; who may stand in for a superior reads all that wait, which are few.
    """
    plan = "evaluation__plan__"
    rows = Objection.objects.waiting()
    if not scope.has(*HOLDERS):
        rows = rows.beside(scope)
    mine = Q(**{f"{plan}employee_id": scope.employee_id})
    rates = Q(**{f"{plan}rater_id__in": scope.rate_ids})
    if scope.keeps:
        rates |= Q(evaluation__keeper_id__in=scope.rate_ids)
    gave = rates | Q(evaluation__rater_id=scope.active_id)
    ours = Q(**{f"{plan}agency_id": scope.agency_id})
    alone = Q(**{f"{plan}superior_id": None}) | Q(**{f"{plan}superior_id": F(f"{plan}rater_id")})
    alone |= Q(**{f"{plan}superior_id": F("evaluation__rater_id")})  # a former rater above by now
    decides = Q(**{f"{plan}superior_id": scope.active_id}) & ~alone
    if scope.has(Role.AGENCY_HEAD):
        decides |= alone & ours
    elif scope.has(Role.HR):
        decides |= alone & ours & ~rates
    explains = gave & Q(explanation="")
    kind = Case(
        When(mine, then=Value(AWAITED)),
        When(decides, then=Value(DECIDE)),
        default=Value(EXPLAIN),
        output_field=CharField(),
    )
    found = rows.filter(mine | decides | explains).order_by().annotate(kind_=kind)
    return found.values("kind_").annotate(n=Count("pk")).values_list("kind_", "n")


def _access(scope: Scope) -> "QuerySet[AccessRequest]":
    rows = AccessRequest.objects.visible_to(scope).open().exclude(asked_by_id=scope.user_id)
    return rows.exclude(user_id=scope.user_id)


def _openings(scope: Scope, day: date) -> "QuerySet[Reopening]":
    rows = Reopening.objects.filter(granted_on=None, window__agency_id=scope.agency_id)
    return rows.filter(Q(until=None) | Q(until__gte=day)).exclude(asked_by_id=scope.user_id)


def _rules(scope: Scope) -> "QuerySet[LocalRule]":
    rows = LocalRule.objects.visible_to(scope).filter(status=LocalRule.Status.ASKED)
    return rows.exclude(asked_by_id=scope.user_id)
