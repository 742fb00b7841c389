"""A team's leader speaks to the rater of a member: when, about what, who reads it, and that it never counts."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import (
    ABOVE,
    AS_EXPECTED,
    BELOW,
    level_of,
    opened,
    rated,
    ratings,
    word,
)
from pamong.performance.models import Evaluation, Plan, Result, RoleCell, TeamInput, Window
from pamong.performance.own_data.judged import judged_sheets
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.team_input.actions import Opinion, give_team_input
from pamong.performance.team_input.queries import inputs_due
from pamong.performance.tests.make import make_plan
from pamong.performance.windows.actions import set_windows

WHY = "Data balita selesai dua minggu lebih awal."


@pytest.fixture
def team(world: World) -> Team:
    assert world.team is not None
    return world.team


@pytest.fixture
def evaluation(world: World, team: Team) -> Evaluation:
    """Sari's plan in force, its first result from the team, opened for the rating."""
    level_of(world)
    found = opened(world, "sari", "80", "81", "90")
    own = make_plan(world.agus)
    served = Result.objects.create(plan=own, text="Terkendalinya stunting", place=1)
    cell = RoleCell.objects.create(result=served, employee=world.sari, team=team, text="Data")
    first = found.plan.results.order_by("place", "pk").first()
    assert first is not None
    Result.objects.filter(pk=first.pk).update(role_cell=cell, serves=served)
    return found


def from_team(plan: Plan) -> Result:
    return plan.results.get(role_cell__isnull=False)


def give(
    world: World, team: Team, plan: Plan, *said: Opinion, by: str = "agus", period: str = "Q3"
) -> list[TeamInput]:
    words = said or (Opinion(WHY, ABOVE, result_id=from_team(plan).pk),)
    return give_team_input(team, plan, period, words, by=world.account(by), on=world.day)


def close(world: World) -> None:
    """Raters rated in October."""
    stage, days = (Window.Stage.EVALUATION, "Q3"), (date(2026, 10, 1), date(2026, 10, 20))
    set_windows(world.agency, 2026, {stage: days}, by=world.account("dewi"), on=world.day)


def set_now(world: World, evaluation: Evaluation) -> Evaluation:
    """The same with its predicate."""
    rated(world, evaluation)
    when = (2026, "Q3")
    set_predicates(world.budi, when, reason="Beda.", by=world.account("budi"), on=world.day)
    evaluation.refresh_from_db()
    return evaluation


def address(team: Team, plan: Plan, period: str = "Q3") -> str:
    return reverse("performance:team-input-give", args=[team.uuid, plan.uuid, period])


def test_the_leader_proposes_and_the_record_tells_the_member_nothing_yet(
    world: World, team: Team, evaluation: Evaluation
) -> None:
    (row,) = give(world, team, evaluation.plan)
    assert (row.rating, row.text, row.on) == (ABOVE, WHY, world.day)
    entry = Entry.objects.get(verb="performance.team_input_given")
    assert entry.person_uuid == world.sari.uuid
    assert ABOVE not in str(entry.changes)
    assert "balita" not in str(entry.changes)


def test_the_page_saves_changes_and_takes_back(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    agus, plan = as_("agus"), evaluation.plan
    url, key = address(team, plan), from_team(plan).pk
    page = agus.get(url).content.decode()
    assert "Hasil kerja 1" in page
    assert "Hasil kerja 2" not in page
    assert agus.post(url, {f"r{key}": ABOVE, f"f{key}": ""}).status_code == 422
    assert agus.post(url, {}).status_code == 422
    assert (
        agus.post(url, {f"r{key}": ABOVE, f"f{key}": WHY, "f-loyal": "Sigap."}).status_code == 303
    )
    assert TeamInput.objects.count() == 2
    assert WHY in agus.get(url).content.decode()
    assert agus.post(url, {f"r{key}": AS_EXPECTED, f"f{key}": WHY}).status_code == 303
    assert TeamInput.objects.get().rating == AS_EXPECTED
    entries = Entry.objects.count()
    assert agus.post(url, {f"r{key}": AS_EXPECTED, f"f{key}": WHY}).status_code == 303
    assert Entry.objects.count() == entries


def test_the_rater_reads_it_beside_the_own_choice_and_nothing_is_chosen(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    give(world, team, evaluation.plan)
    url = reverse("performance:evaluation-rate", args=[evaluation.uuid])
    page = as_("budi").get(url).content.decode()
    assert "Ketua tim Agus Salim (Tim Stunting, 25 November)" in page
    assert WHY in page
    assert "(dari Tim Stunting)" in page
    assert page.count(" checked") == 0
    evaluation.refresh_from_db()
    assert (evaluation.results_rating, evaluation.status) == ("", Evaluation.Status.OPEN)


def test_the_screen_of_many_says_that_something_was_said(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    budi, url = as_("budi"), reverse("performance:evaluations-rate", args=[2026, "Q3"])
    assert "Ada masukan ketua tim" not in budi.get(url).content.decode()
    give(world, team, evaluation.plan)
    assert "Ada masukan ketua tim" in budi.get(url).content.decode()


def test_what_is_proposed_never_counts(world: World, team: Team, evaluation: Evaluation) -> None:
    key = from_team(evaluation.plan).pk
    give(world, team, evaluation.plan, Opinion(WHY, BELOW, result_id=key))
    given = ratings(AS_EXPECTED, AS_EXPECTED, results={key: word(AS_EXPECTED)})
    done = rated(world, evaluation, given)
    assert done.results.get(result=key).rating == AS_EXPECTED
    assert BELOW not in str(done.inputs)


def test_the_member_reads_it_as_feedback_only_after_the_rating(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    give(world, team, evaluation.plan)
    sari = as_("sari")
    pages = [
        reverse("performance:feedback-list"),
        reverse("performance:feedback-give", args=[evaluation.plan.uuid]),
    ]
    for url in pages:
        assert WHY not in sari.get(url).content.decode()
    assert WHY not in told_to(world)
    evaluation = set_now(world, evaluation)
    for url in [*pages, reverse("performance:evaluation-detail", args=[evaluation.uuid])]:
        assert WHY in sari.get(url).content.decode()
    assert WHY in told_to(world)


def told_to(world: World) -> str:
    sheets = judged_sheets(world.scope("sari"), world.sari)
    return "".join(str(list(sheet.rows)) for sheet in sheets)


def test_once_the_predicate_is_set_nothing_is_said_any_more(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    set_now(world, evaluation)
    with pytest.raises(ValidationError, match="sudah ditetapkan"):
        give(world, team, evaluation.plan)
    page = as_("agus").get(address(team, evaluation.plan)).content.decode()
    assert "Masukan tidak dapat diisi sekarang" in page


def test_outside_the_window_nothing_is_said(
    world: World, team: Team, evaluation: Evaluation
) -> None:
    close(world)
    with pytest.raises(ValidationError, match="Ditutup sejak"):
        give(world, team, evaluation.plan)


def test_others_find_nothing(as_: Any, world: World, team: Team, evaluation: Evaluation) -> None:
    url = address(team, evaluation.plan)
    for name in ("sari", "budi", "joko", "dewi", "wati", "tono", "lina"):
        assert as_(name).get(url).status_code == 404
        with pytest.raises(PermissionDenied):
            give(world, team, evaluation.plan, by=name)


@pytest.mark.parametrize(
    ("first", "end", "is_in"),
    [
        (date(2026, 9, 30), None, True),
        (date(2026, 10, 1), None, False),
        (date(2025, 1, 1), date(2026, 7, 1), False),
        (date(2025, 1, 1), date(2026, 7, 2), True),
    ],
)
def test_only_about_a_time_in_the_team(
    as_: Any,
    world: World,
    team: Team,
    evaluation: Evaluation,
    first: date,
    end: date | None,
    is_in: bool,
) -> None:
    TeamMember.objects.update(valid_from=first, valid_to=end)
    status = 200 if is_in else 404
    assert as_("agus").get(address(team, evaluation.plan)).status_code == status
    if is_in:
        assert give(world, team, evaluation.plan)
    else:
        with pytest.raises(PermissionDenied):
            give(world, team, evaluation.plan)


def test_results_of_others_and_unknown_ratings_are_refused(
    world: World, team: Team, evaluation: Evaluation
) -> None:
    other = evaluation.plan.results.filter(role_cell=None).first()
    assert other is not None
    for said in (
        Opinion(WHY, ABOVE, result_id=other.pk),
        Opinion(WHY, ABOVE, value="jahil"),
        Opinion(WHY, "hebat", result_id=from_team(evaluation.plan).pk),
        Opinion(" ", ABOVE, result_id=from_team(evaluation.plan).pk),
        Opinion("", "", result_id=from_team(evaluation.plan).pk),
    ):
        with pytest.raises(ValidationError):
            give(world, team, evaluation.plan, said)
    assert not TeamInput.objects.exists()


def test_a_leader_who_rates_the_member_says_it_in_the_rating(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    Plan.objects.filter(pk=evaluation.plan_id).update(rater=world.agus)
    assert as_("agus").get(address(team, evaluation.plan)).status_code == 404


def test_the_first_screen_asks_until_all_is_said(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    agus = as_("agus")
    assert "Beri masukan untuk 1 anggota tim" in agus.get("/").content.decode()
    listed = agus.get("/teams/input?year=2026&period=Q3").content.decode()
    assert "Belum diberikan" in listed
    assert "Sari Lestari" in listed
    give(world, team, evaluation.plan)
    assert "Beri masukan" not in agus.get("/").content.decode()
    assert "Diberikan" in agus.get("/teams/input?year=2026&period=Q3").content.decode()
    assert inputs_due(world.scope("budi"), [(2026, "Q3")], world.day) == {}


def test_outside_the_window_the_first_screen_does_not_ask(
    as_: Any, world: World, evaluation: Evaluation
) -> None:
    close(world)
    assert "Beri masukan" not in as_("agus").get("/").content.decode()


def test_the_leader_of_a_team_that_ended_still_speaks_about_its_time(
    as_: Any, world: World, team: Team, evaluation: Evaluation
) -> None:
    Team.objects.update(valid_to=date(2026, 10, 1))
    TeamMember.objects.update(valid_to=date(2026, 10, 1))
    assert "Sari Lestari" in as_("agus").get("/teams/input?year=2026&period=Q3").content.decode()
    assert give(world, team, evaluation.plan)


@pytest.mark.parametrize("query", ["year=x", "period=zz", "year=2200&period=Q9", "period=Y"])
def test_odd_addresses_are_no_fault(
    as_: Any, world: World, team: Team, evaluation: Evaluation, query: str
) -> None:
    assert as_("agus").get(f"/teams/input?{query}").status_code == 200
    assert as_("agus").get(address(team, evaluation.plan, "03")).status_code == 404
    assert as_("sari").get("/teams/input").status_code == 403


def test_pages_cost_few_queries(
    as_: Any, world: World, team: Team, evaluation: Evaluation, django_assert_max_num_queries: Any
) -> None:
    people: list[Employee] = [world.rini, world.putri, world.hadi]
    for one in people:
        TeamMember.objects.create(team=team, employee=one, valid_from=date(2026, 1, 1))
        make_plan(one, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 20))
    agus = as_("agus")
    for url in ("/", "/teams/input?period=Q3", address(team, evaluation.plan)):
        with django_assert_max_num_queries(12):
            assert agus.get(url).status_code == 200
