"""5: an employee puts one piece of evidence, by its link, to three results."""

from datetime import date

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import AGREED, make_full_plan, make_leaders_plan
from pamong.people.tests.world import World
from pamong.performance.models import EvidenceUse

DAY = date(2026, 11, 25)
WORDS = TEXTS["evidence"]
RESULTS = 3


def prepare(world: World) -> None:
    """An agreed plan."""
    make_full_plan(world.sari, make_leaders_plan(world), **AGREED)


def work(stage: Stage) -> None:
    """One form: the link once, then the results that it supports."""
    hand = stage.hand("sari").open().go("Bukti dukung")
    hand.on(hand.page.locator("main [name=link]")).paste(WORDS["links"][0])
    hand.tab_to("title").type(WORDS["titles"][0])
    for text in TEXTS["plan"]["results"][:RESULTS]:
        hand.on(hand.page.get_by_label(text))
    hand.press("Simpan bukti dukung").see(WORDS["titles"][0])


def check(world: World) -> None:
    """The same piece stands at three results."""
    uses = EvidenceUse.objects.filter(result__plan__employee=world.sari)
    assert uses.values("result").distinct().count() == RESULTS
    assert uses.values("evidence").distinct().count() == 1
