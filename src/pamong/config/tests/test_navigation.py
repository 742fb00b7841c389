"""Who finds which pages at the side."""

from collections import Counter
from typing import Any

import pytest

from pamong.config.navigation import (
    ADMINISTERED,
    ANYONE,
    AUDITOR,
    EMPLOYEE,
    HEAD,
    HR,
    LEADER,
    OFFICE_HEAD,
    OFFICIAL,
    UNIT_ADMIN,
    navigation_for,
    url_of,
)
from pamong.ui.navigation import MOST, current_url

HELD = [ANYONE, *(frozenset({one}) for one in sorted(ANYONE))]


@pytest.mark.parametrize("held", HELD, ids=lambda held: "+".join(sorted(held)))
def test_a_page_stands_once_whatever_one_holds(held: frozenset[str], db: None) -> None:
    groups = navigation_for(held, {})
    urls = Counter(entry.url for group in groups for entry in group.entries)
    assert urls["/"] == 1
    assert set(urls.values()) == {1}


def test_the_auditor_finds_people_plans_and_evaluations_in_one_open_list(db: None) -> None:
    groups = navigation_for(frozenset({AUDITOR}), {})
    urls = [entry.url for group in groups for entry in group.entries]
    assert {"/people", "/plans/agency", "/evaluations/agency"} <= set(urls)
    assert len(urls) <= MOST


def test_the_auditor_finds_units_contracts_and_retirements_among_the_people(as_: Any) -> None:
    page = as_("tono").get("/people").content.decode()
    for url in ("/units", "/contracts", "/retirements"):
        assert f'href="{url}"' in page
        for role in (AUDITOR, HR):
            assert current_url(navigation_for(frozenset({role}), {}), f"{url}/x") == "/people"


def test_who_has_no_plan_finds_the_cascade_in_place_of_the_matrix(db: None) -> None:
    groups = navigation_for(frozenset({LEADER, OFFICIAL}), {})
    urls = [entry.url for group in groups for entry in group.entries]
    assert "/cascade/" in urls
    assert "/matrix/" not in urls


@pytest.mark.parametrize("name", ["improvement-list", "sanction-list"])
def test_what_follows_from_a_rating_marks_an_entry_for_whoever_reads_it(
    db: None, name: str
) -> None:
    url = f"{url_of(f'performance:{name}')}x/"
    for held in ({EMPLOYEE, LEADER}, {HR}, {HR, EMPLOYEE}):
        assert current_url(navigation_for(frozenset(held), {}), url) == "/follow-ups/"
    own = url_of("performance:evaluation-own")
    assert current_url(navigation_for(frozenset({EMPLOYEE}), {}), url) == own


@pytest.mark.parametrize("role", [HR, UNIT_ADMIN, AUDITOR])
def test_whoever_administers_finds_the_page_of_it_in_a_short_menu(role: str, db: None) -> None:
    urls = [entry.url for group in navigation_for(frozenset({role}), {}) for entry in group.entries]
    assert "/administration" in urls
    assert not {"/windows/", "/roles", "/imports", "/rules", "/operations"} & set(urls)


def test_a_page_that_is_administered_marks_an_entry_of_the_menu(db: None) -> None:
    groups = navigation_for(frozenset({HR}), {})
    urls = {entry.url for group in groups for entry in group.entries}
    places = [place for _title, places in ADMINISTERED for place in places]
    assert {current_url(groups, url_of(place.name)) for place in places} <= urls
    assert current_url(groups, url_of("performance:window-list")) == "/administration"
    assert current_url(groups, url_of("administration-imports")) == "/administration"


@pytest.mark.parametrize("role", [HR, HEAD, UNIT_ADMIN, OFFICE_HEAD])
def test_whose_work_it_is_finds_the_yearly_reports_in_the_menu(role: str, db: None) -> None:
    urls = [entry.url for group in navigation_for(frozenset({role}), {}) for entry in group.entries]
    assert "/reports/yearly/" in urls
    own = [entry.url for g in navigation_for(frozenset({EMPLOYEE}), {}) for entry in g.entries]
    assert "/reports/yearly/" not in own
