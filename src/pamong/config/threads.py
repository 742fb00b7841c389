"""What Django keeps for the request at hand (language, zone, connections), kept by the thread alone.

Django keeps it so that tasks of an event loop find it too, which costs two microseconds a look and is
looked at some hundred times a page. `pamong serve` answers each request in one thread, from beginning to
end, and has no event loop.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.urls import base
from django.utils import timezone
from django.utils.translation import trans_real

MOST = 20_000  # texts of one language; the interface has a few thousand
# There is no setting for it; a test tells when a new Django keeps them elsewhere.
PLACES: tuple[tuple[Any, str], ...] = (
    (connections, "_connections"),
    (caches, "_connections"),
    (trans_real, "_active"),
    (timezone, "_active"),
    (base, "_prefixes"),
    (base, "_urlconfs"),
)


class Said(dict[str, str]):
    """Texts with their translation: asked once of the catalogues, which are searched one by one."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        self.ask = ask

    def __missing__(self, text: str) -> str:
        if len(self) >= MOST:
            self.clear()
        self[text] = said = self.ask(text)
        return said


def keep_by_thread() -> None:
    """To be called once, before the first request; what is open is closed."""
    for handler in (connections, caches):
        handler.close_all()
    for owner, name in PLACES:
        setattr(owner, name, threading.local())


def remember_texts() -> None:
    """Keep the answers of the catalogues of both languages."""
    for code, _name in settings.LANGUAGES:
        texts: Any = trans_real.translation(code)
        texts.gettext = Said(texts.gettext).__getitem__
