"""6: a leader evaluates eight people: results, behaviour, and the predicate of each."""

from datetime import date

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import (
    AGREED,
    SIZE,
    make_figures,
    make_full_plan,
    make_leaders_plan,
    make_team,
)
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of
from pamong.performance.models import Evaluation

DAY = date(2026, 10, 6)


def prepare(world: World) -> None:
    """Eight agreed plans with figures; the level of the unit is set."""
    results = make_leaders_plan(world)
    for person in make_team(world):
        make_figures(make_full_plan(person, results, **AGREED))
    level_of(world)


def work(stage: Stage) -> None:
    """Accept the suggestions for results, choose behaviour for each, set the predicates."""
    hand = stage.hand("budi").open().go("Penilaian").press("Nilai bersama")
    hand.follow("Pilih semua saran")
    for cell in hand.page.get_by_role("row").get_by_label("Sesuai", exact=True).all():
        hand.on(cell)
    hand.press("Simpan").follow("Tetapkan predikat 8 pegawai")
    hand.enter("reason", TEXTS["pattern"]["reasons"][0]).press("Tetapkan predikat 8 pegawai")
    hand.see("Predikat ditetapkan")


def check(world: World) -> None:
    """Eight predicates stand, each on a rating of results and one of behaviour."""
    found = Evaluation.objects.filter(plan__rater=world.budi, status=Evaluation.Status.SET)
    assert found.count() == SIZE
    assert not found.filter(results_rating="").exists()
    assert not found.filter(behaviour_rating="").exists()
