"""Looks whether an address opens for somebody without an account there; nothing of what it holds is read.

Each step goes through the one door for requests to the outside, which checks where it leads.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from pamong.documents.outgoing.asking import INTERNET, Answer, Line, Sent, ask
from pamong.documents.outgoing.reasons import NotSentError, Reason
from pamong.measurement.models.evidence import LinkState

SECONDS = 10.0  # for one link, with all its detours
HOPS = 6
AGENT = {"User-Agent": "Pamong (link check)", "Accept": "*/*"}
DETOURS = {301, 302, 303, 307, 308}
OPENED = range(200, 300)
DENIED, MISSING = {401, 403, 407}, {404, 410}
BUSY = {429, 503}
# Many servers answer HEAD otherwise than what a person would get.
DOUBTED = {*DENIED, *MISSING, 400, 405, 406, 500, 501}
SIGN_IN_HOSTS = {
    *("accounts.google.com", "accounts.youtube.com", "login.microsoftonline.com"),
    *("login.live.com", "login.windows.net", "appleid.apple.com", "idmsa.apple.com"),
}
SIGN_IN_WORDS = {"login", "signin", "sign-in", "sign_in", "servicelogin", "sso", "masuk", "auth"}
FIRMLY = {Reason.ADDRESS, Reason.SCHEME, Reason.PORT, Reason.SIGN_IN}  # the address itself says so
LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found; `is_passing` where the other side or the line may be at fault today."""

    state: LinkState
    is_passing: bool = False
    wait: timedelta = timedelta(0)  # what the other side asks for


def look(address: str, line: Line = INTERNET) -> Seen:
    """One link, over its detours, to what a person without an account would meet."""
    until = time.monotonic() + SECONDS
    try:
        for hop in range(HOPS):
            if hop and is_sign_in(address):
                return Seen(LinkState.SIGN_IN)
            answer = _answer(address, line, until)
            further = answer.headers.get("location", "")
            if answer.status not in DETOURS or not further:
                return _judged(answer)
            address = urljoin(address, further)
    except NotSentError as error:
        return Seen(LinkState.UNREACHED, is_passing=error.reason not in FIRMLY)
    except ValueError:  # a detour to what is no address
        pass
    return Seen(LinkState.UNREACHED)


def is_sign_in(address: str) -> bool:
    """Whether a detour leads to where one signs in."""
    parts = urlsplit(address)
    words = {word.casefold() for word in parts.path.split("/")}
    return (parts.hostname or "") in SIGN_IN_HOSTS or bool(words & SIGN_IN_WORDS)


def _answer(address: str, line: Line, until: float) -> Answer:
    """By HEAD, which costs the other side least; where that is doubtful by GET, of which only the head is read."""
    answer = _asked("HEAD", address, line, until)
    return _asked("GET", address, line, until) if answer.status in DOUBTED else answer


def _asked(method: str, address: str, line: Line, until: float) -> Answer:
    """As typed; where the door does not open without TLS, with it."""
    left = max(until - time.monotonic(), 0.0)
    try:
        return ask(Sent(method, address, AGENT), line=line, seconds=left)
    except NotSentError as error:
        scheme, _colon, rest = address.partition(":")
        if error.reason != Reason.SCHEME or scheme.casefold() != "http":
            raise
    return ask(Sent(method, f"https:{rest}", AGENT), line=line, seconds=left)


def _judged(answer: Answer) -> Seen:
    if answer.status in OPENED:
        return Seen(LinkState.OPEN)
    if answer.status in DENIED:
        return Seen(LinkState.SIGN_IN)
    if answer.status in MISSING:
        return Seen(LinkState.GONE)
    return Seen(LinkState.UNREACHED, is_passing=True, wait=_asked_to_wait(answer))


def _asked_to_wait(answer: Answer) -> timedelta:
    """Retry-After in seconds."""
    told = answer.headers.get("retry-after", "") if answer.status in BUSY else ""
    seconds = int(told) if told.isascii() and told.isdigit() and len(told) <= 9 else 0  # noqa: PLR2004 — years
    return min(timedelta(seconds=seconds), LONGEST_WAIT)
