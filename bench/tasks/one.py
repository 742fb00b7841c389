"""One task in a process and a folder of its own: prepared, done at a browser, checked, written down.

`python -m bench.tasks.one t03_agree out.json`; PAMONG_DATA and PAMONG_TODAY are set by `python -m bench.tasks`.
"""

import json
import os
import sys
import tomllib
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from bench.serving import free_port, pamong
from bench.tasks.counting import WIDTH, Hand, Room

HERE = Path(__file__).parent
TEXTS: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "texts.toml").read_text())
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
MORE_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


class Office:
    """The server of a task: another day means that it starts anew at the same address."""

    def __init__(self) -> None:
        self.port, self.running = free_port(), ExitStack()
        self.home = f"http://127.0.0.1:{self.port}"

    def on(self, day: date) -> None:
        """Open on that day."""
        self.running.close()
        self.running.enter_context(pamong({"PAMONG_TODAY": day.isoformat()}, self.port))


class Stage:
    """The world of a task, and everybody at the own browser; `move` makes it another day."""

    def __init__(self, world: Any, room: Room, move: Callable[[date], None]) -> None:
        self.world, self.room, self.move = world, room, move
        self.hands: dict[str, Hand] = {}

    def on(self, day: date) -> "Stage":
        """The same office on another day."""
        self.move(day)
        return self

    def hand(self, name: str) -> Hand:
        """Somebody at the own browser."""
        from bench.signed_in import session_of

        if name not in self.hands:
            self.hands[name] = self.room.seat(session_of(self.world.account(name).pk))
        return self.hands[name]


def main() -> None:
    """Do the task and write what it cost."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver of the browser runs a loop here
    django.setup()
    from playwright.sync_api import sync_playwright

    from pamong.people.tests.world import make_world
    from tests.browsing import CHROMIUM

    task = import_module(f"bench.tasks.{sys.argv[1]}")
    world = make_world(task.DAY)
    task.prepare(world)
    with sync_playwright() as play, ExitStack() as ending:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *MORE_QUIET])
        ending.callback(browser.close)
        office = Office()
        ending.callback(office.running.close)
        stage = Stage(world, Room(browser, office.home), office.on).on(task.DAY)
        try:
            task.work(stage)
            task.check(world)
        except BaseException:
            for name, hand in stage.hands.items():
                hand.page.screenshot(path=f"{sys.argv[2]}.{name}.png", full_page=True)
            raise
        told = stage.room.counts.told() | {"chromium": browser.version, "width": WIDTH}
    Path(sys.argv[2]).write_text(json.dumps(told))


if __name__ == "__main__":
    main()
