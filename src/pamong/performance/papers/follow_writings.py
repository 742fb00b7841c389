"""The papers of what follows as kinds: plans to improve, sanctions, objections, and minutes of calibration."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Scope
from pamong.documents.kinds import Choice, Kind, Writing, keys_of, of_keys
from pamong.people.models import Employee, recall_names
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.calibration.queries import minutes_seen
from pamong.performance.models import (
    Calibration,
    CalibrationChange,
    Evaluation,
    ImprovementPlan,
    Objection,
    Sanction,
)
from pamong.performance.papers.contents import blocks
from pamong.performance.papers.contents.follow_up import improvement_content, objection_content
from pamong.performance.papers.contents.minutes import minutes_content
from pamong.performance.papers.contents.persons import Held, know_ranks, posts_of
from pamong.performance.papers.contents.sanctions import sanction_content
from pamong.performance.papers.queries import people_chosen
from pamong.performance.papers.writings import FOLDER
from pamong.performance.periods import say_period
from pamong.ui.dates import say_day_full

TEMPLATE = f"{FOLDER}follow_up.typ"
DECIDED = (Sanction.Status.IMPOSED, Sanction.Status.DECLINED, Sanction.Status.ANNULLED)
ANSWERED = (Objection.Status.UPHELD, Objection.Status.CHANGED)
OF_PLAN = ("evaluation__plan__agency", "evaluation__plan__unit", "evaluation__plan__position")


def _of_people(rows: Any, scope: Scope, choice: Choice, at: str) -> Any:
    rows = people_chosen(rows, scope, choice, at, f"{at}__unit")
    return rows.order_by(f"{at}__name", f"{at}_id", "pk")


def improvement_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those opened in the year."""
    rows = ImprovementPlan.objects.visible_to(scope).filter(opened_on__year=choice.year)
    return keys_of(_of_people(rows, scope, choice, "employee"))


def sanction_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those decided in the year."""
    rows = Sanction.objects.visible_to(scope).filter(
        status__in=DECIDED, decided_on__year=choice.year
    )
    return keys_of(_of_people(rows, scope, choice, "employee"))


def objection_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those decided about evaluations of the year."""
    rows = Objection.objects.visible_to(scope).filter(
        status__in=ANSWERED, evaluation__plan__year=choice.year
    )
    return keys_of(_of_people(rows, scope, choice, "evaluation__plan__employee"))


def minutes_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The closed sessions of a year; no paper of one person, and of an auditor's purpose none by the pile."""
    if choice.employee_id or must_state_purpose(scope):
        return []
    rows = minutes_seen(scope).filter(year=choice.year)
    if choice.unit_path:
        rows = rows.filter(unit__path__startswith=choice.unit_path)
    return keys_of(rows.order_by("unit__path", "opened_on", "pk"))


def improvement_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some plans to improve in their order."""
    around = (*ImprovementPlan.AROUND, *OF_PLAN)
    rows = ImprovementPlan.objects.filter(uuid__in=keys).select_related(*around)
    told = of_keys(rows.prefetch_related("milestones__notes"), keys)
    posts = _posts(told, lambda one: [one.opened_by], lambda one: one.opened_on)
    recall_names(one.evaluation.plan.unit for one in told)
    for one in told:
        period = blocks.span_said(one.opened_on, one.ends_on)
        content = improvement_content(one, posts)
        unit = one.evaluation.plan.unit.name_on(one.opened_on)
        yield _personal(IMPROVEMENT, one, content, unit, period)


def sanction_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some decided sanctions in their order."""
    rows = Sanction.objects.filter(uuid__in=keys, status__in=DECIDED)
    told = of_keys(rows.select_related(*Sanction.AROUND, "employee__unit"), keys)
    accounts = {one.decided_by_id for one in told}
    deciders = {
        person.user_id or 0: person
        for person in Employee.objects.filter(user__in=accounts).select_related("position", "unit")
    }
    posts = _posts(
        told,
        lambda one: [one.employee, deciders.get(one.decided_by_id or 0)],
        lambda one: one.decided_on or one.proposed_on,
    )
    recall_names(one.employee.unit for one in told if one.employee.unit)
    for one in told:
        content = sanction_content(one, posts, deciders)
        unit = one.employee.unit.name if one.employee.unit else ""
        day = say_day_full(one.decided_on or one.proposed_on)
        yield _personal(SANCTION, one, content, unit, day)


def objection_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some decided objections in their order."""
    around = (
        *OF_PLAN,
        *("evaluation__plan__employee", "evaluation__rater", "evaluation__setting"),
        *("explained_by", "decided_by__position", "decided_by__unit", "new_version"),
    )
    rows = Objection.objects.filter(uuid__in=keys, status__in=ANSWERED).select_related(*around)
    told = of_keys(rows, keys)
    posts = _posts(told, lambda one: [one.decided_by], lambda one: one.decided_on or one.filed_on)
    know_ranks(one.evaluation.plan.employee for one in told)
    recall_names(one.evaluation.plan.unit for one in told)
    for one in told:
        evaluation: Evaluation = one.evaluation
        period = say_period(evaluation.plan.year, evaluation.period)
        content = objection_content(one, posts)
        yield _personal(OBJECTION, one, content, evaluation.unit_name, period)


def _posts(told: Sequence[Any], people: Any, day: Any) -> Held:
    """The posts that some people held on the days of some papers, and their ranks, in three queries."""
    found = [person for one in told for person in people(one) if person]
    know_ranks([*found, *(one.employee for one in told if hasattr(one, "employee"))])
    days: list[date] = [day(one) for one in told]
    return posts_of({person.pk for person in found}, min(days), max(days)) if days else {}


def _personal(kind: Kind, one: Any, content: Any, unit: str, period: str) -> Writing:
    """A paper about one person."""
    person: Employee = one.evaluation.plan.employee if kind is OBJECTION else one.employee
    agency = one.evaluation.plan.agency if kind is OBJECTION else person.agency
    title = f"{kind.label} {period}"
    return Writing(
        kind=kind,
        key=str(one.uuid),
        subject=one,
        content=content,
        **blocks.about_person(person, agency, title, unit, period),
    )


def minutes_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """The minutes of some closed sessions in their order."""
    rows = Calibration.objects.filter(uuid__in=keys, stage=Calibration.Stage.CLOSED)
    rows = rows.select_related("agency", "unit", "convener")
    told = of_keys(rows.prefetch_related("raters__rater", "moves__moved_by", "peers"), keys)
    recall_names(one.unit for one in told)
    changes: dict[int, list[CalibrationChange]] = {}
    asked = CalibrationChange.objects.filter(peer__calibration__in=told)
    around = ("proposed_by", "answered_by", "peer__evaluation__plan__employee")
    for change in asked.select_related(*around).order_by("pk"):
        changes.setdefault(change.peer.calibration_id, []).append(change)
    for one in told:
        yield _minutes(one, changes.get(one.pk, []))


def _minutes(session: Calibration, changes: Sequence[CalibrationChange]) -> Writing:
    period, unit = say_period(session.year, session.period), session.unit.name
    title = f"{MINUTES.label} {period}"
    return Writing(
        kind=MINUTES,
        key=str(session.uuid),
        subject=session,
        content=minutes_content(session, changes),
        **blocks.about_unit(session.agency, title, unit, period),
    )


MINUTES = Kind(
    code="berita_acara_kalibrasi",
    label=_("Berita acara kalibrasi"),
    template=TEMPLATE,
    chosen=minutes_keys,
    written=minutes_writings,
    place=72,
)
OBJECTION = Kind(
    code="keputusan_keberatan",
    label=_("Keputusan atas keberatan"),
    template=TEMPLATE,
    chosen=objection_keys,
    written=objection_writings,
    place=62,
)
IMPROVEMENT = Kind(
    code="rencana_perbaikan",
    label=_("Rencana perbaikan kinerja"),
    template=TEMPLATE,
    chosen=improvement_keys,
    written=improvement_writings,
    place=64,
)
SANCTION = Kind(
    code="keputusan_sanksi",
    label=_("Keputusan sanksi"),
    template=TEMPLATE,
    chosen=sanction_keys,
    written=sanction_writings,
    place=66,
)
KINDS = (OBJECTION, IMPROVEMENT, SANCTION, MINUTES)
