"""One size: serves a filled database, loads it, and writes what was seen as JSON."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
LOAD = Path(__file__).with_name("load.py")
FEW, MANY = 2, 8
# A noisy moment must not decide: p50 and p95 are the middle ones of three windows minutes apart, each with
# enough requests that a twentieth of them is more than a handful.
WINDOWS, LEAST = 3, 400


def load(
    port: int, messages: Sequence[dict[str, str]], clients: int, seconds: float, least: int = 0
) -> dict[str, Any]:
    """Run the load client in a process of its own, so long and for so many requests at least."""
    job = {"port": port, "clients": clients, "seconds": seconds, "least": least}
    done = subprocess.run(
        [sys.executable, str(LOAD)],
        input=json.dumps(job | {"requests": messages}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Bench:
    """The servers of one size and what they are asked."""

    def __init__(self, real: Any, beside: Any, bare: Any) -> None:
        self.real, self.beside, self.bare = real, beside, bare

    def warm(self, messages: Sequence[dict[str, str]]) -> None:
        """Every worker has seen the page."""
        for server in (self.real, self.beside, self.bare):
            load(server.port, messages, FEW * 2, 0)

    def window(self, messages: Sequence[dict[str, str]]) -> dict[str, Any]:
        """Two clients: how long it takes, how much it weighs, what it costs the processor."""
        from bench.serving import postgres_cpu

        web, database = self.real.cpu(), postgres_cpu()
        seen = load(self.real.port, messages, FEW, SECONDS, LEAST)
        return seen | {"web": self.real.cpu() - web, "database": postgres_cpu() - database}

    def rates(self, messages: Sequence[dict[str, str]]) -> dict[str, Any]:
        """Eight clients: requests a second, beside the floor's."""
        real, beside = [], []
        for _turn in range(2):
            real.append(self._rate(self.real, messages))
            beside.append(self._rate(self.beside, messages))
        return {
            "rps": round(statistics.mean(real), 1),
            "floor_rps": round(statistics.mean(beside), 1),
            "bare_rps": round(self._rate(self.bare, messages), 1),
            "of_floor": round(statistics.mean(real) / statistics.mean(beside), 2),
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

    def _rate(self, server: Any, messages: Sequence[dict[str, str]]) -> float:
        seen = load(server.port, messages, MANY, SECONDS)
        return float(len(seen["seconds"]) / seen["took"])


def figures_of(windows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the windows of a page say together."""
    asked = sum(len(seen["seconds"]) for seen in windows)
    statuses: Counter[str] = Counter()
    for seen in windows:
        statuses.update(seen["statuses"])

    def middle(share: float) -> float:
        return round(
            statistics.median(percentile(seen["seconds"], share) * 1000 for seen in windows), 1
        )

    return {
        "asked": asked,
        "statuses": dict(statuses),
        "p50_ms": middle(0.5),
        "p95_ms": middle(0.95),
        "wire_bytes": max(max(seen["sizes"]) for seen in windows),
        "web_cpu_ms": round(sum(seen["web"] for seen in windows) / asked * 1000, 2),
        "database_cpu_ms": round(
            max(sum(seen["database"] for seen in windows), 0) / asked * 1000, 2
        ),
    }


def gather(say: Any) -> None:
    """The figures of a large agency, as `tick` gathers them."""
    from pamong.people.figures import gather_figures
    from pamong.performance.home.ticking import gather_overviews

    for part in (gather_overviews, gather_figures):
        list(part())
    say("figures gathered")


def measure(asks: dict[str, Any], say: Any) -> dict[str, Any]:
    """Record, serve, load."""
    from bench.recording import record_pages
    from bench.signed_in import forms_of, requests_of

    gather(say)
    asked = {name: requests_of(own) for name, own in asks["pages"].items()}
    forms = {name: forms_of(own) for name, own in asks["writes"].items()}
    recorded = {name: record_pages(requests) for name, requests in asked.items()}
    say("pages recorded")
    found: dict[str, Any] = {"writes": {}}
    with served(recorded) as bench:
        found["pages"] = load_pages(bench, asked, recorded, say)
        for name, own in forms.items():
            found["writes"][name] = bench.write(own)
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
    """Every page that this version has: the windows of all, one after the other, then the rates of each."""
    for name in [name for name, requests in asked.items() if not requests]:
        say(f"{name}: not in this version, left out")
    messages = {name: [one.message() for one in own] for name, own in asked.items() if own}
    for own in messages.values():
        bench.warm(own)
    windows: dict[str, list[dict[str, Any]]] = {name: [] for name in messages}
    for turn in range(WINDOWS):
        for name, own in messages.items():
            windows[name].append(bench.window(own))
        say(f"window {turn + 1} of {WINDOWS}")
    found = {}
    for name, own in messages.items():
        queries = max(page.queries for page in recorded[name].values())
        found[name] = figures_of(windows[name]) | {"queries": queries} | bench.rates(own)
        say(f"{name}: {found[name]}")
    return found


def main() -> None:
    """The file of what is asked and the file for the answer stand in the arguments."""
    django.setup()
    asks, target = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"  {time.monotonic() - began:6.1f} s  {line}", flush=True)

    target.write_text(json.dumps(measure(asks, say)))


if __name__ == "__main__":
    main()
