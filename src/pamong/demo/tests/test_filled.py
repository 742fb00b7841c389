"""A small demonstration, filled once, looked at from many sides."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from pamong.access.models import User
from pamong.access.scope import Role
from pamong.analytics.models import AnnualReport
from pamong.cli.demo import at_speed, empty
from pamong.demo.accounts import new_password, shown_accounts
from pamong.demo.fill import fill
from pamong.demo.seats import CLINIC
from pamong.demo.tests.looks import look_at_samples, look_at_sources
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.measurement.cards.figures import figures_for
from pamong.measurement.doubt import is_broken
from pamong.measurement.models import Card, Reading, Target
from pamong.people.models import (
    Agency,
    Assignment,
    Delegation,
    Employee,
    Mandate,
    Team,
    TeamMember,
    Unit,
)
from pamong.performance.cascade.findings import uncarried_outcomes
from pamong.performance.levels.actions import set_level
from pamong.performance.models import (
    AllowanceLine,
    AllowancePenalty,
    Calibration,
    CalibrationChange,
    DailyEntry,
    Evaluation,
    Feedback,
    Goal,
    ImprovementPlan,
    Objection,
    Plan,
    PlanAnnex,
    PlanFile,
    PredicateSetting,
    Result,
    RoleCell,
    Sanction,
    TargetRevision,
    TeamInput,
    UnitLevel,
    Window,
)
from pamong.performance.periods import MONTHS
from pamong.performance.rules import pack_on
from pamong.policy.choose import pack_on as policy_pack_on

TODAY = date(2026, 11, 25)
PEOPLE = 80
pytestmark = pytest.mark.xdist_group("demo")  # filled once


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Any:
    """One small demonstration for the whole module, taken away again afterwards."""
    with django_db_blocker.unblock():
        with at_speed():
            agency = fill(PEOPLE, TODAY, lambda _line: None)
        yield agency
        empty()


# ---- the install ----


def test_every_office_of_the_region_has_its_head(db: None, filled: Agency) -> None:
    heads = Employee.objects.filter(position__is_head=True, left_on=None)
    duties = Assignment.objects.filter(kind=Assignment.Kind.EXTRA, position__is_head=True)
    assert duties.filter(unit__kind=Unit.Kind.SCHOOL).count() == 2
    assert Plan.objects.filter(duty__name="Kepala Sekolah", year=TODAY.year).count() == 2
    assert heads.filter(unit__kind=Unit.Kind.CLINIC).count() == 1
    assert heads.get(position__name="Camat").rater == heads.get(position__name="Sekretaris Daerah")
    assert heads.get(position__name="Sekretaris Daerah").rater == heads.get(position__name="Bupati")


def test_the_record_is_whole_and_tells_of_other_days_than_it_was_written(
    db: None, filled: Agency
) -> None:
    assert first_fault() is None
    days = Entry.objects.values_list("effective_on", flat=True)
    assert min(days).year == TODAY.year - 2  # the few whose trial year is told
    assert max(days) <= TODAY
    assert not Entry.objects.filter(verb="performance.plan_agreed", effective_on=TODAY).exists()


def test_a_chance_to_improve_is_on_its_way_and_one_waits_to_be_read(
    db: None, filled: Agency
) -> None:
    plans = ImprovementPlan.objects.filter(employee__agency=filled)
    assert sorted(plans.values_list("status", flat=True)) == ["judged", "running"]
    running = plans.get(status=ImprovementPlan.Status.RUNNING)
    sides = [{note.side for note in one.notes.all()} for one in running.milestones.all()]
    assert sides == [{"employee", "rater"}, {"employee"}, set()]


def test_each_state_of_a_sanction_is_there_and_one_cuts_pay(db: None, filled: Agency) -> None:
    rows = Sanction.objects.filter(employee__agency=filled)
    assert set(rows.values_list("status", flat=True)) == set(Sanction.Status.values)
    assert rows.filter(status=Sanction.Status.PROPOSED, stated_on=None).exists()
    cut = AllowancePenalty.objects.get(sanction__status=Sanction.Status.IMPOSED)
    assert cut.first_month == date(2026, 10, 1)
    lines = AllowanceLine.objects.filter(penalty=cut, month=cut.first_month)
    assert [line.cut for line in lines if line.cut > 0] == [line.cut for line in lines] != []
    assert rows.filter(status=Sanction.Status.ANNULLED, penalty__ended_on__isnull=False).exists()


def test_a_finished_year_lies_behind(db: None, filled: Agency) -> None:
    last = Plan.objects.filter(year=2025)
    assert set(last.values_list("status", flat=True)) == {Plan.Status.AGREED}
    assert last.count() == PEOPLE - 1
    for period in ("Q1", "Q2", "Q3", "Q4", "Y"):
        rated = Evaluation.objects.filter(plan__year=2025, period=period)
        assert rated.count() == last.count()
        assert set(rated.values_list("status", flat=True)) == {Evaluation.Status.ACKNOWLEDGED}
    assert PredicateSetting.objects.filter(year=2025, departs=True).exclude(reason="").exists()


def test_a_session_of_calibration_is_over_with_a_change_that_its_rater_made(
    db: None, filled: Agency
) -> None:
    over = Calibration.objects.get(stage=Calibration.Stage.CLOSED)
    assert over.minutes
    made = CalibrationChange.objects.filter(peer__calibration=over, status="made")
    assert made.count() == 1
    assert not CalibrationChange.objects.filter(status="proposed").exists()


def test_most_do_well_and_some_do_not(db: None, filled: Agency) -> None:
    year = Evaluation.objects.filter(plan__year=2025, period="Y")
    counts = Counter(year.values_list("predicate", flat=True))
    codes = pack_on(TODAY, local=()).scales["predicate"].codes
    assert counts[codes[-2]] > counts[codes[-1]] > 0
    assert counts[codes[2]] > 0


def test_this_year_stands_in_its_middle(db: None, filled: Agency) -> None:
    this_year = Evaluation.objects.filter(plan__year=2026)
    assert set(this_year.values_list("period", flat=True)) == {"Q1", "Q2", "Q3"}
    latest = set(this_year.filter(period="Q3").values_list("status", flat=True))
    assert latest == set(Evaluation.Status.values)
    assert not Reading.objects.filter(as_of__gt=date(2026, 9, 30)).exists()


def test_plans_stand_in_every_state(db: None, filled: Agency) -> None:
    assert set(Plan.objects.values_list("status", flat=True)) == set(Plan.Status.values)
    returned = Plan.objects.filter(status=Plan.Status.RETURNED)
    assert returned.exclude(return_reason="").count() == returned.count()
    assert set(TargetRevision.objects.values_list("status", flat=True)) == {
        *TargetRevision.Status.values
    }


def test_the_cascade_stands_from_the_vision_down_and_has_findings(db: None, filled: Agency) -> None:
    top = Goal.objects.filter(agency=filled, serves=None)
    assert [goal.kind for goal in top] == [Goal.Kind.VISION]
    assert Goal.objects.filter(kind=Goal.Kind.MISSION, serves__parent=top[0]).count() == 5
    assert uncarried_outcomes(filled.pk, 2026).exists()


def test_every_level_of_the_cascade_is_there_down_to_units_and_their_heads(
    db: None, filled: Agency
) -> None:
    assert set(Goal.objects.values_list("kind", flat=True)) == set(Goal.Kind.values)
    aims = Goal.objects.filter(kind=Goal.Kind.GOAL, source__startswith="fiktif")
    assert aims.filter(serves__parent__kind=Goal.Kind.MISSION).count() == aims.count() > 3
    activity = Goal.objects.get(kind=Goal.Kind.ACTIVITY, unit__code="DINKES-4")
    result = Result.objects.get(goal=activity, plan__year=2026)
    assert result.serves
    assert result.serves.goal in [row.parent for row in activity.serves.all()]


def test_what_last_year_came_to_is_there_and_marked_as_invented(db: None, filled: Agency) -> None:
    rows = Reading.objects.filter(indicator__of_goal__isnull=False)
    assert set(rows.filter(indicator__card=None).dates("as_of", "day")) == {date(2025, 12, 31)}
    assert rows.count() > 30
    assert not rows.exclude(indicator__source__contains="fiktif").exists()


def test_things_that_come_whole_have_whole_targets(db: None, filled: Agency) -> None:
    rows = Target.objects.filter(indicator__in_plans__isnull=False)
    for unit, *values in rows.values_list("indicator__unit", "value", "q1", "q2", "q3"):
        assert not any(is_broken(value, unit) for value in values)


def test_results_serve_those_of_the_leader_up_to_a_goal_of_the_region(
    db: None, filled: Agency
) -> None:
    served = Result.objects.filter(serves__goal__isnull=False, plan__year=2026)
    assert served.exists()
    for result in served.select_related("plan", "serves__plan")[:20]:
        assert result.serves is not None
        assert result.serves.plan.employee_id == result.plan.rater_id
    assert not Result.objects.filter(
        kind=Result.Kind.MAIN, serves=None, plan__rater__nip__gt="", plan__year=2025
    ).exists()


def test_a_team_across_units_has_its_work_in_plans_and_its_leaders_words(
    db: None, filled: Agency
) -> None:
    team = Team.objects.get()
    members = TeamMember.objects.filter(team=team)
    assert members.filter(valid_to__isnull=False).count() == 1
    standing = members.filter(valid_to=None).select_related("employee")
    assert {row.employee.unit_id for row in standing} - {team.unit_id} != set()
    owed = Result.objects.filter(assigned_by__contains=team.name, plan__year=2026)
    assert {row.employee_id for row in standing} == set(
        owed.values_list("plan__employee", flat=True)
    )
    said = Feedback.objects.filter(side=Feedback.Side.TEAM_LEADER)
    assert set(said.values_list("result__assigned_by", flat=True)) == {f"Ketua {team.name}"}
    led = Result.objects.filter(plan__employee=team.leader, plan__year=2026).order_by("place")[0]
    assert "stunting" in led.text


def test_what_fell_short_is_taken_along_once_or_offered(db: None, filled: Agency) -> None:
    taken = Result.objects.filter(carried_from__isnull=False)
    for result in taken.select_related("plan", "carried_from__plan"):
        assert result.carried_from
        assert (result.carried_from.plan.year, result.plan.year) == (2025, 2026)
    name = next(a.sign_in_name for a in shown_accounts(filled) if "carry over" in a.role)
    client = Client()
    user = User.objects.get(sign_in_name=name)
    client.force_login(user)
    last = Evaluation.objects.get(plan__employee__user=user, plan__year=2025, period="Y")
    page = client.get(f"/evaluations/{last.uuid}/").content.decode()
    assert "Bawa ke SKP 2027" in page


def test_the_team_leader_has_shared_next_years_work_out(db: None, filled: Agency) -> None:
    team = Team.objects.get()
    cells = RoleCell.objects.filter(team=team, result__plan__year=2027)
    assert cells.count() == 3
    coming = Plan.objects.filter(year=2027, employee__in=cells.values("employee"))
    assert set(coming.values_list("status", flat=True)) == {Plan.Status.DRAFTED}


def test_a_yearly_report_waits_for_approval_and_one_is_in_work(db: None, filled: Agency) -> None:
    told = AnnualReport.objects.order_by("year").values_list("stage", flat=True)
    assert list(told) == ["proposed", "draft"]


def test_a_sample_of_the_auditor_is_closed_with_its_rate_and_one_is_under_way(
    db: None, filled: Agency
) -> None:
    look_at_samples()


def test_what_is_under_way_today_is_there_to_look_at(db: None, filled: Agency) -> None:
    left = Employee.objects.exclude(left_reason="").filter(plans__year=2026)
    assert set(left.values_list("plans__status", flat=True)) == {"agreed", "closed"}
    held = Delegation.objects.on(TODAY).get()
    assert held.delegate.rater == held.rater
    file = PlanFile.objects.get()
    assert (file.status, file.added > 0, file.rejected > 0) == (PlanFile.Status.SHOWN, True, True)
    by = User.objects.get(sign_in_name="bupati")
    office = Unit.objects.get(code="KEC-CIMALAKA")
    assert not UnitLevel.objects.filter(unit=office, year=2026, period="Q3").exists()
    set_level(office, (2026, "Q3"), level="baik", reason="PK", by=by, on=TODAY)


def test_plans_are_agreed_with_their_annexes_and_what_is_expected_of_conduct(
    db: None, filled: Agency
) -> None:
    for account in shown_accounts(filled):
        plans = Plan.objects.filter(employee__user__sign_in_name=account.sign_in_name, year=2026)
        for plan in plans.exclude(held=Assignment.Kind.ACTING):
            kinds = set(plan.annexes.values_list("kind", flat=True))
            assert kinds == set(pack_on(TODAY, local=()).scales["annex"].codes), account.role
            assert plan.expectations.count() == 7, account.role
    agreed = Plan.objects.filter(year=2026, status=Plan.Status.AGREED)
    assert agreed.filter(annexes__isnull=False).distinct().count() > agreed.count() * 0.7
    assert PlanAnnex.objects.values("text").distinct().count() > 25


def test_the_years_of_the_file_stand_as_last_year_and_this_year(db: None, filled: Agency) -> None:
    goal = Goal.objects.filter(kind=Goal.Kind.PROGRAMME).first()
    assert goal
    assert "kolom 2022 berlaku sebagai 2025" in goal.source


def test_days_of_work_are_written_and_answered(db: None, filled: Agency) -> None:
    assert set(DailyEntry.objects.values_list("status", flat=True)) == set(DailyEntry.Status.values)
    assert DailyEntry.objects.order_by("-on")[0].on == TODAY
    recent = DailyEntry.objects.filter(on__gte=TODAY - timedelta(1))
    assert set(recent.values_list("status", flat=True)) == {DailyEntry.Status.RECORDED}
    assert RoleCell.objects.exists()


def test_most_days_have_evidence_and_a_few_people_bring_none(db: None, filled: Agency) -> None:
    entries = DailyEntry.objects.filter(on__lt=TODAY)
    proven = entries.filter(evidence_uses__isnull=False).distinct()
    assert 0.6 < proven.count() / entries.count() < 0.95
    writers = set(entries.values_list("employee", flat=True))
    assert 0 < len(writers - set(proven.values_list("employee", flat=True))) < len(writers) / 4


def test_a_leader_acts_elsewhere_with_a_plan_of_its_own(db: None, filled: Agency) -> None:
    plan = Plan.objects.get(held=Assignment.Kind.ACTING)
    assert plan.status == Plan.Status.AGREED
    assert Plan.objects.definitive().filter(employee=plan.employee, year=plan.year).exists()
    assert plan.results.exists()


def test_one_objection_waits_and_one_is_decided(db: None, filled: Agency) -> None:
    found = Objection.objects.exclude(explanation="").order_by("pk")
    assert [row.status for row in found] == [Objection.Status.FILED, Objection.Status.CHANGED]
    who = [account.sign_in_name for account in shown_accounts(filled)]
    assert found[0] in found.filter(evaluation__plan__superior__user__sign_in_name__in=who)


def test_the_organisation_has_problems_to_look_at(db: None, filled: Agency) -> None:
    there = Employee.objects.filter(left_on=None)
    assert there.filter(rater=None).exclude(kind=Employee.Kind.POLITICAL).count() == 2
    assert there.filter(rater__left_on__isnull=False).exists()
    circle = [p for p in there.select_related("rater") if p.rater and p.rater.rater_id == p.pk]
    assert len(circle) == 2


def test_each_part_has_an_account_to_try_and_none_a_password_in_the_code(
    db: None, filled: Agency
) -> None:
    shown = shown_accounts(filled)
    assert len({account.sign_in_name for account in shown}) == len(shown) == 14
    assert set(Mandate.objects.values_list("role", flat=True)) == set(Role.values)
    assert not [user for user in User.objects.all() if user.has_usable_password()]
    assert new_password() != new_password()


def test_pages_say_that_the_people_are_invented(db: None, filled: Agency) -> None:
    client = Client()
    client.force_login(User.objects.get(sign_in_name="bupati"))
    page = client.get("/plans/", follow=True).content.decode()
    assert "Data contoh, bukan orang sebenarnya" in page


def test_one_earlier_year_of_a_few_was_rated_by_month(db: None, filled: Agency) -> None:
    filled.refresh_from_db()
    assert filled.monthly_years == [TODAY.year - 2]
    tried = Evaluation.objects.filter(plan__year=TODAY.year - 2)
    people = tried.values("plan__employee").distinct().count()
    assert 0 < people <= 8
    assert set(tried.values_list("period", flat=True)) == {*MONTHS, Window.Period.YEAR}
    assert tried.count() == people * 13
    assert not tried.exclude(status=Evaluation.Status.ACKNOWLEDGED).exists()


def test_the_team_leader_proposed_to_a_rater_and_others_still_wait(
    db: None, filled: Agency
) -> None:
    leader = Team.objects.get().leader
    told = TeamInput.objects.select_related("plan__employee")
    assert {row.plan.employee.unit and row.plan.employee.unit.code for row in told} == {CLINIC}
    assert any(row.rating and row.result_id for row in told)
    assert any(row.value and not row.rating for row in told)
    assert leader.user is not None
    client = Client()
    client.force_login(leader.user)
    home = client.get("/").content.decode()
    assert "masukan" in home.casefold()
    plan = told[0].plan
    assert not Evaluation.objects.final().filter(plan=plan, period="Q3").exists()


def test_two_sources_bring_figures_and_one_that_failed_is_well_again(
    db: None, filled: Agency
) -> None:
    look_at_sources()


def test_indicators_stand_on_cards_with_a_formula_and_a_roll_up_that_names_what_is_missing(
    db: None, filled: Agency
) -> None:
    cards = Card.objects.filter(agency=filled).select_related("indicator")
    assert cards.count() >= 12
    assert not cards.filter(owner=None).exists()
    pack = policy_pack_on("attainment", TODAY)
    figures = figures_for(list(cards), year=TODAY.year, on=TODAY, pack=pack)
    share, whole = cards.get(way=Card.Way.FORMULA), cards.get(way=Card.Way.ROLLUP)
    value = figures.of(share).value
    assert value is not None
    assert 97 < value < 98
    assert (figures.of(whole).value, len(figures.of(whole).missing)) == (Decimal(7), 1)
    assert figures_for([share], year=TODAY.year - 1, on=TODAY, pack=pack).of(share).value
