"""1: an employee makes the plan of a year, with four results of two indicators each, and submits it."""

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import JANUARY, make_leaders_plan
from pamong.people.tests.world import World
from pamong.performance.models import Plan

DAY = JANUARY
WORDS = TEXTS["plan"]


def prepare(world: World) -> None:
    """The leader's plan is agreed."""
    make_leaders_plan(world)


def work(stage: Stage) -> None:
    """From the first page to the submitted plan."""
    hand = stage.hand("sari").open()
    hand.go("SKP saya").follow("Buat SKP").press("Buat SKP").follow("Tambah hasil kerja")
    for number, text in enumerate(WORDS["results"]):
        hand.on(hand.page.get_by_label(text)).enter("text", text)
        for place in (0, 1):
            line = 2 * number + place
            hand.tab_to(f"i-{place}-name").type(WORDS["indicators"][line])
            hand.tab_to(f"i-{place}-target").type(WORDS["targets"][line])
            hand.tab_to(f"i-{place}-unit").type(WORDS["units"][line])
            hand.tab_to(f"i-{place}-source").type(WORDS["sources"][line])
        is_last = text == WORDS["results"][-1]
        hand.press("Simpan hasil kerja" if is_last else "Simpan dan tambah lagi")
    hand.press("Ajukan SKP").see("Menunggu Budi Santoso")


def check(world: World) -> None:
    """Submitted, with all of it."""
    plan = Plan.objects.get(employee=world.sari, status=Plan.Status.PROPOSED)
    assert [result.text for result in plan.results.order_by("place")] == WORDS["results"]
    assert [result.indicators.count() for result in plan.results.all()] == [2] * 4
