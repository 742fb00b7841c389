from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.correction.actions import ask_correction, grant_correction
from pamong.performance.correction.queries import corrections_of
from pamong.performance.evaluation.actions import rate_evaluation
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    WHEN,
    final,
    level_of,
    opened,
    rated,
    ratings,
    row,
    word,
)
from pamong.performance.models import Evaluation, Reopening
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.windows.tests.test_set_window import set_one

UNTIL = date(2026, 12, 4)


def ask(world: World, evaluation: Evaluation, by: str = "budi") -> Reopening:
    return ask_correction(
        evaluation,
        reason="Realisasi Agustus salah ketik.",
        until=UNTIL,
        by=world.account(by),
        on=world.day,
    )


def grant(world: World, reopening: Reopening, by: str = "joko") -> Evaluation:
    return grant_correction(reopening, by=world.account(by), on=world.day)


def test_two_people_open_a_new_version_and_the_old_one_stays(world: World) -> None:
    old = final(world)
    new = grant(world, ask(world, old))
    assert (new.number, new.status, new.predicate) == (2, "rated", old.predicate)
    assert new.results.count() == old.results.count()
    rated(world, new, ratings(ABOVE, ABOVE, reason="Setelah perbaikan data."))
    set_predicates(world.budi, WHEN, reason="Koreksi.", by=world.account("budi"), on=world.day)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, old.replaced_by, old.results_rating) == ("set", new, AS_EXPECTED)
    assert (new.status, new.results_rating) == ("set", ABOVE)
    assert list(Evaluation.objects.final().standing()) == [new]
    (reopening,) = corrections_of(new)
    assert (reopening.asked_by, reopening.granted_by) == (
        world.account("budi"),
        world.account("joko"),
    )
    verbs = set(Entry.objects.filter(verb__startswith="performance.correction").values_list("verb"))
    assert verbs == {("performance.correction_asked",), ("performance.correction_granted",)}


def test_until_the_correction_is_set_the_old_version_stands(world: World) -> None:
    old = final(world)
    grant(world, ask(world, old))
    old.refresh_from_db()
    assert old.replaced_by is None
    visible = Evaluation.objects.visible_to(world.scope("sari"))
    assert list(visible) == [old]


def test_ratings_of_rows_are_copied(world: World) -> None:
    level_of(world)
    evaluation = opened(world)
    first = row(evaluation.plan)
    given = ratings(
        results={first.pk: word(ABOVE, "Baik sekali.")}, behaviour={"loyal": word(ABOVE)}
    )
    rated(world, evaluation, given)
    set_predicates(world.budi, WHEN, reason="Satu.", by=world.account("budi"), on=world.day)
    new = grant(world, ask(world, evaluation))
    assert new.results.get().feedback == "Baik sekali."
    assert new.behaviour.get().rating == ABOVE


def test_a_correction_is_made_outside_the_window_but_only_until_its_day(world: World) -> None:
    new = grant(world, ask(world, final(world)))
    set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))
    assert rated(world, new).version > new.version
    world.day = UNTIL + timedelta(days=1)
    new.refresh_from_db()
    with pytest.raises(ValidationError, match="Koreksi ini hanya sampai"):
        rated(world, new)


@pytest.mark.parametrize("name", ["sari", "wati", "rini", "tono", "hadi", "agus"])
def test_others_do_not_ask(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(world, final(world), by=name)


@pytest.mark.parametrize("name", ["budi", "putri", "sari", "rini", "wati", "lina"])
def test_neither_who_asked_nor_the_one_rated_nor_a_stranger_grants(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        grant(world, ask(world, final(world)), by=name)


def test_an_unset_evaluation_needs_no_correction(world: World) -> None:
    level_of(world)
    with pytest.raises(ValidationError, match="penilai masih dapat mengubahnya"):
        ask(world, rated(world, opened(world)))


def test_a_request_waits_once_and_is_granted_once(world: World) -> None:
    evaluation = final(world)
    reopening = ask(world, evaluation)
    with pytest.raises(ValidationError, match="Sudah ada permintaan"):
        ask(world, evaluation, by="joko")
    grant(world, reopening)
    with pytest.raises(ValidationError, match="sudah disetujui"):
        grant(world, reopening)
    with pytest.raises(ValidationError, match="masih terbuka untuk penilai"):
        ask(world, evaluation)


def test_a_reason_is_needed(world: World) -> None:
    with pytest.raises(ValidationError, match="Tulis alasan"):
        ask_correction(final(world), reason="", until=UNTIL, by=world.account("budi"), on=world.day)


def test_a_correction_that_ran_out_goes_on_in_the_same_version(world: World) -> None:
    old = final(world)
    new = grant(world, ask(world, old))
    with pytest.raises(ValidationError, match="masih terbuka"):
        ask(world, old)
    late, until = UNTIL + timedelta(days=3), UNTIL + timedelta(days=10)
    again = ask_correction(
        old, reason="Penilai sakit.", until=until, by=world.account("budi"), on=late
    )
    assert grant_correction(again, by=world.account("joko"), on=late) == new
    assert Evaluation.objects.filter(plan=old.plan).count() == 2
    given = ratings(ABOVE, ABOVE, reason="Setelah perbaikan data.")
    seen = Evaluation.objects.get(pk=new.pk).version
    assert rate_evaluation(new, given, seen=seen, by=world.account("budi"), on=late).predicate


def test_the_old_version_says_that_a_new_one_is_being_written(world: World, as_: Any) -> None:
    old = final(world)
    grant(world, ask(world, old))
    for name in ("sari", "budi", "dewi"):
        text = as_(name).get(f"/evaluations/{old.uuid}/").content.decode()
        assert "Koreksi sedang disusun" in text
        assert "Minta koreksi" not in text


def test_a_correction_after_the_window_closed_is_set_from_the_list(
    world: World, as_: Any, settings: Any
) -> None:
    old = final(world)
    set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))
    budi, address = as_("budi"), f"/evaluations/?year={WHEN[0]}&period={WHEN[1]}"
    assert "Tetapkan predikat" not in budi.get(address).content.decode()
    new = grant(world, ask(world, old))
    page = f"/evaluations/{old.uuid}/"
    work = f"/evaluations/{new.uuid}/rate"
    assert work in budi.get(page).content.decode(), "version 1 leads to the one in work"
    assert work not in as_("sari").get(page).content.decode()
    assert "Tetapkan predikat 1 pegawai" in budi.get(address).content.decode()
    settings.TODAY = (UNTIL + timedelta(days=1)).isoformat()
    assert "Tetapkan predikat" not in budi.get(address).content.decode(), "its days are over"


def test_a_correction_in_a_closed_period_waits_for_nobody_who_was_never_rated(
    world: World, as_: Any
) -> None:
    old = final(world)
    opened(world, "putri")
    set_one(world, (date(2026, 10, 1), date(2026, 10, 31)))
    grant(world, ask(world, old))
    budi, address = as_("budi"), f"/evaluations/?year={WHEN[0]}&period={WHEN[1]}"
    assert "Tetapkan predikat 1 pegawai" in budi.get(address).content.decode()
    page = f"/evaluations/{WHEN[0]}/{WHEN[1]}/set"
    assert "Nilai lebih dulu semua pegawai" not in budi.get(page).content.decode()
