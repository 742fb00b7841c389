"""Two sessions of calibration in the last round: one is over, in one the figures are being looked at."""

from collections import Counter
from datetime import timedelta

from pamong.access.models import User
from pamong.demo.days import Days
from pamong.demo.files import table
from pamong.people.models import Agency, Employee
from pamong.performance.calibration.actions import (
    Convened,
    advance_calibration,
    close_calibration,
    note_calibration,
    open_calibration,
)
from pamong.performance.calibration.change_actions import (
    Proposed,
    agree_calibration,
    decline_calibration,
    propose_calibration,
)
from pamong.performance.calibration.queries import Post
from pamong.performance.models import Calibration, Evaluation
from pamong.performance.periods import period_on
from pamong.performance.rules import pack_named

FEWEST, SESSIONS, PROPOSED = 2, 2, 3
OPENED, READ, MOVED, CLOSED = 8, 6, 4, 1  # days ago


def bring_calibrations(agency: Agency, days: Days) -> int:
    """Sessions convened by superiors over the people of their raters; how many there are."""
    when = period_on(days.today, frozenset())
    found = _groups(agency, when)
    for number, (superior, post) in enumerate(found[:SESSIONS]):
        _bring(superior, post, when, days, is_over=number == 0)
    return len(found[:SESSIONS])


def _groups(agency: Agency, when: tuple[int, str]) -> list[tuple[Employee, Post]]:
    """Superiors with the level at which most of their raters' people are rated and not set."""
    rows = Evaluation.objects.filter(
        plan__agency=agency,
        plan__year=when[0],
        period=when[1],
        status=Evaluation.Status.RATED,
        number=1,
        plan__superior__user__isnull=False,
        plan__rater__user__isnull=False,
    ).exclude(predicate="")
    counts: Counter[tuple[int, Post]] = Counter()
    for superior, kind, level in rows.values_list(
        "plan__superior_id", "plan__position__kind", "plan__position__level"
    ):
        counts[superior, Post(kind, level)] += 1
    people = Employee.objects.select_related("user", "unit__agency").in_bulk(
        [superior for superior, _post in counts]
    )
    taken: dict[int, tuple[Employee, Post]] = {}
    for (superior, post), count in counts.most_common():
        if count >= FEWEST and people[superior].unit is not None:
            taken.setdefault(superior, (people[superior], post))
    return list(taken.values())


def _bring(
    superior: Employee, post: Post, when: tuple[int, str], days: Days, *, is_over: bool
) -> None:
    """Opened some days ago, read by all, and either closed or at its figures."""
    lead, today = superior.user, days.today
    assert lead is not None
    assert superior.unit is not None
    on = today - timedelta(OPENED)
    session = open_calibration(Convened(superior.unit, when, post), by=lead, on=on)
    for row in session.raters.select_related("rater__user"):
        assert row.rater.user is not None
        note_calibration(session, by=row.rater.user, on=today - timedelta(READ))
    advance_calibration(session, by=lead, on=today - timedelta(MOVED))
    if is_over:
        advance_calibration(session, by=lead, on=today - timedelta(MOVED))
        _discuss(session, lead, days)
        minutes = table("words")["texts"]["calibration_minutes"]
        close_calibration(session, minutes=minutes, by=lead, on=today - timedelta(CLOSED))


def _discuss(session: Calibration, lead: User, days: Days) -> None:
    """Some proposals: the first is made by the rater, the second declined, the third left open."""
    words = table("words")["texts"]
    on = days.today - timedelta(MOVED)
    peers = session.peers.select_related(
        "calibration", "evaluation__plan__rater__user", "evaluation__keeper__user"
    )
    for number, peer in enumerate(peers.order_by("pk")[:PROPOSED]):
        evaluation = peer.evaluation
        codes = pack_named(evaluation.pack).scales["rating"].codes
        other = codes[-1] if evaluation.results_rating != codes[-1] else codes[1]
        given = Proposed(other, evaluation.behaviour_rating, words["calibration_reasons"][number])
        change = propose_calibration(peer, given, by=lead, on=on)
        rater = evaluation.keeper or evaluation.plan.rater
        assert rater is not None
        assert rater.user is not None
        if number == 0:
            agree_calibration(change, by=rater.user, on=on)
        elif number == 1:
            answer = words["calibration_answer"]
            decline_calibration(change, answer=answer, by=rater.user, on=on)
