"""Who finds which pages at the side."""

from collections import Counter

import pytest

from pamong.config.navigation import ANYONE, AUDITOR, LEADER, OFFICIAL, navigation_for
from pamong.ui.navigation import MOST

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


def test_who_has_no_plan_finds_the_cascade_in_place_of_the_matrix(db: None) -> None:
    groups = navigation_for(frozenset({LEADER, OFFICIAL}), {})
    urls = [entry.url for group in groups for entry in group.entries]
    assert "/cascade/" in urls
    assert "/matrix/" not in urls
