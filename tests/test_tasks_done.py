"""The scripts of the tasks still find their way, with as many presses of the mouse as the docs tell.

Each is done here on the server of the tests, with its texts put in at once instead of key by key.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import Browser

from bench.tasks.counting import Hand, Room
from bench.tasks.one import Stage
from bench.tasks.table import ALL
from conftest import KEPT
from tests.test_tasks import ROWS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class QuickHand(Hand):
    """The same presses of the mouse, without the time that typing takes."""

    def type(self, text: str) -> Hand:
        """The whole text at once."""
        return self.paste(text)


@pytest.fixture
def room(browser: Browser, live_server: Any) -> Iterator[Room]:
    """Where the people of a task sit, as long as it takes."""
    yield Room(browser, live_server.url, QuickHand)
    for context in browser.contexts:
        context.close()


@pytest.mark.parametrize("number", ALL)
def test_a_task_is_still_done_by_its_script(number: int, room: Room, settings: Any) -> None:
    task = import_module(f"bench.tasks.{ALL[number].module}")

    def move(day: date) -> None:
        settings.TODAY = day.isoformat()

    move(task.DAY)
    world = KEPT.on(task.DAY)
    task.prepare(world)
    task.work(Stage(world, room, move))
    task.check(world)
    assert room.counts.clicks == ROWS[number]["measured"]["clicks"], "make bench-tasks"
