"""One size: fills a database, serves it, loads it, and writes what was seen as JSON."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.conf import settings

SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
LOAD = Path(__file__).with_name("load.py")
FEW, MANY = 2, 8


def load(port: int, requests: Sequence[Any], clients: int, seconds: float) -> dict[str, Any]:
    """Run the load client in a process of its own."""
    asked = [_sent(request) for request in requests]
    job = {"port": port, "clients": clients, "seconds": seconds, "requests": asked}
    done = subprocess.run(
        [sys.executable, str(LOAD)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _sent(request: Any) -> dict[str, str]:
    if isinstance(request, dict):
        return request
    return {
        "path": request.path,
        "cookie": f"{settings.SESSION_COOKIE_NAME}={request.session}; "
        f"{settings.CSRF_COOKIE_NAME}={'b' * 32}",
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Bench:
    """The servers of one size and what they are asked."""

    def __init__(self, real: Any, beside: Any, bare: Any) -> None:
        self.real, self.beside, self.bare = real, beside, bare

    def page(self, requests: Sequence[Any], recorded: Sequence[Any]) -> dict[str, Any]:
        """All figures of one page."""
        for server in (self.real, self.beside, self.bare):
            load(server.port, requests, FEW * 2, 0)  # warm: every worker has seen the page
        few = self._few(requests)
        real, beside = [], []
        for _turn in range(2):
            real.append(self._rate(self.real, requests, SECONDS))
            beside.append(self._rate(self.beside, requests, SECONDS))
        bare = self._rate(self.bare, requests, SECONDS)
        queries = [page.queries for page in recorded]
        return few | {
            "queries": max(queries),
            "rps": round(statistics.mean(real), 1),
            "floor_rps": round(statistics.mean(beside), 1),
            "bare_rps": round(bare, 1),
            "of_floor": round(statistics.mean(real) / statistics.mean(beside), 2),
        }

    def _few(self, requests: Sequence[Any]) -> dict[str, Any]:
        """Two clients: how long it takes, how much it weighs, what it costs the processor."""
        from bench.serving import postgres_cpu

        web, database = self.real.cpu(), postgres_cpu()
        seen = load(self.real.port, requests, FEW, SECONDS)
        web, database = self.real.cpu() - web, postgres_cpu() - database
        asked, milliseconds = len(seen["seconds"]), [s * 1000 for s in seen["seconds"]]
        return {
            "asked": asked,
            "statuses": seen["statuses"],
            "p50_ms": round(percentile(milliseconds, 0.5), 1),
            "p95_ms": round(percentile(milliseconds, 0.95), 1),
            "wire_bytes": max(seen["sizes"]),
            "web_cpu_ms": round(web / asked * 1000, 2),
            "database_cpu_ms": round(max(database, 0) / asked * 1000, 2),
        }

    def write(self, forms: Sequence[dict[str, str]]) -> dict[str, Any]:
        """One client sends each form once."""
        web = self.real.cpu()
        seen = load(self.real.port, forms, 1, 0)
        web, milliseconds = self.real.cpu() - web, [s * 1000 for s in seen["seconds"]]
        return {
            "asked": len(milliseconds),
            "statuses": seen["statuses"],
            "p50_ms": round(percentile(milliseconds, 0.5), 1),
            "p95_ms": round(percentile(milliseconds, 0.95), 1),
            "web_cpu_ms": round(web / len(milliseconds) * 1000, 2),
        }

    def _rate(self, server: Any, requests: Sequence[Any], seconds: float) -> float:
        seen = load(server.port, requests, MANY, seconds)
        return float(len(seen["seconds"]) / seen["took"])


def tidy(say: Any) -> None:
    """As upkeep leaves an agency in use: tables cleaned and counted, figures gathered as `tick` does."""
    from django.db import connection

    from pamong.people.figures import gather_figures
    from pamong.performance.home.ticking import gather_overviews

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    say("tables counted and cleaned")
    for part in (gather_overviews, gather_figures):
        list(part())
    say("figures gathered")


def measure(size: int, say: Any) -> dict[str, Any]:
    """Fill, record, serve, load."""
    from bench.grow import grow, strides
    from bench.recording import record_pages
    from bench.small import PEOPLE
    from bench.visits import Cast, requests_of
    from bench.writes import forms_of, write_jobs
    from pamong.access.clock import today

    began = time.monotonic()
    copies, steps, cast = size // PEOPLE - 1, strides(), Cast(today())
    pages, writes = cast.pages(), write_jobs(cast)
    if copies:
        grow(copies, say)
    tidy(say)
    found: dict[str, Any] = {"people": size, "fill_seconds": round(time.monotonic() - began, 1)}
    asked = {
        name: requests_of(visits, copies, steps["access_user"]) for name, visits in pages.items()
    }
    recorded = {name: record_pages(requests) for name, requests in asked.items()}
    with served(recorded) as bench:
        found["pages"] = load_pages(bench, asked, recorded, say)
        found["writes"] = {}
        for name, forms in writes.items():
            found["writes"][name] = bench.write(forms_of(forms, copies, steps))
            say(f"{name}: {found['writes'][name]}")
    return found


@contextmanager
def served(recorded: dict[str, Any]) -> Iterator[Bench]:
    """Pamong, the floor, and the floor without middleware, all at once: who waits costs nothing."""
    from bench.recording import keep
    from bench.serving import floor, pamong

    with TemporaryDirectory() as folder, ExitStack() as stack:
        kept = {"BENCH_PAGES": f"{folder}/pages"}
        keep({key: page for own in recorded.values() for key, page in own.items()}, folder)
        yield Bench(
            stack.enter_context(pamong({})),
            stack.enter_context(floor(kept)),
            stack.enter_context(floor(kept | {"BENCH_BARE": "on"})),
        )


def load_pages(
    bench: Bench, asked: dict[str, list[Any]], recorded: dict[str, dict[Any, Any]], say: Any
) -> dict[str, Any]:
    """Every page that this version has."""
    found = {}
    for name, requests in asked.items():
        if not requests:
            say(f"{name}: not in this version, left out")
            continue
        found[name] = bench.page(requests, list(recorded[name].values()))
        say(f"{name}: {found[name]}")
    return found


def main() -> None:
    """The size stands in the arguments, the answer goes to the named file."""
    django.setup()
    size, target = int(sys.argv[1]), Path(sys.argv[2])
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"  {time.monotonic() - began:6.1f} s  {line}", flush=True)

    target.write_text(json.dumps(measure(size, say)))


if __name__ == "__main__":
    main()
