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
    """Four visits, a week each: one page holds the days that are still empty, and Tab goes through it."""
    for friday in FRIDAYS:
        hand = (
            stage.on(friday).hand("sari").open().go("Progress harian").follow("Isi beberapa hari")
        )
        first = hand.page.locator("main input[name^=on_]").evaluate_all(
            "(days, monday) => days.findIndex((day) => day.value === monday)",
            (friday - timedelta(days=4)).isoformat(),
        )
        hand.on(hand.page.locator(f"main [name=step_{first}]")).key("Escape")
        for number, text in enumerate(WORDS["lines"]):
            line = first + number
            if number:
                hand.tab_to(f"step_{line}")
            hand.key("ArrowDown", number % 4 + 1).tab_to(f"text_{line}").type(text)
            hand.tab_to(f"amount_{line}").type(WORDS["amounts"][number])
            hand.tab_to(f"begins_{line}").type(WORDS["begins"][0])
            hand.tab_to(f"ends_{line}").type(WORDS["ends"][0])
        hand.press("Simpan semua hari").see("5 hari tersimpan")


def check(world: World) -> None:
    """Twenty days have their line, with its hours, amount and step."""
    found = DailyEntry.objects.filter(employee=world.sari, status=DailyEntry.Status.RECORDED)
    whole = found.exclude(step=None).exclude(amount=None).exclude(begins=None).exclude(ends=None)
    assert whole.values("on").distinct().count() == whole.count() == DAYS * len(FRIDAYS)
    assert set(whole.values_list("text", flat=True)) == set(WORDS["lines"])
