"""An agency says how often a kind of employee is rated, where the regulation leaves it open."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.people.models import Agency, Employee
from pamong.people.roles.actions import give_role
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import make_rated_plan, opened
from pamong.performance.local_rules.actions import Answer, ask_rule, grant_rule
from pamong.performance.local_rules.preview import preview_context
from pamong.performance.local_rules.queries import clause_named
from pamong.performance.models import LocalRule
from pamong.performance.rhythm import TABLE, Rhythms, rhythm_of, rhythms_of
from pamong.performance.tests.make_rhythm import PART_TIME, make_kind, make_monthly

PACK, NEW_YEAR = "id-permenpanrb-6-2022", date(2026, 1, 1)


def asked(world: World, since: date = NEW_YEAR, **changed: str) -> LocalRule:
    named = clause_named(world.scope("dewi"), world.day, TABLE)
    assert named is not None
    given = {f.name: str(f.value) for f in named[1].figures}
    given |= {f"rows__{kind}__kind_rhythm": value for kind, value in changed.items()}
    answer = Answer(PACK, TABLE, given, since, "Peraturan Bupati 12/2026", "CPNS dibimbing")
    return ask_rule(world.agency, answer, by=world.account("dewi"), on=world.day)


def answered(world: World, since: date = NEW_YEAR, **changed: str) -> Rhythms:
    rule = asked(world, since, **changed)
    wati = world.account("wati")
    give_role(wati, Role.HR, world.agency, by=SHELL, on=NEW_YEAR)
    grant_rule(rule, by=wati, on=world.day)
    return rhythms_of(Agency.objects.get(pk=world.agency.pk))


def test_part_time_is_not_asked_for_the_regulation_settles_it(world: World) -> None:
    named = clause_named(world.scope("dewi"), world.day, TABLE)
    assert named is not None
    assert [figure.path[1] for figure in named[1].figures] == ["pns", "cpns", "pppk"]
    assert named[1].figures[0].choices == ("pilihan_instansi", "bulanan", "triwulan")


def test_an_agency_by_quarter_rates_its_probationers_by_month(world: World) -> None:
    rhythms = answered(world, cpns="bulanan")
    assert rhythms.others(2026) == (Employee.Kind.CPNS,)
    make_kind(world.sari, Employee.Kind.CPNS)
    assert rhythm_of(make_rated_plan(world.sari), rhythms) == {1, 2, 3, 4}
    assert rhythm_of(make_rated_plan(world.putri), rhythms) == frozenset()


def test_an_agency_by_month_keeps_two_kinds_by_quarter(world: World) -> None:
    make_monthly(world)
    assert answered(world, cpns="triwulan").others(2026) == (Employee.Kind.CPNS, PART_TIME)


def test_an_answer_within_a_year_holds_from_the_next(world: World) -> None:
    rhythms = answered(world, date(2026, 3, 1), cpns="bulanan")
    assert rhythms.others(2026) == ()
    assert rhythms.others(2027) == (Employee.Kind.CPNS,)


def test_a_year_whose_rating_was_begun_keeps_its_rhythm(world: World) -> None:
    opened(world)
    with pytest.raises(ValidationError, match="sudah dimulai"):
        asked(world, cpns="bulanan")
    assert asked(world, world.day, cpns="bulanan").pk


def test_the_preview_says_for_how_many_people(world: World) -> None:
    make_rated_plan(make_kind(world.sari, Employee.Kind.CPNS))
    make_rated_plan(world.putri)
    rule = asked(world, cpns="bulanan")
    said = preview_context(world.scope("dewi"), rule)["effect"]
    assert said == "Mulai 2026 dinilai dengan frekuensi lain: CPNS (1 pegawai)."
    later = asked_again(world, rule)
    assert "Mulai 2027" in preview_context(world.scope("dewi"), later)["effect"]


def asked_again(world: World, rule: LocalRule) -> LocalRule:
    rule.delete()
    return asked(world, date(2026, 6, 1), cpns="bulanan", pppk="bulanan")
