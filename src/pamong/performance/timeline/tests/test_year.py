"""Several plans of one year on one line: months, predicates, gaps."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pamong.people.models import DataProblem
from pamong.people.problems.finding import find_problems
from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.tests.make import level_of, make_rated_plan, rated
from pamong.performance.feedback.actions import Word, give_feedback
from pamong.performance.models import Evaluation, Plan
from pamong.performance.papers.writings import ANNUAL
from pamong.performance.rules import pack_on
from pamong.performance.tests.make import make_complete_plan
from pamong.performance.timeline.holes import Hole, holes_in
from pamong.performance.timeline.months import Length, length_of

As = Callable[[str], Client]
MAY, JUNE = date(2026, 5, 14), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), Length(12, 0, 12)),
        (date(2026, 1, 1), date(2026, 5, 14), Length(4, 14, 4)),
        (date(2026, 5, 15), date(2026, 12, 31), Length(7, 17, 8)),
        (date(2026, 2, 3), date(2026, 2, 20), Length(0, 18, 1)),
        (date(2026, 1, 20), date(2026, 2, 28), Length(1, 12, 1)),
    ],
)
def test_months_are_whole_ones_and_days(first: date, last: date, length: Length) -> None:
    assert length_of(first, last, pack_on(first, local=())) == length


def test_holes_are_gaps_and_overlaps_between_plans() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert holes_in([year], *year) == []
    spans = [(year[0], MAY), (JUNE, year[1])]
    assert holes_in(spans, *year) == [Hole(date(2026, 5, 15), date(2026, 5, 31))]
    spans = [(year[0], JUNE), (MAY, year[1])]
    assert holes_in(spans, *year) == [Hole(MAY, JUNE, is_overlap=True)]
    assert holes_in([(year[0], MAY)], year[0], JUNE) == [Hole(date(2026, 5, 15), JUNE)]


def two_plans(world: World) -> tuple[Plan, Plan]:
    """Sari under Hadi to the middle of May, under Budi since June."""
    first = make_rated_plan(world.sari, "80", ends_on=MAY, rater=world.hadi)
    return first, make_rated_plan(world.sari, "80", starts_on=JUNE)


def test_a_gap_and_an_overlap_are_found_with_their_days(world: World) -> None:
    two_plans(world)
    make_complete_plan(world.rini, ends_on=JUNE)
    make_complete_plan(world.rini, starts_on=MAY)
    make_complete_plan(world.putri)
    find_problems(world.agency, world.day)
    rows = DataProblem.objects.filter(kind__startswith="plan_")
    assert set(rows.values_list("kind", "employee__name", "detail")) == {
        ("plan_gap", world.sari.name, "2026-05-15 2026-05-31"),
        ("plan_overlap", world.rini.name, "2026-05-14 2026-06-01"),
    }


def test_the_gap_stands_on_the_page_of_problems(world: World, as_: As) -> None:
    two_plans(world)
    find_problems(world.agency, world.day)
    text = as_("dewi").get(reverse("people:problem-list") + "?kind=plan_gap").content.decode()
    assert "15 Mei sampai 31 Mei 2026" in text


def test_exactly_one_plan_is_current_on_the_own_page_and_the_persons(world: World, as_: As) -> None:
    two_plans(world)
    own = as_("sari").get(reverse("performance:plan-list")).content.decode()
    of_person = as_("dewi").get(reverse("people:employee-detail", args=[world.sari.uuid]))
    for text in (own, of_person.content.decode()):
        assert text.count("Berlaku hari ini") == 1
        assert "4 bulan 14 hari" in text
        assert "Sudah ditutup" in text
    assert "Tanpa SKP: 15 Mei sampai 31 Mei 2026." in own


def yearly(world: World) -> Evaluation:
    """Sari's predicate of the year by her last rater, after the one under Hadi."""
    first, last = two_plans(world)
    closing = open_evaluations([first], "Q2", by=world.account("hadi"), on=world.day)[0]
    Evaluation.objects.filter(pk=closing.pk).update(
        status="set", predicate="sangat_baik", status_on=MAY
    )
    level_of(world, period="Y")
    return open_evaluations([last], "Y", by=world.account("budi"), on=world.day)[0]


def test_the_last_rater_sees_the_closed_plan_its_months_and_its_predicate(
    world: World, as_: As
) -> None:
    evaluation = yearly(world)
    page = as_("budi").get(reverse("performance:evaluation-rate", args=[evaluation.uuid]))
    text = page.content.decode()
    assert "SKP dalam tahun ini" in text
    assert "4 bulan 14 hari" in text
    assert "Triwulan II: Sangat Baik" in text
    assert "Triwulan I: belum dinilai" in text
    assert "Triwulan III: belum dinilai" not in text  # the plan of then was never rated at all
    assert world.hadi.full_name in text
    assert "belum terkonfirmasi" in text.lower()


def test_both_plans_are_printed_with_the_predicate_of_the_year(world: World, as_: As) -> None:
    evaluation = rated(world, yearly(world))
    Evaluation.objects.filter(pk=evaluation.pk).update(status="set")
    writing = ANNUAL.one(str(evaluation.uuid))
    assert writing is not None
    text = str(writing.content["years"])
    assert "cara menghitung bulan" in writing.content["unconfirmed"]
    assert "1 Januari sampai 14 Mei 2026" in text
    assert "1 Juni sampai 31 Desember 2026" in text
    assert "Triwulan I: belum dinilai; Triwulan II: Sangat Baik" in text
    years = as_("sari").get(reverse("performance:years", args=[world.sari.uuid]))
    assert "Triwulan I: belum dinilai" in years.content.decode()
    assert "Triwulan II: Sangat Baik" in text
    detail = as_("sari").get(reverse("performance:evaluation-detail", args=[evaluation.uuid]))
    assert "SKP dalam tahun ini" in detail.content.decode()


def test_a_new_rater_sees_what_the_former_one_gave_and_said(world: World, as_: As) -> None:
    plan = make_rated_plan(world.sari, "80", rater=world.hadi)
    hadi, result = world.account("hadi"), plan.results.get()
    word = Word("Laporan selalu tepat waktu.", result_id=result.pk)
    give_feedback(plan, [word], by=hadi, on=world.day)
    first = open_evaluations([plan], "Q3", by=hadi, on=world.day)[0]
    told = {"predicate": "baik", "recommendation": "Beri tugas memimpin.", "status": "set"}
    Evaluation.objects.filter(pk=first.pk).update(**told)
    Plan.objects.filter(pk=plan.pk).update(rater=world.budi)
    plan.refresh_from_db()
    second = open_evaluations([plan], "Q4", by=world.account("budi"), on=world.day)[0]
    page = as_("budi").get(reverse("performance:evaluation-rate", args=[second.uuid]))
    text = page.content.decode()
    assert "Beri tugas memimpin." in text
    assert f"Pimpinan ({world.hadi.name}): Laporan selalu tepat waktu." in text


def test_one_plan_of_the_year_shows_no_table(world: World, as_: As) -> None:
    plan = make_rated_plan(world.sari, "80")
    level_of(world, period="Y")
    evaluation = open_evaluations([plan], "Y", by=world.account("budi"), on=world.day)[0]
    page = as_("budi").get(reverse("performance:evaluation-rate", args=[evaluation.uuid]))
    assert "SKP dalam tahun ini" not in page.content.decode()
