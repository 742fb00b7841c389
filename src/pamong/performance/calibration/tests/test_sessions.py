from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.models import Position
from pamong.people.tests.make import make_employee, make_supervision
from pamong.people.tests.world import World
from pamong.performance.calibration.actions import (
    Convened,
    add_calibration_rater,
    advance_calibration,
    close_calibration,
    note_calibration,
    open_calibration,
    return_calibration,
)
from pamong.performance.calibration.queries import Post, late_raters
from pamong.performance.calibration.tests.make import (
    STAFF,
    convened,
    in_discussion,
    in_figures,
    rated_staff,
)
from pamong.performance.evaluation.tests.make import WHEN, opened, rated, ratings
from pamong.performance.models import Calibration, Evaluation
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.ratings.actions import Accepted, rate_evaluations


def test_the_raters_superior_opens_a_session_and_the_raters_are_invited(world: World) -> None:
    rated_staff(world, "sari", "rini")
    opened(world, "putri", by="budi")
    session = convened(world)
    names = session.peers.values_list("evaluation__plan__employee__name", flat=True)
    assert set(names) == {"Sari Lestari", "Rini Astuti"}  # Putri is not rated yet
    assert [row.rater for row in session.raters.all()] == [world.budi]
    assert session.stage == Calibration.Stage.EVIDENCE
    entry = Entry.objects.get(verb="performance.calibration_opened")
    assert entry.changes["people"] == [None, 2]


@pytest.mark.parametrize("name", ["dewi", "joko"])
def test_who_leads_the_raters_or_keeps_the_agencys_people_may_convene(
    world: World, name: str
) -> None:
    rated_staff(world, "sari")
    assert convened(world, by=name).convener == getattr(world, name)


@pytest.mark.parametrize("name", ["sari", "lina", "tono", "rini"])
def test_others_may_not_convene(world: World, name: str) -> None:
    rated_staff(world, "sari")
    with pytest.raises(PermissionDenied):
        convened(world, by=name)


@pytest.mark.parametrize("name", ["budi", "putri"])
def test_the_rater_himself_and_his_delegate_find_nobody_to_convene(world: World, name: str) -> None:
    rated_staff(world, "sari")
    with pytest.raises(ValidationError, match="Tidak ada pegawai setingkat"):
        convened(world, by=name)


def test_only_peers_of_the_level_enter(world: World) -> None:
    rated_staff(world, "sari")
    with pytest.raises(ValidationError, match="Tidak ada pegawai setingkat"):
        convened(world, post=Post(Position.Kind.EXECUTIVE))


def test_who_is_a_peer_asks_somebody_else_to_convene(world: World) -> None:
    from pamong.access.scope import Role
    from pamong.performance.evaluation.tests.make import give_role

    rated_staff(world, "sari")
    give_role(world, "sari", Role.HR)
    with pytest.raises(ValidationError, match="Minta orang lain"):
        convened(world, by="sari")


def test_a_set_predicate_does_not_enter(world: World) -> None:
    rated_staff(world, "sari")
    set_predicates(world.budi, WHEN, reason="Satu.", by=world.account("budi"), on=world.day)
    with pytest.raises(ValidationError, match="Tidak ada pegawai setingkat"):
        convened(world)


def test_nobody_is_in_two_sessions_at_once(world: World) -> None:
    rated_staff(world, "sari")
    convened(world)
    with pytest.raises(ValidationError, match="Tidak ada pegawai setingkat"):
        convened(world, by="dewi")


def test_nobody_convenes_over_another_agency(world: World) -> None:
    rated_staff(world, "sari")
    asked = Convened(world.clinic, WHEN, STAFF)
    with pytest.raises(PermissionDenied):
        open_calibration(asked, by=world.account("lina"), on=world.day)


def test_a_period_that_runs_is_not_calibrated(world: World) -> None:
    rated_staff(world, "sari")
    with pytest.raises(ValidationError, match="belum berakhir"):
        convened(world, when=(2026, "Q4"))


def test_the_last_day_is_within_what_the_rules_allow(world: World) -> None:
    rated_staff(world, "sari")
    with pytest.raises(ValidationError, match="Isi hari terakhir kalibrasi"):
        convened(world, until=world.day + timedelta(days=90))
    with pytest.raises(ValidationError, match="Isi hari terakhir kalibrasi"):
        convened(world, until=world.day - timedelta(days=1))
    assert convened(world).until == date(2026, 12, 9)  # ten working days


def test_ratings_wait_for_the_session_and_predicates_no_longer_than_its_last_day(
    world: World,
) -> None:
    evaluation = rated_staff(world, "sari")["sari"]
    session = convened(world)
    evaluation.refresh_from_db()
    with pytest.raises(ValidationError, match="sedang dikalibrasi"):
        rated(world, evaluation)
    given = {evaluation.pk: Accepted(evaluation.version, behaviour=ratings().behaviour_rating)}
    with pytest.raises(ValidationError, match="sedang dikalibrasi"):
        rate_evaluations(given, WHEN, by=world.account("budi"), on=world.day)
    with pytest.raises(ValidationError, match="Predikat menunggu kalibrasi"):
        set_predicates(world.budi, WHEN, reason="Satu.", by=world.account("budi"), on=world.day)
    late = session.until + timedelta(days=1)
    set_predicates(world.budi, WHEN, reason="Satu.", by=world.account("budi"), on=late)
    evaluation.refresh_from_db()
    assert evaluation.is_final


def test_it_moves_on_once_everybody_has_read_or_with_a_reason(world: World) -> None:
    rated_staff(world, "sari")
    session = convened(world)
    by = world.account("joko")
    with pytest.raises(ValidationError, match="Belum semua penilai"):
        advance_calibration(session, by=by, on=world.day)
    advance_calibration(session, reason="Budi cuti.", by=by, on=world.day)
    session.refresh_from_db()
    assert session.stage == Calibration.Stage.FIGURES
    assert session.moves.get().reason == "Budi cuti."
    entry = Entry.objects.get(verb="performance.calibration_moved")
    assert "Budi cuti." not in str(entry.changes)
    assert entry.changes["reason"][1].startswith("sha256:")


def test_a_rater_notes_once_that_he_has_read(world: World) -> None:
    rated_staff(world, "sari")
    session = convened(world)
    note_calibration(session, by=world.account("budi"), on=world.day)
    assert session.raters.get().read_on == world.day
    with pytest.raises(ValidationError, match="Sudah dicatat"):
        note_calibration(session, by=world.account("budi"), on=world.day)
    for name in ("joko", "sari", "wati"):
        with pytest.raises(PermissionDenied):
            note_calibration(session, by=world.account(name), on=world.day)
    in_place = Entry.objects.filter(verb="performance.calibration_noted")
    assert in_place.count() == 1


def test_back_only_with_a_reason(world: World) -> None:
    rated_staff(world, "sari")
    session = in_figures(world, convened(world))
    by = world.account("joko")
    with pytest.raises(ValidationError, match="Tulis alasan"):
        return_calibration(session, reason=" ", by=by, on=world.day)
    return_calibration(session, reason="Bukti baru.", by=by, on=world.day)
    session.refresh_from_db()
    assert session.stage == Calibration.Stage.EVIDENCE
    with pytest.raises(ValidationError, match="sudah di tahap"):
        return_calibration(session, reason="Lagi.", by=by, on=world.day)


@pytest.mark.parametrize("name", ["budi", "sari", "wati", "tono", "lina"])
def test_others_do_not_lead(world: World, name: str) -> None:
    rated_staff(world, "sari")
    session = convened(world)
    for verb in (advance_calibration, return_calibration):
        with pytest.raises(PermissionDenied):
            verb(session, reason="x", by=world.account(name), on=world.day)
    with pytest.raises(PermissionDenied):
        close_calibration(session, minutes="x", by=world.account(name), on=world.day)


def test_the_personnel_office_may_take_a_session_over_unless_it_judges_the_officer(
    world: World,
) -> None:
    from pamong.access.scope import Role
    from pamong.performance.evaluation.tests.make import give_role

    rated_staff(world, "sari")
    session = convened(world)
    give_role(world, "sari", Role.HR)
    with pytest.raises(ValidationError, match="orang lain yang memimpinnya"):
        advance_calibration(session, reason="x", by=world.account("sari"), on=world.day)
    advance_calibration(session, reason="Joko cuti.", by=world.account("dewi"), on=world.day)


def test_it_is_closed_with_minutes_from_the_discussion(world: World) -> None:
    rated_staff(world, "sari")
    session = in_figures(world, convened(world))
    by = world.account("joko")
    with pytest.raises(ValidationError, match="sudah di tahap"):
        close_calibration(session, minutes="Sepakat.", by=by, on=world.day)
    advance_calibration(session, by=by, on=world.day)
    with pytest.raises(ValidationError, match="Tulis notulen"):
        close_calibration(session, minutes="", by=by, on=world.day)
    close_calibration(session, minutes="Sepakat.", by=by, on=world.day)
    session.refresh_from_db()
    assert (session.stage, session.closed_on) == ("closed", world.day)
    entry = Entry.objects.get(verb="performance.calibration_closed")
    assert "Sepakat" not in str(entry.changes)
    set_predicates(world.budi, WHEN, reason="Satu.", by=world.account("budi"), on=world.day)


def test_after_its_last_day_it_is_closed_from_any_stage(world: World) -> None:
    rated_staff(world, "sari")
    session = convened(world)
    late = session.until + timedelta(days=1)
    close_calibration(session, minutes="Tidak jadi.", by=world.account("joko"), on=late)
    session.refresh_from_db()
    assert session.is_closed


def second_rater(world: World) -> Any:
    """Ani rates Bima in the clinic, under Joko as Budi does."""
    ani = make_employee(world.clinic, name="Ani Rahma")
    bima = make_employee(world.clinic, name="Bima Putra")
    make_supervision(ani, world.joko)
    make_supervision(bima, ani, world.joko)
    world.people |= {"ani": ani, "bima": bima}
    return ani


def test_a_late_rater_joins_with_people_rated_since_and_only_while_evidence_is_read(
    world: World,
) -> None:
    rated_staff(world, "sari")
    ani = second_rater(world)
    session, by = convened(world), world.account("joko")
    assert late_raters(session) == []
    with pytest.raises(ValidationError, match="tidak punya penilaian baru"):
        add_calibration_rater(session, ani, by=by, on=world.day)
    rated(world, opened(world, "bima", by="ani"), by="ani")
    assert late_raters(session) == [ani]
    add_calibration_rater(session, ani, by=by, on=world.day)
    assert session.peers.count() == 2
    assert session.raters.count() == 2
    assert Entry.objects.filter(verb="performance.calibration_joined").count() == 1
    with pytest.raises(ValidationError):
        add_calibration_rater(session, ani, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        add_calibration_rater(session, ani, by=world.account("budi"), on=world.day)


def test_who_joined_does_not_grow_when_the_rater_rates_more(world: World) -> None:
    rated_staff(world, "sari")
    session = convened(world)
    rated(world, opened(world, "rini"))
    assert late_raters(session) == []
    assert session.peers.count() == 1
    assert Evaluation.objects.filter(status="rated").count() == 2


def test_no_rater_joins_the_discussion(world: World) -> None:
    rated_staff(world, "sari")
    ani = second_rater(world)
    session = in_discussion(world, convened(world))
    rated(world, opened(world, "bima", by="ani"), by="ani")
    with pytest.raises(ValidationError, match="sudah di tahap"):
        add_calibration_rater(session, ani, by=world.account("joko"), on=world.day)
