"""A national system of our own: a server in this process that answers as it is told."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class Answers:
    """What comes next: (status, headers, body) in order; and what was asked."""

    url: str = ""
    queue: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)

    def add(self, body: Any, status: int = 200, **headers: str) -> None:
        """One more answer; what is no bytes is written as JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.queue.append((status, {k.replace("_", "-"): v for k, v in headers.items()}, sent))


@pytest.fixture
def national(settings: Any) -> Iterator[Answers]:
    answers = Answers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            answers.asked.append((parts.path, query, self.headers.get("Authorization", "")))
            status, headers, body = answers.queue.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    answers.url = f"http://127.0.0.1:{server.server_port}"
    settings.NATIONAL_ADAPTER = "pamong.performance.national_source.web.WebSource"
    settings.NATIONAL_URL, settings.NATIONAL_TOKEN = f"{answers.url}/v1", "rahasia-sekali"
    yield answers
    server.shutdown()
    thread.join()
    server.server_close()
