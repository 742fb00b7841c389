"""Who may be calibrated together, who takes part, and what each stage shows, in a fixed number of reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pamong.access.prepared import prepared
from pamong.access.scope import Scope
from pamong.measurement.models import Evidence
from pamong.people.calendar import calendar_of
from pamong.people.models import Assignment, Employee, Position, Unit
from pamong.people.person_days import PersonDays
from pamong.performance.calibration.permissions import sees_whole_agency
from pamong.performance.evaluation.queries import Levels, WorkLine, last_day, lines_of
from pamong.performance.evaluation.sheet import Piece, Word
from pamong.performance.evaluation.standing import Work, works_of
from pamong.performance.levels.queries import levels_by_unit, line_of, nearest_level
from pamong.performance.models import (
    Calibration,
    CalibrationChange,
    CalibrationPeer,
    CalibrationRater,
    Evaluation,
    EvaluationRead,
    EvidenceUse,
    Feedback,
    UnitLevel,
    Window,
)
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When
from pamong.performance.rules import pack_on
from pamong.performance.windows.queries import window_state
from pamong.ui.paging import Page, page_of

DAYS = "calibration_days"  # the clause of the pack
PEERS = 60  # on one page
WORDS = 5  # of feedback about one person, the newest
NAME = "evaluation__plan__employee__name"


class Post(NamedTuple):
    """What makes people peers: the kind of post and its level, as the data have them."""

    kind: str
    level: str = ""


def rated_peers(scope: Scope, unit: Unit, when: When, post: Post) -> "QuerySet[Evaluation]":
    """Rated people of one level at or below a unit who are not set and in no session; below one's raters only."""
    rows = _free(unit, when, post)
    return rows if sees_whole_agency(scope) else rows.filter(plan__superior_id=scope.active_id)


def _free(unit: Unit, when: When, post: Post) -> "QuerySet[Evaluation]":
    year, period = when
    rows = Evaluation.objects.filter(
        plan__agency_id=unit.agency_id,
        plan__unit__path__startswith=unit.path,
        plan__year=year,
        plan__position__kind=post.kind,
        plan__position__level=post.level,
        plan__held=Assignment.Kind.DEFINITIVE,
        period=period,
        status=Evaluation.Status.RATED,
        number=1,  # a correction is written within its own days
    )
    held = CalibrationPeer.objects.filter(evaluation=OuterRef("pk"))
    held = held.exclude(calibration__stage=Calibration.Stage.CLOSED)
    has_rater = Q(keeper__isnull=False) | Q(plan__rater__isnull=False)
    return rows.filter(has_rater).exclude(predicate="").exclude(Exists(held))


def late_evaluations(calibration: Calibration) -> "QuerySet[Evaluation]":
    """Those who would be in the session had they been rated when it was opened."""
    post = Post(calibration.kind, calibration.level)
    when = (calibration.year, calibration.period)
    rows = _free(calibration.unit, when, post)
    joined = calibration.raters.values("rater_id")
    rows = rows.exclude(keeper__in=joined).exclude(keeper=None, plan__rater__in=joined)
    if calibration.is_by_role:
        return rows.exclude(plan__employee_id=calibration.convener_id)
    return rows.filter(plan__superior_id=calibration.convener_id)


def owed_by(rows: "QuerySet[Evaluation]", rater: int) -> "QuerySet[Evaluation]":
    """Those that one rater owes."""
    return rows.filter(Q(keeper_id=rater) | Q(keeper=None, plan__rater_id=rater))


def late_raters(calibration: Calibration) -> list[Employee]:
    """Raters who could still join with people rated since."""
    rows = late_evaluations(calibration)
    keys = Q(pk__in=rows.filter(keeper__isnull=False).values("keeper_id"))
    keys |= Q(pk__in=rows.filter(keeper=None).values("plan__rater_id"))
    return list(Employee.objects.filter(keys).order_by("name", "pk")[:PEERS])


def last_day_for(unit: Unit, when: When, on: date) -> date:
    """Until when predicates may wait: so many days of the pack, and never beyond the window."""
    pack = pack_on(period_days(*when)[0], local=unit.agency.local_packs)
    state = window_state(unit.agency, Window.Stage.EVALUATION, *when, on, [unit.path])
    latest = state.closes_on or date(on.year + 1, on.month, 1)
    if DAYS not in pack.numbers:
        return latest
    days = PersonDays(calendar_of(unit.agency, unit.path))
    return min(latest, last_day(pack.numbers[DAYS], on, days))


def posts_of(agency_id: int) -> list[Post]:
    """The kinds and levels of posts that an agency has, as they stand in its order of kinds."""
    rows = Position.objects.filter(agency_id=agency_id).exclude(kind=Position.Kind.POLITICAL)
    found = {Post(*row) for row in rows.values_list("kind", "level").distinct()}
    kinds = list(Position.Kind.values)
    return sorted(found, key=lambda post: (kinds.index(post.kind), post.level))


def units_for(scope: Scope) -> "QuerySet[Unit]":
    """Units of the agency by role; for who leads the own unit and those below it."""
    rows = Unit.objects.filter(agency_id=scope.agency_id)
    if sees_whole_agency(scope):
        return rows
    own = Employee.objects.filter(pk=scope.active_id).values_list("unit__path", flat=True).first()
    return rows.filter(path__startswith=own) if own else rows.none()


def sessions_in(scope: Scope, after: str) -> "Page[Calibration]":
    """The sessions that one may see, newest first."""
    rows = Calibration.objects.visible_to(scope).select_related("unit", "convener")
    return page_of(rows, after, by=("-opened_on", "-pk"))


def minutes_seen(scope: Scope) -> "QuerySet[Calibration]":
    """Closed sessions that one sees and in which one is not talked about."""
    rows = Calibration.objects.visible_to(scope).filter(stage=Calibration.Stage.CLOSED)
    if scope.is_shell:
        return rows
    own = CalibrationPeer.objects.filter(
        calibration=OuterRef("pk"), evaluation__plan__employee_id=scope.employee_id
    )
    return rows.exclude(Exists(own))


def raters_of(calibration: Calibration) -> list[CalibrationRater]:
    """Who takes part, by name."""
    rows = calibration.raters.select_related("rater")
    return list(rows.order_by("rater__name", "pk"))


def unread_peers(calibration: Calibration, user_id: int, on: date) -> list[CalibrationPeer]:
    """Those about whom an auditor stated no purpose on the day."""
    read = EvaluationRead.objects.filter(
        evaluation=OuterRef("evaluation_id"), reader_id=user_id, on=on
    )
    rows = calibration.peers.exclude(Exists(read))
    return list(rows.select_related("evaluation__plan__agency", "evaluation__plan__employee"))


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One person in a session, with who owes the rating."""

    uuid: UUID
    line: WorkLine


def peers_in(calibration: Calibration, scope: Scope, after: str) -> "Page[PeerLine]":
    """A page of the people in a session by name, without oneself: two queries."""
    rows = CalibrationPeer.objects.visible_to(scope).filter(calibration=calibration)
    told = rows.values_list("pk", "uuid", "evaluation_id", NAME)
    page = page_of(told, after, PEERS, by=(NAME, "pk"))
    keys = {row[2]: row[1] for row in page.rows}
    found = {
        line.evaluation_id: PeerLine(keys[line.evaluation_id], line)
        for line in lines_of(list(keys), calibration.period)
    }
    return Page([found[key] for key in keys if key in found], page.next_cursor)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person did and what others saw of it; nothing here tells how it was rated."""

    work: Work
    evidence: Sequence[Piece] = ()
    words: Sequence[Word] = ()


def shown_of(lines: Sequence[WorkLine], when: When) -> dict[int, Shown]:
    """Results, evidence and feedback of some plans, by plan: six queries for one or for sixty."""
    works = works_of(lines, when, Levels({}))
    pieces, words = _pieces(list(works), period_days(*when)[1]), _words(list(works), when)
    return {
        key: Shown(work, pieces.get(key, ()), words.get(key, ())) for key, work in works.items()
    }


def _pieces(plans: list[int], until: date) -> dict[int, list[Piece]]:
    rows = EvidenceUse.objects.filter(
        plan_id__in=plans, evidence__withdrawn_on=None, evidence__purged_on=None
    )
    told = ("plan_id", "evidence__title", "evidence__link", "evidence__uuid", "evidence__dated_on")
    found: dict[int, list[Piece]] = defaultdict(list)
    for plan, *piece in (
        rows.filter(evidence__dated_on__lte=until)
        .order_by("-evidence__dated_on", "-evidence_id")
        .values_list(*told)
        .distinct()
    ):
        found[plan].append(Piece(*piece))
    return found


def _words(plans: list[int], when: When) -> dict[int, list[Word]]:
    rows = Feedback.objects.filter(plan_id__in=plans, on__lte=period_days(*when)[1])
    found: dict[int, list[Word]] = defaultdict(list)
    for plan, side, text in rows.order_by("-on", "-pk").values_list("plan_id", "side", "text"):
        if len(found[plan]) < WORDS:
            found[plan].append(Word(side, text))
    return found


def changes_in(calibration: Calibration, scope: Scope) -> list[CalibrationChange]:
    """Everything proposed in a session, newest first; nothing about oneself."""
    rows = CalibrationChange.objects.filter(
        peer__in=CalibrationPeer.objects.visible_to(scope), peer__calibration=calibration
    )
    rows = rows.select_related(
        *("proposed_by", "answered_by", "peer__calibration"),
        *("peer__evaluation__plan__employee", "peer__evaluation__plan__agency"),
    )
    return list(rows.order_by("-proposed_on", "-pk"))


def level_of_session(calibration: Calibration) -> UnitLevel | None:
    """The level of the session's unit, or the nearest above that has one."""
    path = calibration.unit.path
    levels = levels_by_unit(line_of(path), calibration.year, calibration.period)
    return nearest_level(path, levels)


def calibrations_of(evaluation: Evaluation) -> list[CalibrationPeer]:
    """The sessions in which a rating of this plan and period was, with what was changed there."""
    return _calibrated(plan=evaluation.plan_id, period=evaluation.period)


@prepared
def _calibrated(*, plan: int, period: str) -> "QuerySet[CalibrationPeer]":
    rows = CalibrationPeer.objects.filter(evaluation__plan_id=plan, evaluation__period=period)
    return rows.select_related("calibration__unit").order_by("-calibration__opened_on", "-pk")


def changes_made(peers: Iterable[CalibrationPeer]) -> list[CalibrationChange]:
    """What the rater changed in these sessions, oldest first; asks nothing where there was none."""
    keys = [peer.pk for peer in peers]
    if not keys:
        return []
    rows = CalibrationChange.objects.filter(peer_id__in=keys, status=CalibrationChange.Status.MADE)
    return list(rows.select_related("answered_by", "peer__calibration").order_by("pk"))


def shown_evidence(scope: Scope) -> "QuerySet[Evidence]":
    """Files of people in open sessions that one may see: they are read there before anything is said."""
    shown = CalibrationPeer.objects.visible_to(scope).exclude(
        calibration__stage=Calibration.Stage.CLOSED
    )
    shown = shown.filter(evaluation__plan__evidence_uses__evidence=OuterRef("pk"))
    return Evidence.objects.filter(Exists(shown))


def waiting_notes(scope: Scope) -> "QuerySet[CalibrationRater]":
    """Sessions whose evidence one has still to read."""
    stage = Calibration.Stage.EVIDENCE
    return CalibrationRater.objects.filter(
        rater_id__in=scope.rate_ids, read_on=None, calibration__stage=stage
    )


def waiting_changes(scope: Scope) -> "QuerySet[CalibrationChange]":
    """Proposals that one answers as the rater."""
    at = "peer__evaluation__"
    rows = CalibrationChange.objects.filter(status=CalibrationChange.Status.PROPOSED)
    rows = rows.filter(peer__calibration__stage=Calibration.Stage.DISCUSSION)
    mine = Q(**{f"{at}keeper": None, f"{at}plan__rater_id__in": scope.rate_ids})
    mine |= Q(**{f"{at}keeper_id__in": scope.rate_ids})
    return rows.filter(mine).exclude(**{f"{at}plan__employee_id": scope.employee_id})
