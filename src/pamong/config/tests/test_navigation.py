"""Who finds which pages at the side."""

from collections import Counter
from typing import Any

import pytest

from pamong.config.navigation import ANYONE, AUDITOR, HR, LEADER, OFFICIAL, navigation_for
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
        groups = navigation_for(frozenset({AUDITOR}), {})
        assert current_url(groups, url) == "/people"
        assert current_url(navigation_for(frozenset({HR}), {}), f"{url}/x") == url


def test_who_has_no_plan_finds_the_cascade_in_place_of_the_matrix(db: None) -> None:
    groups = navigation_for(frozenset({LEADER, OFFICIAL}), {})
    urls = [entry.url for group in groups for entry in group.entries]
    assert "/cascade/" in urls
    assert "/matrix/" not in urls
