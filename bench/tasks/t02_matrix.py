"""2: a leader fills the matrix of roles and results for eight people, for each of four results."""

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import JANUARY, SIZE, make_leaders_plan, make_team
from pamong.people.tests.world import World
from pamong.performance.models import RoleCell

DAY = JANUARY
ROLES = TEXTS["matrix"]["roles"]


def prepare(world: World) -> None:
    """The leader's plan is agreed, the people are there."""
    make_team(world)
    make_leaders_plan(world)


def work(stage: Stage) -> None:
    """One press into the first cell, then the keyboard."""
    hand = stage.hand("budi").open().go("Matriks peran hasil")
    hand.page.wait_for_selector("[data-grid][data-started]")
    hand.on(hand.page.locator("[data-grid] td textarea").first)
    for number in range(SIZE * len(ROLES)):
        hand.type(ROLES[number % len(ROLES)]).key("Tab")
    hand.press("Bagikan ke 8 pegawai").see("Matriks tersimpan")


def check(world: World) -> None:
    """Every cell is kept."""
    cells = RoleCell.objects.filter(result__plan__employee=world.budi)
    assert cells.count() == SIZE * len(ROLES)
    assert set(cells.values_list("text", flat=True)) == set(ROLES)
