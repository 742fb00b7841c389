"""4: an employee enters twenty days of work, one line a day; each Friday the days of the week."""

from datetime import date, timedelta

from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import AGREED, make_full_plan, make_leaders_plan
from pamong.people.tests.world import World
from pamong.performance.models import ActionStep, DailyEntry

FRIDAYS = [date(2026, 11, 6) + timedelta(weeks=number) for number in range(4)]
DAY = FRIDAYS[0]
DAYS = 5
WORDS = TEXTS["days"]
STEP = "Layanan triwulan IV untuk hasil kerja {}"


def prepare(world: World) -> None:
    """An agreed plan with a step of the action plan for each result."""
    plan = make_full_plan(world.sari, make_leaders_plan(world), **AGREED)
    for result in plan.results.all():
        named = {"text": STEP.format(result.place), "amount": 100, "unit": "kegiatan"}
        ActionStep.objects.create(result=result, quarter=4, **named)


def work(stage: Stage) -> None:
    """Four visits, a week each."""
    for friday in FRIDAYS:
        hand = stage.on(friday).hand("sari").open().go("Progress harian")
        for number, text in enumerate(WORDS["lines"]):
            day = friday - timedelta(days=4 - number)
            hand.on(hand.page.locator(f"main a[href$='/daily/{day}']").first)
            hand.choose("step_0", STEP.format(number % 4 + 1)).enter("text_0", text)
            hand.tab_to("amount_0").type(WORDS["amounts"][number])
            hand.tab_to("begins_0").type(WORDS["begins"][0])
            hand.tab_to("ends_0").type(WORDS["ends"][0])
            hand.press("Simpan progress").see(text)


def check(world: World) -> None:
    """Twenty days have their line, with its hours, amount and step."""
    found = DailyEntry.objects.filter(employee=world.sari, status=DailyEntry.Status.RECORDED)
    whole = found.exclude(step=None).exclude(amount=None).exclude(begins=None).exclude(ends=None)
    assert whole.values("on").distinct().count() == whole.count() == DAYS * len(FRIDAYS)
    assert set(whole.values_list("text", flat=True)) == set(WORDS["lines"])
