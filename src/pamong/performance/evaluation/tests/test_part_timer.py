"""Part-time PPPK in an agency that rates by month: by quarter in every place where a period counts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pamong.access.scope import Role
from pamong.people.kinds.actions import change_kind
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.scope import scope_of
from pamong.people.tests.world import World
from pamong.performance.closing.queries import closing_lines, plans_to_close, running
from pamong.performance.evaluation.actions import open_evaluations
from pamong.performance.evaluation.early import levels_on
from pamong.performance.evaluation.queries import evaluations_of, seat_of, worklist
from pamong.performance.evaluation.tests.make import (
    give_role,
    level_of,
    make_rated_plan,
    make_reading,
    rated,
)
from pamong.performance.home.overview import goals_standing
from pamong.performance.keeping.queries import periods_over
from pamong.performance.models import Evaluation, Plan, Window
from pamong.performance.predicates.actions import set_predicates
from pamong.performance.progress.actions import ReadingInput, enter_readings
from pamong.performance.progress.queries import attainments_of, mean_attainment, results_of
from pamong.performance.rhythm import rhythm_of, rhythms_of
from pamong.performance.team.queries import waiting_counts
from pamong.performance.team_input.queries import inputs_due
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, make_monthly, turn_kind
from pamong.performance.timeline.queries import given_under
from pamong.performance.waiting import ratings
from pamong.performance.windows.actions import set_windows
from pamong.performance.windows.queries import check_open, windows_of

As = Callable[[str], Client]
QUARTER, MONTH = (2026, "Q3"), (2026, "10")


@pytest.fixture
def monthly(world: World) -> World:
    """Sari works part time; Putri and Rini are rated by month like everybody."""
    make_kind(world.sari, PART_TIME)
    return make_monthly(world)


def names(world: World, when: tuple[int, str]) -> list[str]:
    lines = worklist([world.budi.pk], when, rhythms_of(world.agency))
    return [line.name.split()[0] for line in lines]


def opened(world: World, plan: Plan, period: str) -> Evaluation:
    return open_evaluations([plan], period, by=world.account("budi"), on=world.day)[0]


def content(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    text: str = page.content.decode()
    return text


def test_the_raters_lists_are_apart(monthly: World) -> None:
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    assert names(monthly, QUARTER) == ["Sari"]
    assert names(monthly, MONTH) == ["Putri"]
    assert names(monthly, (2026, "Y")) == ["Putri", "Sari"]


def test_the_rater_finds_both_on_the_first_screen_and_in_the_navigation(
    monthly: World, as_: As
) -> None:
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    home = content(as_("budi"), "/")
    assert "Nilai 1 pegawai untuk Oktober 2026" in home
    assert "Nilai 1 pegawai untuk triwulan III 2026" in home
    assert "period=Q3" in home
    counts = waiting_counts(monthly.scope("budi"), monthly.day)
    assert counts["performance:evaluation-list"] == 2


def test_nobody_is_asked_for_twice(monthly: World) -> None:
    evaluation = opened(monthly, make_rated_plan(monthly.sari), "Q3")
    level_of(monthly)
    rated(monthly, evaluation)
    counts = waiting_counts(monthly.scope("budi"), monthly.day)
    assert not counts["performance:evaluation-list"]


def test_the_list_offers_the_quarters_and_says_whose_they_are(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    page = content(as_("budi"), "/evaluations/")
    assert "period=Q3" in page
    assert "Putri" in page
    assert monthly.sari.name not in page
    page = content(as_("budi"), "/evaluations/?year=2026&period=Q3")
    assert "hanya PPPK paruh waktu" in page
    assert "Sari" in page


def test_who_rates_part_timers_alone_sees_them_at_once(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    page = content(as_("budi"), "/evaluations/")
    assert "triwulan III 2026" in page
    assert "Sari" in page


def test_a_part_timer_is_opened_and_set_for_a_quarter_alone(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari)
    with pytest.raises(ValidationError, match=r"Sari Lestari.* dinilai tiap triwulan"):
        opened(monthly, plan, "10")
    evaluation = opened(monthly, plan, "Q3")
    level_of(monthly)
    rated(monthly, evaluation)
    by: Any = {"by": monthly.account("budi"), "on": monthly.day}
    (setting,) = set_predicates(monthly.budi, QUARTER, reason="Beda.", **by)
    assert setting.people == 1
    evaluation.refresh_from_db()
    assert evaluation.predicate == "baik"


def test_others_cannot_be_opened_for_a_quarter(monthly: World) -> None:
    with pytest.raises(ValidationError, match=r"Putri.* dinilai tiap bulan"):
        opened(monthly, make_rated_plan(monthly.putri), "Q3")


def test_open_takes_those_of_the_period(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    for period in ("Q3", "10"):
        assert as_("budi").post(f"/evaluations/2026/{period}/open").status_code == 303
    found = Evaluation.objects.values_list("plan__employee__name", "period")
    assert {(name.split()[0], period) for name, period in found} == {
        ("Sari", "Q3"),
        ("Putri", "10"),
    }


def test_the_superior_sees_who_owes_both(monthly: World) -> None:
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    found = list(ratings(monthly.scope("dewi"), monthly.day))
    assert found == [(monthly.budi.pk, 2, date(2026, 9, 30))]


def test_the_level_of_a_quarter_is_asked_where_part_timers_work(monthly: World, as_: As) -> None:
    joko = as_("joko")
    assert "capaian organisasi 1 unit untuk triwulan III" not in content(joko, "/")
    make_rated_plan(monthly.sari)
    home = content(joko, "/")
    assert "Tetapkan capaian organisasi 1 unit untuk Oktober 2026" in home
    assert "Tetapkan capaian organisasi 1 unit untuk triwulan III 2026" in home
    listed = content(joko, "/levels/?year=2026&period=Q3")
    assert monthly.clinic.name in listed
    level_of(monthly)
    assert "untuk triwulan III 2026" not in content(joko, "/")


def test_units_without_part_timers_owe_no_level_of_a_quarter(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    listed = content(as_("dewi"), "/levels/?year=2026&period=Q3&show=all")
    assert monthly.school.name not in listed


def test_windows_have_months_and_quarters(monthly: World) -> None:
    found = {line.period for line in windows_of(monthly.agency, 2026, monthly.day)}
    assert {"10", "Q3", "Y"} <= found
    days = (date(2026, 10, 1), date(2026, 10, 31))
    place = (Window.Stage.EVALUATION, "Q3")
    set_windows(
        monthly.agency, 2026, {place: days}, by=monthly.account("dewi"), on=date(2026, 10, 1)
    )
    with pytest.raises(ValidationError, match="Ditutup"):
        check_open(monthly.agency, Window.Stage.EVALUATION, 2026, "Q3", monthly.day)
    check_open(monthly.agency, Window.Stage.EVALUATION, 2026, "10", monthly.day)


def test_the_windows_page_says_who_is_rated_how(monthly: World, as_: As) -> None:
    page = content(as_("dewi"), "/windows/?year=2026")
    assert "PPPK paruh waktu: triwulan." in page
    assert "KepmenPANRB 16/2025" in page
    assert "Penilaian, Triwulan III" in page


def test_a_reading_of_a_quarter_that_is_closed_is_refused(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari, None)
    line = plan.results.get().indicators.get()
    place = (Window.Stage.READINGS, "Q3")
    days = (date(2026, 7, 1), date(2026, 10, 10))
    set_windows(
        monthly.agency, 2026, {place: days}, by=monthly.account("dewi"), on=date(2026, 10, 1)
    )
    given = {line.pk: ReadingInput(as_of=date(2026, 9, 30), value=Decimal(80))}
    by: Any = {"by": monthly.account("sari"), "on": monthly.day}
    with pytest.raises(ValidationError, match="triwulan III 2026"):
        enter_readings(plan, given, **by)


def test_readings_and_the_first_screen_speak_of_the_quarter(monthly: World, as_: As) -> None:
    plan = make_rated_plan(monthly.sari, None)
    make_reading(plan.results.get().indicators.get(), "40", date(2026, 6, 30))
    sari = as_("sari")
    home = content(sari, "/")
    assert "Triwulan IV berakhir" in home
    assert "Triwulan III 2026:" in home
    assert "2026, triwulan IV" in home
    page = content(sari, f"/plans/{plan.uuid}/readings?q=3")
    assert "Realisasi triwulan III" in page
    assert "?q=10" not in page
    assert "2026, November" in content(as_("budi"), "/")


def test_ones_quarters_stand_under_ganti_periode(monthly: World, as_: As) -> None:
    make_rated_plan(monthly.sari)
    page = content(as_("sari"), "/periods/")
    assert "Triwulan dalam SKP ini" in page
    assert "Bulan dalam SKP ini" not in page
    mixed = turn_kind(monthly.sari, Employee.Kind.PPPK, date(2026, 8, 16))
    page = content(as_("sari"), "/periods/")
    assert mixed.kind_since
    assert "Triwulan dan bulan dalam SKP ini" in page
    assert "?q=11" in page


def test_attainment_alone_and_in_lists_rests_on_the_same_period(monthly: World) -> None:
    """A figure of September is one of the quarter that ended last, and none of October."""
    plans = [make_rated_plan(getattr(monthly, one)) for one in ("sari", "putri")]
    for plan, is_read in zip(plans, (True, False), strict=True):
        by_month, until = rhythm_of(plan), monthly.day
        (one,) = attainments_of(plan, results_of(plan), until=until, by_month=by_month).values()
        assert (one.actual is not None) is is_read
    rhythms = rhythms_of(monthly.agency)
    means = mean_attainment([plan.pk for plan in plans], 2026, monthly.day, rhythms)
    assert [means[plan.pk].value is not None for plan in plans] == [True, False]
    assert goals_standing(monthly.scope("dewi"), monthly.day) == {}


def test_the_team_page_asks_nothing_more(
    monthly: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    for one in ("sari", "putri", "rini"):
        make_rated_plan(getattr(monthly, one))
    client = as_("budi")
    for address in ("/team/", "/", "/evaluations/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_the_first_screen_costs_the_same_with_part_timers(
    monthly: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    make_rated_plan(monthly.sari)
    client = as_("sari")
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/")


def test_a_plan_that_a_move_closed_is_rated_for_its_quarter(monthly: World, as_: As) -> None:
    """It ended in October: a quarter is running, a month is over."""
    end = date(2026, 10, 20)
    sari = make_rated_plan(monthly.sari, ends_on=end)
    putri = make_rated_plan(monthly.putri, ends_on=end)
    scope = monthly.scope("budi")
    assert running(scope, monthly.day) == [(2026, "11"), (2026, "Q4")]
    assert sari in plans_to_close(scope, monthly.day, (2026, "Q4"))
    assert putri not in plans_to_close(scope, monthly.day, (2026, "Q4"))
    assert [line.plan_id for line in closing_lines(scope, monthly.day)] == [sari.pk]
    budi = as_("budi")
    assert budi.post("/evaluations/closing/open").status_code == 303
    (evaluation,) = Evaluation.objects.all()
    assert (evaluation.plan, evaluation.period) == (sari, "Q4")


def test_an_early_rating_rests_on_the_last_level_of_either_rhythm(monthly: World) -> None:
    plan = make_rated_plan(monthly.sari, ends_on=date(2026, 10, 20))
    evaluation = opened(monthly, plan, "Q4")
    level_of(monthly, "baik", period="Q3")
    seat = seat_of(plan)
    found = levels_on([seat], evaluation, monthly.day).for_rating(seat)
    assert found
    assert found.period == "Q3"
    level_of(monthly, "istimewa", period="10")
    found = levels_on([seat], evaluation, monthly.day).for_rating(seat)
    assert found
    assert found.period == "10"


def test_what_is_over_stays_with_the_former_rater_by_quarter(monthly: World) -> None:
    sari, putri = make_rated_plan(monthly.sari), make_rated_plan(monthly.putri)
    assert [period for period, _last in periods_over(sari, monthly.day)] == ["Q1", "Q2", "Q3"]
    assert len(list(periods_over(putri, monthly.day))) == 10


def test_a_team_leader_is_asked_in_the_members_own_period(monthly: World) -> None:
    make_rated_plan(monthly.sari)
    make_rated_plan(monthly.putri)
    team = Team.objects.get()
    TeamMember.objects.all().delete()
    for one in (monthly.sari, monthly.putri):
        TeamMember.objects.create(team=team, employee=one, valid_from=date(2026, 1, 1))
    leader = monthly.account("agus")
    scope = scope_of(leader, monthly.day)
    assert inputs_due(scope, [MONTH, QUARTER], monthly.day) == {MONTH: 1, QUARTER: 1}


def test_the_registers_and_the_distribution_offer_the_quarters(monthly: World, as_: As) -> None:
    give_role(monthly, "wati", Role.AGENCY_HEAD)
    for address in ("/evaluations/agency", "/distribution/"):
        page = as_("wati").get(address)
        assert page.status_code == 200, address
        assert "period=Q3" in page.content.decode(), address
        assert "period=10" in page.content.decode(), address


def test_the_year_shows_quarters_and_months_in_their_order(monthly: World, as_: As) -> None:
    """Part time until August, then full: both kinds of predicates lead to the one of the year."""
    sari = turn_kind(monthly.sari, Employee.Kind.PPPK, date(2026, 8, 16))
    plan = make_rated_plan(sari)
    for period in ("Q1", "Q2", "Q3", "10", "11", "12", "Y"):
        Evaluation.objects.create(
            plan=plan,
            period=period,
            rater=monthly.budi,
            status=Evaluation.Status.SET,
            status_on=monthly.day,
            predicate="baik",
            pack=plan.pack,
        )
    year = Evaluation.objects.get(period="Y")
    page = content(as_("sari"), f"/evaluations/{year.uuid}/")
    assert page.index("Triwulan III") > 0
    scope = monthly.scope("sari")
    newest = [one.period for one in evaluations_of(sari, scope)]
    assert newest == ["Y", "12", "11", "10", "Q3", "Q2", "Q1"]
    assert [one.period for one in given_under(scope, [plan.pk])] == newest[::-1]


def test_in_an_agency_by_quarter_nothing_is_asked_twice(world: World, as_: As) -> None:
    make_kind(world.sari, PART_TIME)
    make_rated_plan(world.sari)
    make_rated_plan(world.putri)
    assert names(world, QUARTER) == ["Putri", "Sari"]
    home = content(as_("budi"), "/")
    assert "Nilai 2 pegawai untuk triwulan III 2026" in home
    page = content(as_("budi"), "/evaluations/")
    assert "hanya PPPK paruh waktu" not in page
    assert "period=10" not in page
    assert running(world.scope("budi"), world.day) == [(2026, "Q4")]


def test_another_kind_is_refused_for_days_whose_quarter_was_rated(monthly: World) -> None:
    """From July on Sari would be rated by month, and her third quarter would be nobody's."""
    evaluation = opened(monthly, make_rated_plan(monthly.sari), "Q3")
    level_of(monthly)
    rated(monthly, evaluation)
    given: Any = {"kind": Employee.Kind.PPPK, "by": monthly.account("dewi"), "on": monthly.day}
    with pytest.raises(ValidationError, match=r"Triwulan III 2026 Sari Lestari.* sudah dinilai"):
        change_kind(monthly.sari, since=date(2026, 7, 1), **given)
    monthly.sari.refresh_from_db()
    assert monthly.sari.kind == PART_TIME
    assert change_kind(monthly.sari, since=date(2026, 8, 16), **given).kind == Employee.Kind.PPPK


def test_the_next_deadlines_are_those_of_ones_own_rhythm(monthly: World, as_: As) -> None:
    for stage in (Window.Stage.READINGS, Window.Stage.EVALUATION):
        for period in ("10", "Q3"):
            days = (date(2026, 10, 1), date(2026, 12, 20))
            by: Any = {"by": monthly.account("dewi"), "on": date(2026, 10, 1)}
            set_windows(monthly.agency, 2026, {(stage, period): days}, **by)
    make_rated_plan(monthly.putri)
    make_rated_plan(monthly.budi)
    pages = {one: content(as_(one), "/") for one in ("putri", "budi")}
    for page in pages.values():
        assert "Pengisian realisasi Oktober 2026" in page
        assert "Pengisian realisasi triwulan III 2026" not in page
        assert "Penilaian triwulan III 2026" not in page
    make_rated_plan(monthly.sari)
    sari, budi = content(as_("sari"), "/"), content(as_("budi"), "/")
    assert "Pengisian realisasi triwulan III 2026" in sari
    assert "Oktober 2026" not in sari
    assert "Penilaian triwulan III 2026" in budi
    assert "Penilaian Oktober 2026" in budi
