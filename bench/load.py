"""The load client: a few connections that ask one request after the other. Standard library only.

Reads a job as JSON from standard input, writes what it saw as JSON. It talks to the socket itself, for
http.client costs several times as much, and the client shares the processors with the server.
"""

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

TOGETHER = 20  # requests of one connection, as of one person, before it is opened anew
BUFFER = 1 << 16


@dataclass(slots=True)
class Seen:
    """What one client saw."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)


def message(request: dict[str, Any]) -> bytes:
    """The request as it goes over the wire."""
    lines = [f"{request.get('method', 'GET')} {request['path']} HTTP/1.1", "Host: localhost"]
    lines += [f"Cookie: {request['cookie']}", "Accept-Encoding: gzip", "Accept: text/html"]
    body: bytes = request.get("body", "").encode()
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Connection:
    """One connection to the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open()

    def open(self) -> None:
        """Begin anew."""
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, sent: bytes) -> tuple[int, int]:
        """Status and bytes of the answer."""
        try:
            self.socket.sendall(sent)
            return self._answer()
        except ConnectionError:
            self.socket.close()
            self.open()
            self.socket.sendall(sent)
            return self._answer()

    def _answer(self) -> tuple[int, int]:
        got = self.socket.recv(BUFFER)
        while b"\r\n\r\n" not in got:
            more = self.socket.recv(BUFFER)
            if not more:
                raise ConnectionError
            got += more
        head = got.partition(b"\r\n\r\n")[0]
        found = head.lower().partition(b"content-length: ")[2]
        whole = len(head) + 4 + int(found.partition(b"\r\n")[0])  # without it nothing is measured
        have = len(got)
        while have < whole:
            have += len(self.socket.recv(BUFFER))
        return int(head.split(b" ", 2)[1]), have


def client(
    port: int, messages: list[bytes], place: int, until: tuple[float, int], seen: Seen
) -> None:
    """Ask in turn, from a place of its own, until time and number are reached or each was asked once."""
    connection = Connection(port)
    end, least = until
    is_once = not end
    for number in range(place, place + len(messages)) if is_once else _count(place):
        if number % TOGETHER == TOGETHER - 1:
            connection.socket.close()
            connection.open()
        began = time.perf_counter()
        status, size = connection.ask(messages[number % len(messages)])
        seen.seconds.append(time.perf_counter() - began)
        seen.sizes.append(size)
        seen.statuses[status] = seen.statuses.get(status, 0) + 1
        if end and len(seen.seconds) >= least and time.perf_counter() > end:
            break
    connection.socket.close()


def _count(number: int) -> Any:
    while True:
        yield number
        number += 1


def main() -> None:
    """Run the job."""
    job = json.load(sys.stdin)
    messages = [message(request) for request in job["requests"]]
    began = time.perf_counter()
    until = began + job["seconds"] if job["seconds"] else 0.0, job["least"] // job["clients"]
    seen = [Seen() for _ in range(job["clients"])]
    threads = [
        threading.Thread(
            target=client,
            args=(job["port"], messages, n * len(messages) // len(seen), until, own),
        )
        for n, own in enumerate(seen)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    statuses: dict[int, int] = {}
    for own in seen:
        for status, number in own.statuses.items():
            statuses[status] = statuses.get(status, 0) + number
    json.dump(
        {
            "took": took,
            "seconds": [second for own in seen for second in own.seconds],
            "sizes": [size for own in seen for size in own.sizes],
            "statuses": statuses,
            "client_cpu": time.process_time(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
