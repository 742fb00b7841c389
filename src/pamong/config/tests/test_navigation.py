"""Who finds which pages at the side."""

from collections import Counter

import pytest

from pamong.config.navigation import ANYONE, navigation_for

HELD = [ANYONE, *(frozenset({one}) for one in sorted(ANYONE))]


@pytest.mark.parametrize("held", HELD, ids=lambda held: "+".join(sorted(held)))
def test_a_page_stands_once_whatever_one_holds(held: frozenset[str], db: None) -> None:
    groups = navigation_for(held, {})
    urls = Counter(entry.url for group in groups for entry in group.entries)
    assert urls["/"] == 1
    assert set(urls.values()) == {1}
