import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    BELOW,
    WHEN,
    level_of,
    make_rated_plan,
    opened,
    rated,
    ratings,
)
from pamong.performance.models import Evaluation, PredicateSetting
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.predicates.queries import groups_of
from pamong.performance.rhythm import PLAIN

As = Callable[[str], Client]


def set_all(
    world: World, reason: str = "", by: str = "budi", rater: str = "budi"
) -> list[PredicateSetting]:
    return set_predicates(
        getattr(world, rater), WHEN, reason=reason, by=world.account(by), on=world.day
    )


def rated_clinic(world: World, level: str = "istimewa") -> list[Evaluation]:
    level_of(world, level)
    return [rated(world, opened(world, name)) for name in ("putri", "rini", "sari")]


def test_everybody_is_set_at_once(world: World) -> None:
    people = rated_clinic(world)
    (setting,) = set_all(world)
    assert (setting.unit, setting.level, setting.departs) == (world.clinic, "istimewa", False)
    assert sum(setting.counts.values()) == 3
    for evaluation in people:
        evaluation.refresh_from_db()
        assert (evaluation.status, evaluation.setting) == ("set", setting)
    assert Entry.objects.filter(verb="performance.predicate_set").count() == 3
    assert Entry.objects.filter(verb="performance.predicates_set").count() == 1


def test_nobody_is_set_before_all_are_rated(world: World) -> None:
    rated_clinic(world)
    Evaluation.objects.filter(plan__employee=world.rini).update(predicate="")
    with pytest.raises(ValidationError, match="Belum dinilai: Rini Astuti"):
        set_all(world)
    assert not Evaluation.objects.final().exists()


def test_someone_whose_evaluation_was_not_opened_is_missing_too(world: World) -> None:
    level_of(world)
    rated(world, opened(world, "sari"))
    make_rated_plan(world.rini)
    with pytest.raises(ValidationError, match="Belum dinilai: Rini Astuti"):
        set_all(world)


def test_a_departure_from_the_pattern_needs_a_reason_and_changes_nothing(world: World) -> None:
    people = rated_clinic(world, "baik")
    before = [evaluation.predicate for evaluation in people]
    with pytest.raises(ValidationError, match="berbeda dari pola"):
        set_all(world)
    (setting,) = set_all(world, "Tiga orang, semua memenuhi target.")
    assert setting.departs
    for evaluation in people:
        evaluation.refresh_from_db()
    assert [evaluation.predicate for evaluation in people] == before


def test_a_pattern_that_fits_needs_none(world: World) -> None:
    level_of(world, "baik")
    rated(world, opened(world, "putri"))
    rated(
        world, opened(world, "rini"), ratings(BELOW, AS_EXPECTED, reason="Target tidak tercapai.")
    )
    rated(world, opened(world, "sari"), ratings(ABOVE, ABOVE, reason="Menangani wabah."))
    (setting,) = set_all(world)
    assert not setting.departs


@pytest.mark.parametrize("name", ["sari", "joko", "dewi", "rini", "hadi", "wati"])
def test_others_do_not_set(world: World, name: str) -> None:
    rated_clinic(world)
    with pytest.raises(PermissionDenied):
        set_all(world, by=name)


def test_the_delegate_sets_the_others_and_never_herself(world: World) -> None:
    rated_clinic(world)
    set_all(world, by="putri")
    final = Evaluation.objects.final().values_list("plan__employee__name", flat=True)
    assert set(final) == {"Rini Astuti", "Sari Lestari"}
    set_all(world)
    assert Evaluation.objects.final().count() == 3


def test_nothing_is_set_twice(world: World) -> None:
    rated_clinic(world)
    set_all(world)
    with pytest.raises(ValidationError, match="Tidak ada penilaian"):
        set_all(world)


def test_a_head_counts_among_the_people_of_the_unit_above(world: World) -> None:
    level_of(world, "istimewa")
    rated(world, opened(world, "budi", "80", by="joko"), ratings(ABOVE), by="joko")
    above = level_of(world, "baik", unit=world.health, by="dewi")
    (group,) = groups_of([world.joko.pk], WHEN, PLAIN)
    assert group.level == above
    set_all(world, "Satu orang.", by="joko", rater="joko")
    evaluation = Evaluation.objects.final().get()
    assert (evaluation.unit_level, evaluation.setting.level) == ("istimewa", "baik")  # type: ignore[union-attr]


def test_a_level_that_changed_after_a_heads_rating_asks_to_look_again(world: World) -> None:
    level_of(world, "istimewa")
    rated(world, opened(world, "budi", "80", by="joko"), ratings(ABOVE), by="joko")
    level_of(world, "kurang")
    with pytest.raises(ValidationError, match="Capaian organisasi berubah"):
        set_all(world, "Satu orang.", by="joko", rater="joko")


def test_the_pattern_counts_people_and_says_how_it_rounds(world: World) -> None:
    rated_clinic(world, "baik")
    (group,) = groups_of([world.budi.pk], WHEN, PLAIN)
    distribution = group.distribution
    assert (distribution.total, distribution.rated, distribution.departs) == (3, 3, True)
    assert len(distribution.findings) == 2
    marks = {bar.code: [mark.people for mark in bar.marks] for bar in distribution.bars}
    assert marks["baik"] == [2]
    assert "2,1" in distribution.sentences[0]


def test_a_rating_that_changed_since_the_page_was_opened_is_not_set_unseen(
    world: World, as_: As
) -> None:
    people, budi = rated_clinic(world), as_("budi")
    address = "/evaluations/2026/Q3/set"
    seen = re.findall(r'name="seen" value="([^"]+)"', str(budi.get(address).content.decode()))
    assert len(seen) == 3
    other = Evaluation.objects.get(pk=people[0].pk)
    rated(world, other, ratings(AS_EXPECTED, ABOVE))
    page = budi.post(address, {"reason": "Beda.", "seen": seen})
    assert page.status_code == 422
    assert "Berubah sesudah halaman dibuka: Putri Ayu." in str(page.content.decode())
    assert not Evaluation.objects.final().exists()
    seen = re.findall(r'name="seen" value="([^"]+)"', str(page.content.decode()))
    assert budi.post(address, {"reason": "Beda.", "seen": seen}).status_code == 303
    assert Evaluation.objects.final().count() == 3


def test_a_list_from_which_somebody_went_is_looked_at_again(world: World) -> None:
    rated_clinic(world)
    (group,) = groups_of([world.budi.pk], WHEN, PLAIN)
    by = world.account("budi")
    with pytest.raises(ValidationError, match="Daftar ini berubah"):
        set_predicates(world.budi, WHEN, seen=[*group.marks, "x~1~"], by=by, on=world.day)
    assert set_predicates(world.budi, WHEN, seen=group.marks, by=by, on=world.day)
