"""The clinic's staff rated by Budi, and a session over them that Joko convenes."""

from datetime import date
from typing import Any

from pamong.people.models import Position
from pamong.people.tests.world import World
from pamong.performance.calibration.actions import (
    Convened,
    advance_calibration,
    note_calibration,
    open_calibration,
)
from pamong.performance.calibration.change_actions import Proposed, propose_calibration
from pamong.performance.calibration.queries import Post
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    WHEN,
    level_of,
    opened,
    rated,
)
from pamong.performance.models import (
    Calibration,
    CalibrationChange,
    CalibrationPeer,
    Evaluation,
    UnitLevel,
)

STAFF = Post(Position.Kind.FUNCTIONAL)


def rated_staff(world: World, *names: str) -> dict[str, Evaluation]:
    """People of the clinic rated as expected by Budi, and not set."""
    if not UnitLevel.objects.filter(unit=world.clinic, year=WHEN[0], period=WHEN[1]).exists():
        level_of(world)
    return {name: rated(world, opened(world, name)) for name in names}


def convened(world: World, by: str = "joko", until: date | None = None, **more: Any) -> Calibration:
    """A session over the clinic's staff."""
    asked: dict[str, Any] = {
        "unit": world.clinic,
        "when": WHEN,
        "post": STAFF,
        "until": until,
    } | more
    return open_calibration(Convened(**asked), by=world.account(by), on=world.day)


def in_figures(world: World, calibration: Calibration) -> Calibration:
    """The same after Budi has read and Joko went on."""
    note_calibration(calibration, by=world.account("budi"), on=world.day)
    return advance_calibration(calibration, by=world.account("joko"), on=world.day)


def in_discussion(world: World, calibration: Calibration) -> Calibration:
    """The same one stage further."""
    in_figures(world, calibration)
    return advance_calibration(calibration, by=world.account("joko"), on=world.day)


def peer_of(calibration: Calibration, evaluation: Evaluation) -> CalibrationPeer:
    """One of those in the session."""
    return CalibrationPeer.objects.select_related("calibration", "evaluation").get(
        calibration=calibration, evaluation=evaluation
    )


def proposed(
    world: World, peer: CalibrationPeer, by: str = "joko", **more: Any
) -> CalibrationChange:
    """A proposal to rate both above expectation."""
    given = {"results_rating": ABOVE, "behaviour_rating": ABOVE, "reason": "Bukti kuat."} | more
    return propose_calibration(peer, Proposed(**given), by=world.account(by), on=world.day)
