"""The device of the tests without a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.progress.tests.make import make_line, make_plan, make_result
from tests.offline.phones import Phone


@pytest.fixture
def phone(browser: Browser, live_server: Any, tmp_path: Path) -> Iterator[Phone]:
    one = Phone(browser, live_server.url, tmp_path / "profile")
    yield one
    one.close()
    one.line.cut()


@pytest.fixture
def plan(world: World) -> Plan:
    """Sari's, in force."""
    made = make_plan(world.sari)
    make_line(make_result(made), target=92)
    return made
