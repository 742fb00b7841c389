"""The week of an agency or a unit: who sets it, from which day, and that units inherit it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.calendar import calendar_of
from pamong.people.models import Agency, WorkWeek
from pamong.people.tests.world import World
from pamong.people.workdays.actions import WeekFacts, end_week, set_week
from pamong.people.workdays.hours import hours_pack, minutes_asked, proposed, seasons, week_minutes
from pamong.people.workdays.places import Place

SATURDAY = date(2026, 11, 28)
SINCE = date(2026, 11, 1)


def usual() -> dict[str, dict[str, list[int]]]:
    """The hours that the official rules propose."""
    return proposed(hours_pack(SINCE))


def place(world: World, unit: str = "") -> Place:
    agency = Agency.objects.get(pk=world.agency.pk)
    return Place(agency, getattr(world, unit)) if unit else Place(agency)


def weekly(
    world: World, pattern: str, unit: str = "", by: str = "dewi", since: date = SINCE
) -> Any:
    facts = WeekFacts(pattern, usual())
    return set_week(place(world, unit), facts, valid_from=since, by=world.account(by), on=world.day)


def works(world: World, unit: str, day: date = SATURDAY) -> bool:
    agency = Agency.objects.get(pk=world.agency.pk)
    return calendar_of(agency, getattr(world, unit).path).is_workday(day)


def test_the_rule_proposes_its_own_length_of_a_week() -> None:
    for season, _name in seasons():
        pack = hours_pack(date(2026, 11, 25))
        assert week_minutes(proposed(pack), season, "5") == minutes_asked(season, pack)


def test_hr_sets_the_agency_and_every_unit_follows(world: World) -> None:
    weekly(world, "6")
    assert works(world, "clinic")
    assert not works(world, "clinic", SATURDAY - timedelta(days=35)), "October was before it"
    entry = Entry.objects.get(verb="people.week_set")
    assert entry.changes["pattern"] == [None, "6"]


def test_an_administrator_sets_the_own_unit_alone(world: World) -> None:
    weekly(world, "6", "clinic", by="rini")
    assert (works(world, "clinic"), works(world, "health")) == (True, False)
    with pytest.raises(PermissionDenied):
        weekly(world, "6", "health", by="rini")
    with pytest.raises(PermissionDenied):
        weekly(world, "6", by="rini")


@pytest.mark.parametrize("by", ["sari", "budi", "tono", "lina"])
def test_others_set_none(world: World, by: str) -> None:
    with pytest.raises(PermissionDenied):
        weekly(world, "6", "clinic", by=by)


def test_a_later_week_stays_and_the_same_day_is_written_over(world: World) -> None:
    later = date(2027, 1, 1)
    weekly(world, "6", since=later)
    weekly(world, "5")
    weekly(world, "shift")
    rows = WorkWeek.objects.order_by("valid_from").values_list("pattern", "valid_from", "valid_to")
    assert list(rows) == [("shift", SINCE, later), ("6", later, None)]


def test_a_week_in_between_ends_the_one_before(world: World) -> None:
    weekly(world, "5", since=date(2026, 1, 1))
    weekly(world, "6")
    rows = WorkWeek.objects.order_by("valid_from").values_list("pattern", "valid_to")
    assert list(rows) == [("5", SINCE), ("6", None)]


def test_a_unit_may_follow_the_one_above_again(world: World) -> None:
    weekly(world, "6", "clinic", by="rini")
    end_week(place(world, "clinic"), valid_to=SATURDAY, by=world.account("rini"), on=world.day)
    assert works(world, "clinic", SATURDAY - timedelta(days=7))
    assert not works(world, "clinic")
    with pytest.raises(ValidationError, match="sudah mengikuti"):
        end_week(place(world, "clinic"), valid_to=SATURDAY, by=world.account("rini"), on=world.day)


def test_an_agency_always_has_a_week(world: World) -> None:
    with pytest.raises(PermissionDenied):
        end_week(place(world), valid_to=SATURDAY, by=world.account("dewi"), on=world.day)


def sent(pattern: str, **more: str) -> dict[str, str]:
    data = {"pattern": pattern, "valid_from": "01-11-2026"}
    for season, groups in usual().items():
        for group in groups:
            data |= {f"{season}-{group}-begins": "07.30", f"{season}-{group}-ends": "16.00"}
            data[f"{season}-{group}-rest"] = "60"
    return data | more


def test_the_page_sets_days_and_hours(as_: Any, world: World) -> None:
    url = reverse("people:week-set", args=[world.clinic.uuid])
    rini = as_("rini")
    assert rini.get(url).status_code == 200
    assert rini.post(url, sent("6")).status_code == 303
    page = rini.get(reverse("people:calendar")).content.decode()
    assert "Enam hari kerja" in page
    assert "07.30–16.00" in page


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [("ends", "07.00", "sesudah jam mulai"), ("ends", "", "jam mulai dan jam selesai")],
)
def test_hours_go_forward(as_: Any, world: World, part: str, value: str, said: str) -> None:
    season = next(iter(usual()))
    group = next(iter(usual()[season]))
    url = reverse("people:week-set", args=[world.agency.uuid])
    answer = as_("dewi").post(url, sent("5", **{f"{season}-{group}-{part}": value}))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_everybody_reads_the_calendar_in_few_queries(
    as_: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    weekly(world, "6", "clinic")
    url = reverse("people:calendar-place", args=[world.clinic.uuid])
    client = as_("sari")
    client.get(url)
    with django_assert_max_num_queries(12):
        page = client.get(f"{url}?year=2027").content.decode()
    assert "Idul Fitri" in page
    assert client.get(reverse("people:week-set", args=[world.clinic.uuid])).status_code == 403


def test_another_agency_has_no_calendar_here(as_: Any, world: World) -> None:
    for uuid in (world.other_agency.uuid, world.lina.unit.uuid if world.lina.unit else None):
        assert as_("dewi").get(f"/calendar/{uuid}").status_code == 404
