"""What a web process keeps by the thread, and what it remembers of the catalogues."""

import os

from pamong.config import threads
from pamong.config.tests import processes

# In a process of its own, for it changes where Django keeps things.
TOLD = """
import threading
import django
django.setup()
from asgiref.local import Local
from django.db import connections
from django.utils import timezone, translation
from pamong.config.threads import PLACES, keep_by_thread, remember_texts

moved = [name for owner, name in PLACES if not isinstance(getattr(owner, name, None), Local)]
assert not moved, f"Django keeps these elsewhere: {moved}"
keep_by_thread()
remember_texts()
said = {}

def ask(language, zone):
    with translation.override(language), timezone.override(zone):
        said[language] = (
            translation.gettext("Keluar"), translation.gettext("Keluar"),
            timezone.get_current_timezone_name(), id(connections["default"]),
        )

with translation.override("id"):
    threads = [threading.Thread(target=ask, args=pair) for pair in (("en", "UTC"), ("id", "Asia/Jayapura"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said["here"] = translation.get_language()
assert said["en"][:3] == ("Sign out", "Sign out", "UTC"), said
assert said["id"][:3] == ("Keluar", "Keluar", "Asia/Jayapura"), said
assert said["here"] == "id"
assert translation.gettext("x\\r\\ny") == "x\\ny"
print("well")
"""


def test_each_thread_has_its_own_language_and_zone() -> None:
    done = processes.run("-c", TOLD, env=os.environ)
    assert done.stdout == "well\n", done.stderr


def test_a_text_is_asked_once_and_room_is_bounded() -> None:
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return text.upper()

    said = threads.Said(ask)
    assert [said["a"], said["a"], said["b"]] == ["A", "A", "B"]
    assert asked == ["a", "b"]
    for number in range(threads.MOST + 1):
        said[f"{number}"]
    assert len(said) <= threads.MOST
