"""One request to the outside: to the very address that was checked, within a time, without detours.

No redirect is followed and no proxy of the environment is used: both would lead where nobody looked.
"""

import io
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, Protocol

from pamong.documents.outgoing.addresses import Target, host_of, may_reach, target_of
from pamong.documents.outgoing.allowed import PORTS
from pamong.documents.outgoing.reasons import NotSentError, Reason

SECONDS = 10.0  # for everything together
TRIED = 3  # addresses of one name
HEAD_BYTES = 64 * 1024


class Line(Protocol):
    """The way out; tests bring their own."""

    def resolve(self, host: str, port: int) -> list[str]:
        """The addresses that a name stands for."""
        ...

    def connect(self, found: str, port: int, seconds: float) -> socket.socket:
        """A connection to one address."""
        ...

    def secure(self, plain: socket.socket, host: str) -> socket.socket:
        """The same under TLS, once the other side has proved that it is the host."""
        ...


class Internet:
    """The real one."""

    def resolve(self, host: str, port: int) -> list[str]:
        """As the system knows it."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(sockaddr[0]) for *_rest, sockaddr in found))

    def connect(self, found: str, port: int, seconds: float) -> socket.socket:
        """By the bare address: no name is looked up again."""
        return socket.create_connection((found, port), timeout=seconds)

    def secure(self, plain: socket.socket, host: str) -> socket.socket:
        """With the authorities that the system trusts."""
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


INTERNET = Internet()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as far as it was wanted."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes out."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    keep: int = (
        0  # bytes of the answer's body; a longer one is an error, with 0 it is not even read
    )


def ask(sent: Sent, *, line: Line = INTERNET, seconds: float = SECONDS) -> Answer:
    """Send it once; whatever goes wrong is a NotSentError with its reason."""
    until = time.monotonic() + seconds
    target = target_of(sent.address)
    found = _checked(target, line, until)
    try:
        with _opened(target, found, line, until) as way:
            return _answer(sent, target, way, until)
    except TimeoutError:
        raise NotSentError(Reason.SLOW) from None
    except ssl.SSLError:
        raise NotSentError(Reason.TLS) from None
    except OSError:
        raise NotSentError(Reason.UNREACHABLE) from None
    except (HTTPException, ValueError):
        raise NotSentError(Reason.REPLY) from None


def open_addresses(
    host: str, port: int, *, line: Line = INTERNET, seconds: float = SECONDS
) -> list[str]:
    """The addresses of a host to which a connection of another kind may go; one that may not refuses all."""
    return _checked(Target("", host_of(host), port, ""), line, time.monotonic() + seconds)


def _checked(target: Target, line: Line, until: float) -> list[str]:
    """The addresses of the name; one that may not be reached refuses all, or chance would decide."""
    found = _resolved(target, line, until)
    if not found:
        raise NotSentError(Reason.NAME)
    if not all(may_reach(target, one) for one in found):
        raise NotSentError(Reason.CLOSED)
    return found[:TRIED]


def _resolved(target: Target, line: Line, until: float) -> list[str]:
    """In a thread of its own: the system's look-up knows no time limit."""
    held: list[list[str]] = []

    def look() -> None:
        try:
            held.append(line.resolve(target.host, target.port))
        except (OSError, UnicodeError):
            held.append([])

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(_left(until))
    if not held:
        raise NotSentError(Reason.SLOW)
    return held[0]


def _opened(target: Target, found: list[str], line: Line, until: float) -> socket.socket:
    """The first address that answers, under TLS where the scheme says so."""
    last: OSError = ConnectionError()
    for place, one in enumerate(found):
        try:
            plain = line.connect(one, target.port, _left(until) / (len(found) - place))
        except OSError as error:
            last = error
            continue
        if target.scheme == "http":
            return plain
        try:
            plain.settimeout(_left(until))
            return line.secure(plain, target.host)
        except BaseException:
            plain.close()
            raise
    raise last


def _answer(sent: Sent, target: Target, way: socket.socket, until: float) -> Answer:
    link: Any = HTTPConnection(target.host, target.port)
    link.default_port = PORTS[target.scheme]
    link.auto_open = 0
    link.sock = _Bounded(way, until, HEAD_BYTES + sent.keep)
    headers = {"Connection": "close", "Accept-Encoding": "identity"} | dict(sent.headers)
    link.request(sent.method, target.path, body=sent.body or None, headers=headers)
    answer: HTTPResponse = link.getresponse()
    body = answer.read(sent.keep + 1) if sent.keep else b""
    if len(body) > sent.keep:
        raise NotSentError(Reason.REPLY)
    return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise NotSentError(Reason.SLOW)
    return left


class _Bounded:
    """A connection as http.client uses it, with one end of time for all its reads and writes together."""

    def __init__(self, way: socket.socket, until: float, most: int) -> None:
        self.way, self.until, self.most = way, until, most

    def sendall(self, data: bytes) -> None:
        self.way.settimeout(_left(self.until))
        self.way.sendall(data)

    def makefile(self, *_mode: Any) -> io.BufferedReader:
        return io.BufferedReader(_Read(self))

    def close(self) -> None:
        """It is closed where it was opened."""


class _Read(io.RawIOBase):
    """What comes in: drop by drop it may not last longer, and it may not be more."""

    def __init__(self, bounded: _Bounded) -> None:
        self.bounded, self.seen = bounded, 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        self.bounded.way.settimeout(_left(self.bounded.until))
        count = self.bounded.way.recv_into(into)
        self.seen += count
        if self.seen > self.bounded.most:
            raise NotSentError(Reason.REPLY)
        return count
