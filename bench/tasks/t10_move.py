"""10: one employee moves within the year; the plan of the old post and that of the new are both closed."""

from datetime import date

from bench.tasks.counting import Hand
from bench.tasks.one import TEXTS, Stage
from bench.tasks.team import AGREED, add_indicators, make_figures
from pamong.people.tests.make import make_position
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import AS_EXPECTED, level_of
from pamong.performance.models import Evaluation, Plan, UnitLevel
from pamong.performance.tests.make import make_plan, make_result

DAY = date(2026, 11, 10)
AFTER = date(2027, 1, 12)
WORDS, PLAN = TEXTS["move"], TEXTS["plan"]
POST = "Guru Ahli Pertama"
FIELDS = ("name", "target", "unit", "source")


def prepare(world: World) -> None:
    """An agreed plan with figures at the clinic; both units have their levels."""
    plan = make_plan(world.sari, **AGREED)
    add_indicators(make_result(plan, PLAN["results"][0]), 0)
    make_figures(plan)
    level_of(world)
    make_position(world.agency, name=POST)
    known = {"unit": world.school, "year": 2026, "period": "Y", "level": "baik"}
    UnitLevel.objects.create(**known, reason="Capaian baik.", set_by=world.dewi, set_on=DAY)


def work(stage: Stage) -> None:
    """Personnel, the old rater, the employee, the new rater; the last again after the year."""
    move(stage)
    close(stage)
    plan_anew(stage)
    rate_the_year(stage.on(AFTER))


def move(stage: Stage) -> None:
    """One form: unit, post, day; the head of the new unit is proposed as rater."""
    world = stage.world
    hand = stage.hand("dewi").open().key("/").type(WORDS["people"][0]).key("Enter")
    hand.follow(world.sari.full_name).follow("Catat mutasi")
    hand.enter("unit", WORDS["units"][0]).enter("post", WORDS["posts"][0]).key("Enter")
    hand.tick(str(world.school.uuid), name="unit_to")
    hand.take(hand.page.get_by_label(POST)).tick("definitif", name="kind")
    assert hand.page.input_value("main [name=valid_from]") == WORDS["days"][0]  # today is proposed
    hand.tick("head", name="rater").press("Catat jabatan")


def close(stage: Stage) -> None:
    """The old rater rates the closed plan at once."""
    hand = stage.hand("budi").open().follow("Nilai 1 SKP yang ditutup karena mutasi")
    hand.press("Mulai menilai 1 pegawai")
    rate(hand)
    hand.press("Simpan penilaian").press("Tetapkan predikat penutup").see("Predikat ditetapkan")


def rate(hand: Hand) -> None:
    """Results and behaviour as expected."""
    hand.tick(AS_EXPECTED, name="results_rating").tick(AS_EXPECTED, name="behaviour_rating")


def plan_anew(stage: Stage) -> None:
    """A plan for the new post, agreed by the new rater."""
    hand = stage.hand("sari").open().follow("Buat SKP").press("Buat SKP")
    hand.follow("Tambah hasil kerja").enter("text", PLAN["results"][3])
    for place, field in enumerate(("indicators", "targets", "units", "sources")):
        hand.tab_to(f"i-0-{FIELDS[place]}").type(PLAN[field][6])
    hand.press("Simpan hasil kerja").press("Ajukan SKP")
    rater = stage.hand("wati").open().follow("Jawab SKP yang diajukan")
    rater.press("Setujui SKP").see("Disetujui")


def rate_the_year(stage: Stage) -> None:
    """The last rater rates the year, in which both plans stand."""
    hand = stage.hand("wati").open().go("Penilaian").press("Mulai menilai 1 pegawai")
    hand.see("SKP dalam tahun ini")
    rate(hand)
    hand.press("Simpan penilaian").follow("Tetapkan predikat")
    hand.enter("reason", WORDS["reasons"][0]).press("Tetapkan predikat")


def check(world: World) -> None:
    """Both plans are closed by a predicate: the old by that of its closing, the year by the last rater's."""
    plans = Plan.objects.filter(employee=world.sari).order_by("starts_on")
    assert [plan.ends_on for plan in plans] == [date(2026, 11, 9), date(2026, 12, 31)]
    done = Evaluation.objects.filter(plan__in=plans, status=Evaluation.Status.SET)
    assert {(e.plan.starts_on.month, e.period) for e in done.select_related("plan")} == {
        (1, "Q4"),
        (11, "Y"),
    }
