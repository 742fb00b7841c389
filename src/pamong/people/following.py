"""What follows when the rater or the post of people changes: functions handed over at start-up.

They are called inside the transaction, after the new facts are written and before the record, each with
the new rows (dated, of existing people). Open plans follow through here: people may not name them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError

from pamong.ledger.actions import Actor
from pamong.people.models import Assignment, Employee, Supervision

Counter = Callable[[Sequence[int], date, date], int]  # of people, from a day on, seen today
Follower = Callable[[Sequence[Supervision], Actor, date], None]
MoveFollower = Callable[[Sequence[Assignment], Actor, date], None]
FOLLOWERS: list[Follower] = []
MOVE_FOLLOWERS: list[MoveFollower] = []
MEND_FOLLOWERS: list[MoveFollower] = []
ACTING_FOLLOWERS: list[MoveFollower] = []
DUTY_FOLLOWERS: list[MoveFollower] = []
PersonFollower = Callable[[Sequence[Employee], Actor, date], None]
LEAVING_FOLLOWERS: list[PersonFollower] = []
RETURN_FOLLOWERS: list[PersonFollower] = []
# Of people whose rank a file changed, with the one before.
RankFollower = Callable[[Mapping[Employee, str], Actor, date], None]
RANK_FOLLOWERS: list[RankFollower] = []
Check = Callable[[Sequence[int], date, date], None]  # of people, from a day on, seen today
# Of people by the day on which their work ends, and whether they leave: why that may not be.
Keeper = Callable[[Mapping[int, date], bool], Mapping[int, str]]
KEEPERS: list[Keeper] = []  # asked before anything is written
PostKeeper = Callable[[Assignment, date], str]  # of an acting post and its end: why that may not be
POST_KEEPERS: list[PostKeeper] = []  # asked before anything is written
RATER_CHECKS: list[Check] = []
# Of people by the kind that they are from a day on: why that may not be.
KindKeeper = Callable[[Mapping[Employee, tuple[str, date]]], Mapping[int, str]]
KIND_KEEPERS: list[KindKeeper] = []  # asked before anything is written
STAYING: list[Counter] = []  # what would stay with the former rater of some people


def count_staying(people: Sequence[int], day: date, on: date) -> int:
    """How much of what is over stays with the former raters if others begin on the day."""
    return sum(count(people, day, on) for count in STAYING) if people else 0


def why_kept(days: Mapping[int, date], *, leave: bool = False) -> dict[int, str]:
    """Why some people may not move or leave on their day: something would be lost that is over."""
    found: dict[int, str] = {}
    for keeper in KEEPERS if days else ():
        found |= keeper(days, leave)
    return found


def refuse_losing(person: int, day: date, *, leave: bool = False) -> None:
    """Refuse a move or a leaving by which something would be lost that is over."""
    if why := why_kept({person: day}, leave=leave):
        raise ValidationError(why[person])


def refuse_ending(post: Assignment, day: date) -> None:
    """Refuse an end of an acting post by which something would be lost that is over."""
    for keeper in POST_KEEPERS:
        if why := keeper(post, day):
            raise ValidationError(why)


def why_kinds_kept(turned: Mapping[Employee, tuple[str, date]]) -> dict[int, str]:
    """Why some people may not be of another kind from their day on: something would be lost that is over."""
    found: dict[int, str] = {}
    for keeper in KIND_KEEPERS if turned else ():
        found |= keeper(turned)
    return found


def check_raters(people: Sequence[int], day: date, on: date) -> None:
    """Refuse another rater for days on which the recorded one has decided."""
    for check in RATER_CHECKS:
        check(people, day, on)


def follow(rows: Sequence[Supervision], by: Actor, on: date) -> None:
    """Let everything that depends on the rater follow."""
    if rows:
        for follower in FOLLOWERS:
            follower(rows, by, on)


def follow_moves(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """Let everything that depends on the definitive post follow."""
    if rows:
        for follower in MOVE_FOLLOWERS:
            follower(rows, by, on)


def follow_mends(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """Let what is still being written follow a definitive post that was recorded wrongly or not at all."""
    if rows:
        for follower in MEND_FOLLOWERS:
            follower(rows, by, on)


def follow_acting(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """Let everything that depends on an acting post follow: its end, and who rates the work in it."""
    if rows:
        for follower in ACTING_FOLLOWERS:
            follower(rows, by, on)


def follow_duties(rows: Sequence[Assignment], by: Actor, on: date) -> None:
    """Let everything that depends on an extra duty follow: its beginning and its end."""
    if rows:
        for follower in DUTY_FOLLOWERS:
            follower(rows, by, on)


def follow_leaving(people: Sequence[Employee], by: Actor, on: date) -> None:
    """Let everything that ends with a person's service follow."""
    if people:
        for follower in LEAVING_FOLLOWERS:
            follower(people, by, on)


def follow_return(people: Sequence[Employee], by: Actor, on: date) -> None:
    """Let what ended with the service go on, where the leaving was recorded wrongly."""
    if people:
        for follower in RETURN_FOLLOWERS:
            follower(people, by, on)


def follow_ranks(before: Mapping[Employee, str], by: Actor, on: date) -> None:
    """Let the history of ranks follow what a file says of today."""
    if before:
        for follower in RANK_FOLLOWERS:
            follower(before, by, on)
