"""The page of the fifteen pains names screens that exist, and all fifteen stand there."""

import re
from pathlib import Path

from pamong.config.tests.test_verbs import views_by_name

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "pains.md"
TEXT = PAGE.read_text(encoding="utf-8")
NAMED = re.compile(r"`([a-z_]+:[a-z-]+)`")
HEADING = re.compile(r"^## (\d+)\. .+$", re.MULTILINE)


def test_all_fifteen_stand_there_in_their_order() -> None:
    assert [int(number) for number in HEADING.findall(TEXT)] == list(range(1, 16))


def test_each_says_how_far_it_is_gone_which_screen_and_where_to_see_it() -> None:
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        title = part.partition("\n")[0]
        assert NAMED.search(part), title
        assert "**Gone" in part or "**Lessened.**" in part, title
        assert ("**Lessened.**" in part) == ("Left:" in part), title
        assert "See it as" in part, title


def test_every_screen_that_is_named_exists() -> None:
    known = {name for name, _view in views_by_name()}
    assert [name for name in NAMED.findall(TEXT) if name not in known] == []
