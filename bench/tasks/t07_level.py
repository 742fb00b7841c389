"""7: the superior sets the level of a unit and checks its predicates against the pattern."""

from datetime import date

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import AGREED, make_figures, make_full_plan, make_leaders_plan, make_team
from pamong.people.tests.world import World
from pamong.performance.models import UnitLevel

DAY = date(2026, 10, 6)


def prepare(world: World) -> None:
    """Eight people could be rated, were there a level."""
    results = make_leaders_plan(world)
    for person in make_team(world):
        make_figures(make_full_plan(person, results, **AGREED))
    assert not UnitLevel.objects.filter(unit=world.clinic).exists()


def work(stage: Stage) -> None:
    """The level with its reason; then the rater sees the pattern that follows from it."""
    hand = stage.hand("joko").open().follow("Tetapkan capaian organisasi 1 unit")
    hand.on(hand.page.get_by_label("Baik", exact=True))
    hand.tab_to("reason").type(TEXTS["level"]["reasons"][0]).press("Tetapkan capaian organisasi")
    rater = stage.hand("budi").open().go("Penilaian")
    rater.see("Pola distribusi", "pola: paling banyak 5")


def check(world: World) -> None:
    """The level stands."""
    level = UnitLevel.objects.get(unit=world.clinic)
    assert (level.level, level.set_by) == ("baik", world.joko)
