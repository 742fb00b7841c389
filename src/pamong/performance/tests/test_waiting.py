"""Who holds up how many, and since when."""

from datetime import date

from pamong.people.problems.queries import who_blocks_whom
from pamong.people.tests.world import World
from pamong.performance import waiting as waits
from pamong.performance.models import DailyEntry, Plan
from pamong.performance.tests.make import make_plan


def waiting(world: World, who: str) -> dict[str, list[tuple[str, int, date | None]]]:
    return {
        str(label): [(row.person["name"], row.count, row.since) for row in rows]
        for label, rows in who_blocks_whom(world.scope(who), world.day)
    }


def test_plans_lines_and_ratings_wait_for_the_rater(world: World) -> None:
    proposed, first = Plan.Status.PROPOSED, date(2026, 11, 2)
    make_plan(world.putri, status=proposed, proposed_on=first)
    make_plan(world.rini, status=proposed, proposed_on=world.day)
    plan = make_plan(world.sari, status=Plan.Status.AGREED)
    DailyEntry.objects.create(plan=plan, employee=world.sari, on=world.day, text="Posyandu")
    assert waiting(world, "dewi") == {
        "SKP menunggu jawaban": [("Budi Santoso", 2, first)],
        "Progress harian menunggu konfirmasi": [("Budi Santoso", 1, world.day)],
        "Pegawai menunggu penilaian": [("Budi Santoso", 1, date(2026, 9, 30))],
    }


def test_only_what_one_may_see_is_counted(world: World) -> None:
    make_plan(world.agus, status=Plan.Status.PROPOSED, proposed_on=world.day)
    assert not any(waiting(world, "rini").values())
    assert not any(waiting(world, "lina").values())


def test_some_raters_are_asked_about_by_one_statement_however_many_they_are(world: World) -> None:
    make_plan(world.putri, status=Plan.Status.PROPOSED, proposed_on=world.day)
    scope, read = world.scope("dewi"), waits._proposals
    read.statements.clear()
    for among in ([world.budi.pk], [world.budi.pk, world.joko.pk, world.sari.pk]):
        found = list(waits.proposals(scope, world.day, among))
        assert found == [(world.budi.pk, 1, world.day)] == list(waits.proposals(scope, world.day))
    assert len(read.statements) == 1
    assert list(waits.proposals(scope, world.day, [world.joko.pk])) == []
