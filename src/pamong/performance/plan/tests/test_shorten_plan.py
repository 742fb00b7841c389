"""A long leave cuts a plan's period: who decides, what is left, what keeps it from going."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.models import Leave
from pamong.people.tests.world import World
from pamong.performance.models import Evaluation, Plan
from pamong.performance.plan.shortening import cut_of, is_long, shorten_plan
from pamong.performance.tests.make import make_complete_plan

LONG = (date(2026, 9, 1), date(2026, 11, 30))


@pytest.fixture
def plan(world: World) -> Plan:
    return make_complete_plan(world.sari)


def leave(world: World, first: date, last: date, kind: str = "cuti_melahirkan") -> Leave:
    until = last + timedelta(days=1)
    return Leave.objects.create(employee=world.sari, kind=kind, valid_from=first, valid_to=until)


def shorten(world: World, plan: Plan, row: Leave, by: str = "budi") -> Plan:
    return shorten_plan(plan, row, by=world.account(by), on=world.day)


@pytest.mark.parametrize("by", ["budi", "putri", "rini", "dewi"])
def test_rater_and_keepers_cut_what_lies_behind_the_first_day(
    world: World, plan: Plan, by: str
) -> None:
    plan = shorten(world, plan, leave(world, *LONG), by)
    assert (plan.ends_on, plan.shortened_for) == (date(2026, 8, 31), "cuti_melahirkan")
    entry = Entry.objects.get(verb="performance.plan_shortened")
    assert entry.changes["ends_on"] == ["2026-12-31", "2026-08-31"]


@pytest.mark.parametrize("by", ["sari", "joko", "tono", "lina"])
def test_others_do_not(world: World, plan: Plan, by: str) -> None:
    with pytest.raises(PermissionDenied):
        shorten(world, plan, leave(world, *LONG), by)


def test_leave_at_the_beginning_leaves_the_rest_and_one_over_all_leaves_nothing(
    world: World, plan: Plan
) -> None:
    cut = cut_of(plan, leave(world, date(2025, 12, 1), date(2026, 2, 28)))
    assert cut is not None
    assert (cut.starts_on, cut.ends_on) == (date(2026, 3, 1), date(2026, 12, 31))
    assert cut_of(plan, leave(world, date(2025, 11, 1), date(2027, 1, 31))) is None


def test_a_short_leave_and_one_of_a_kind_that_never_does_are_refused(
    world: World, plan: Plan
) -> None:
    short = leave(world, date(2026, 9, 1), date(2026, 9, 29))
    yearly = leave(world, date(2026, 10, 1), date(2026, 11, 30), "cuti_tahunan")
    assert not is_long(short, ())
    for row in (short, yearly):
        with pytest.raises(ValidationError, match="tidak mempersingkat"):
            shorten(world, plan, row)


def test_what_was_rated_is_not_cut_away(world: World, plan: Plan) -> None:
    Evaluation.objects.create(plan=plan, period="q4", status_on=world.day, pack=plan.pack)
    with pytest.raises(ValidationError, match="sudah dinilai"):
        shorten(world, plan, leave(world, *LONG))


def test_the_page_of_the_person_offers_it_and_the_plan_says_why(
    as_: Any, world: World, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    row = leave(world, *LONG)
    budi = as_("budi")
    url = reverse("performance:plan-shorten", args=[plan.uuid])
    person = reverse("people:employee-detail", args=[world.sari.uuid])
    assert url in budi.get(person).content.decode()
    assert url not in as_("sari").get(person).content.decode()
    assert "1 Januari sampai 31 Agustus 2026" in budi.get(url).content.decode()
    assert budi.post(url, {}).status_code == 422
    assert budi.post(url, {"leave": str(row.uuid)}).status_code == 303
    with django_assert_max_num_queries(12):
        page = budi.get(reverse("performance:plan-detail", args=[plan.uuid])).content.decode()
    assert "dipersingkat karena Cuti melahirkan" in page
