from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.calibration.actions import close_calibration
from pamong.performance.calibration.change_actions import (
    Proposed,
    agree_calibration,
    decline_calibration,
    propose_calibration,
)
from pamong.performance.calibration.tests.make import (
    convened,
    in_discussion,
    in_figures,
    peer_of,
    proposed,
    rated_staff,
)
from pamong.performance.evaluation.tests.make import ABOVE, AS_EXPECTED, WHEN
from pamong.performance.models import CalibrationChange
from pamong.performance.predicates.actions import set_predicates

Status = CalibrationChange.Status


def discussed(world: World, *names: str) -> Any:
    """Sari's place in a session that discusses."""
    found = rated_staff(world, *(names or ("sari", "rini")))
    session = in_discussion(world, convened(world))
    return session, peer_of(session, found["sari"])


def test_the_rater_makes_what_was_proposed_and_everything_of_it_is_kept(world: World) -> None:
    session, peer = discussed(world)
    change = proposed(world, peer)
    assert (change.results_before, change.results_after) == (AS_EXPECTED, ABOVE)
    peer.evaluation.refresh_from_db()
    assert peer.evaluation.results_rating == AS_EXPECTED  # nothing moves before the rater agrees
    made = agree_calibration(change, by=world.account("budi"), on=world.day)
    peer.evaluation.refresh_from_db()
    assert peer.evaluation.results_rating == ABOVE
    assert made.predicate_after == peer.evaluation.predicate
    assert (made.proposed_by, made.answered_by) == (world.joko, world.budi)
    assert peer.evaluation.reason == "Bukti kuat."
    entry = Entry.objects.get(verb="performance.calibration_changed")
    assert entry.subject_uuid == peer.evaluation.uuid
    assert entry.changes["results_rating"] == [AS_EXPECTED, ABOVE]
    assert "Bukti kuat" not in str(entry.changes)
    assert Entry.objects.filter(verb="performance.evaluation_rated").count() == 3
    assert session.peers.count() == 2


def test_rows_and_words_of_the_rating_stay(world: World) -> None:
    from pamong.performance.evaluation.tests.make import level_of, opened, rated, ratings, row, word

    level_of(world)
    evaluation = opened(world, "sari")
    first = row(evaluation.plan)
    given = ratings(
        results={first.pk: word(ABOVE, "Baik sekali.")}, behaviour={"loyal": word(ABOVE, "Setia.")}
    )
    rated(world, evaluation, given)
    session = in_discussion(world, convened(world))
    agree_calibration(
        proposed(world, peer_of(session, evaluation)), by=world.account("budi"), on=world.day
    )
    assert evaluation.results.get().feedback == "Baik sekali."
    assert evaluation.behaviour.get().feedback == "Setia."


@pytest.mark.parametrize("name", ["joko", "dewi", "sari", "wati", "rini"])
def test_nobody_but_the_rater_answers(world: World, name: str) -> None:
    _session, peer = discussed(world)
    change = proposed(world, peer)
    with pytest.raises(PermissionDenied):
        agree_calibration(change, by=world.account(name), on=world.day)
    with pytest.raises(PermissionDenied):
        decline_calibration(change, answer="Tidak.", by=world.account(name), on=world.day)


@pytest.mark.parametrize("name", ["sari", "rini", "wati", "tono", "dewi"])
def test_who_takes_no_part_proposes_nothing(world: World, name: str) -> None:
    _session, peer = discussed(world)
    with pytest.raises(PermissionDenied):
        proposed(world, peer, by=name)


def test_a_rater_who_is_a_peer_proposes_nothing_about_himself(world: World) -> None:
    """Putri rates in Budi's place this week, and is one of the people in the session."""
    found = rated_staff(world, "sari", "putri")
    session = in_discussion(world, convened(world))
    with pytest.raises(PermissionDenied):
        proposed(world, peer_of(session, found["putri"]), by="putri")
    change = proposed(world, peer_of(session, found["putri"]))
    with pytest.raises(PermissionDenied):
        agree_calibration(change, by=world.account("putri"), on=world.day)
    assert proposed(world, peer_of(session, found["sari"]), by="putri").proposed_by == world.putri


def test_the_rater_declines_with_a_reason(world: World) -> None:
    _session, peer = discussed(world)
    change = proposed(world, peer)
    with pytest.raises(ValidationError, match="Tulis alasan"):
        decline_calibration(change, answer="", by=world.account("budi"), on=world.day)
    decline_calibration(change, answer="Bukti lain.", by=world.account("budi"), on=world.day)
    change.refresh_from_db()
    assert (change.status, change.answer) == (Status.DECLINED, "Bukti lain.")
    peer.evaluation.refresh_from_db()
    assert peer.evaluation.results_rating == AS_EXPECTED
    with pytest.raises(ValidationError, match="sudah dijawab"):
        agree_calibration(change, by=world.account("budi"), on=world.day)
    entry = Entry.objects.get(verb="performance.calibration_declined")
    assert entry.person_uuid is None  # the person is not told of what did not happen


def test_a_proposal_needs_a_reason_another_rating_and_the_discussion(world: World) -> None:
    found = rated_staff(world, "sari")
    session = in_figures(world, convened(world))
    peer = peer_of(session, found["sari"])
    with pytest.raises(ValidationError, match="sudah di tahap"):
        proposed(world, peer)
    from pamong.performance.calibration.actions import advance_calibration

    advance_calibration(session, by=world.account("joko"), on=world.day)
    with pytest.raises(ValidationError, match="Tulis alasan usulan"):
        proposed(world, peer, reason="")
    with pytest.raises(ValidationError, match="rating yang berbeda"):
        proposed(world, peer, results_rating=AS_EXPECTED, behaviour_rating=AS_EXPECTED)
    odd = Proposed("luar_biasa", AS_EXPECTED, "Bukti kuat.")
    with pytest.raises(ValidationError, match="ada di daftar"):
        propose_calibration(peer, odd, by=world.account("joko"), on=world.day)
    proposed(world, peer)
    with pytest.raises(ValidationError, match="Sudah ada usulan"):
        proposed(world, peer, by="budi")


def test_an_unanswered_proposal_lapses_at_the_end_and_changes_nothing(world: World) -> None:
    session, peer = discussed(world)
    change = proposed(world, peer)
    close_calibration(session, minutes="Selesai.", by=world.account("joko"), on=world.day)
    change.refresh_from_db()
    assert change.status == Status.LAPSED
    with pytest.raises(ValidationError, match="sudah di tahap"):
        agree_calibration(change, by=world.account("budi"), on=world.day)
    set_predicates(world.budi, WHEN, reason="Satu.", by=world.account("budi"), on=world.day)
    peer.evaluation.refresh_from_db()
    assert peer.evaluation.results_rating == AS_EXPECTED
