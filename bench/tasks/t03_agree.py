"""3: a leader reads and agrees the plans of eight people."""

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import JANUARY, SIZE, make_full_plan, make_leaders_plan, make_team
from pamong.people.tests.world import World
from pamong.performance.models import Plan

DAY = JANUARY


def prepare(world: World) -> None:
    """Eight plans wait."""
    results = make_leaders_plan(world)
    for person in make_team(world):
        make_full_plan(person, results, status=Plan.Status.PROPOSED, proposed_on=DAY)


def work(stage: Stage) -> None:
    """All are chosen on the team board; one page shows the whole of each, and is confirmed at its end."""
    hand = stage.hand("budi").open().go("Papan tim").follow("Pilih semua yang menunggu")
    hand.press("Setujui 8 SKP").see(*TEXTS["plan"]["indicators"])
    hand.press("Setujui 8 SKP").see("SKP yang Anda setujui")


def check(world: World) -> None:
    """All are agreed."""
    agreed = Plan.objects.filter(status=Plan.Status.AGREED, rater=world.budi)
    assert agreed.count() == SIZE
