"""One task in a process and a folder of its own: prepared, done at a browser, checked, written down.

`python -m bench.tasks.one t03_agree out.json`; PAMONG_DATA and PAMONG_TODAY are set by `python -m bench.tasks`.
"""

import json
import os
import sys
import tomllib
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


class Stage:
    """The world of a task, its server, and everybody at the own browser; on a day."""

    def __init__(self, world: Any, browser: Any) -> None:
        self.world, self.port, self.servers = world, free_port(), ExitStack()
        self.room = Room(browser, f"http://127.0.0.1:{self.port}")
        self.hands: dict[str, Hand] = {}

    def on(self, day: date) -> "Stage":
        """The same office on another day: the server starts anew at the same address."""
        self.servers.close()
        self.servers.enter_context(pamong({"PAMONG_TODAY": day.isoformat()}, self.port))
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
        stage = Stage(world, browser).on(task.DAY)
        ending.callback(stage.servers.close)
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
