"""The limits, what was measured beside them, and the line that says on which machine."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

GIB = 1024**3
# Figure of a page → heading, limit, whether it is an upper one.
PAGE_LIMITS: dict[str, tuple[str, float, bool]] = {
    "queries": ("queries", 12, True),
    "p50_ms": ("p50", 25, True),
    "p95_ms": ("p95", 100, True),
    "wire_bytes": ("bytes", 25_000, True),
    "web_cpu_ms": ("web CPU", 9, True),
    "of_floor": ("of floor", 0.7, False),
}
# Opened by a few who look over everybody: not as often as the others, but never slower for more people.
OF_THE_AGENCY = ("distribution", "unit's pattern", "who waits", "printing", "attendance")
AGENCY_LIMITS = ("queries", "p95_ms", "wire_bytes")
SHOWN = ("rps", "floor_rps", "bare_rps", "database_cpu_ms")
WRITE_P50, IMPORT_SECONDS, GROWTH, PREDICATE_SECONDS = 20, 60, 1.5, 5
PAPERS_PER_SECOND = 20
LINES_SECONDS = {"plain": 3, "traced": 10}
RATINGS_LIMITS = {"predicates_seconds": 3, "quantiles_seconds": 5, "peak_mib": 4096}
SNAPSHOT_LIMITS = {"seconds": 60, "mended_seconds": 5}
FINE = {200, 303}


def machine(postgres: str) -> dict[str, Any]:
    """A public description of where it ran."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(memory),
        "system": f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}",
        "python": platform.python_version(),
        "django": version("django"),
        "gunicorn": version("gunicorn"),
        "postgresql": postgres,
        "load_at_start": round(os.getloadavg()[0], 1),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def faults_of(page: str, figures: Mapping[str, Any]) -> list[str]:
    """Which limits a page does not hold."""
    held = AGENCY_LIMITS if page in OF_THE_AGENCY else PAGE_LIMITS
    found = [
        f"{heading} {figures[name]:g}"
        for name, (heading, limit, is_upper) in PAGE_LIMITS.items()
        if name in held and (figures[name] > limit) is is_upper and figures[name] != limit
    ]
    return found + _strange(figures)


def faults_of_write(figures: Mapping[str, Any]) -> list[str]:
    """Which limits a write does not hold."""
    found = [f"p50 {figures['p50_ms']:g}"] if figures["p50_ms"] > WRITE_P50 else []
    return found + _strange(figures)


def _strange(figures: Mapping[str, Any]) -> list[str]:
    odd = {status for status in figures["statuses"] if int(status) not in FINE}
    return [f"status {status}" for status in sorted(odd)]


def size_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """One size as a table."""
    heads = [heading for heading, _limit, _is_upper in PAGE_LIMITS.values()]
    shown = ["rps", "floor", "bare", "db CPU"]
    yield f"\n{found['people']:,} people (filled in {found['fill_seconds']:.0f} s)"
    yield f"{'':18}" + "".join(f"{head:>9}" for head in [*heads, *shown])
    for name, figures in found["pages"].items():
        values = [figures[key] for key in (*PAGE_LIMITS, *SHOWN)]
        faults = faults_of(name, figures)
        mark = f"   over: {', '.join(faults)}" if faults else ""
        yield f"{name:18}" + "".join(f"{value:>9g}" for value in values) + mark
    for name, figures in found["writes"].items():
        faults = faults_of_write(figures)
        mark = f"   over: {', '.join(faults)}" if faults else ""
        yield (
            f"{name:18}{'':9}{figures['p50_ms']:>9g}{figures['p95_ms']:>9g}{'':9}"
            f"{figures['web_cpu_ms']:>9g}{mark}"
        )


def growth(sizes: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """How much slower each page is at the largest size than at the smallest."""
    if len(sizes) < 2:
        return {}
    first, last = sizes[0]["pages"], sizes[-1]["pages"]
    return {
        name: round(last[name]["p95_ms"] / figures["p95_ms"], 2)
        for name, figures in first.items()
        if name in last
    }


def growth_lines(ratios: Mapping[str, float]) -> Iterator[str]:
    """The same as lines."""
    if ratios:
        yield f"\np95 at the largest size to that at the smallest (at most {GROWTH})"
        for name, ratio in ratios.items():
            yield f"{name:18}{ratio:>9g}" + ("   over" if ratio > GROWTH else "")


def columns_line(found: Mapping[str, Any]) -> str:
    """The columnar path; a million predicates may take five seconds."""
    parts = ", ".join(f"{rule} {found[rule]} s" for rule in found if rule != "rows")
    mark = "   over" if found["predicate"] > PREDICATE_SECONDS else ""
    limit = f"(limit for predicate {PREDICATE_SECONDS} s)"
    return f"columns: {found['rows']:,} rows each: {parts} {limit}{mark}"


def policy_line(found: Mapping[str, Any]) -> str:
    """Lines through `pamong policy eval`; the plain way leaves the steps out."""
    parts = [
        f"{rule} {way} {seconds:g} s" + ("   over" if seconds > LINES_SECONDS[way] else "")
        for rule, ways in found.items()
        if rule != "rows"
        for way, seconds in ways.items()
    ]
    limits = ", ".join(f"{way} {limit} s" for way, limit in LINES_SECONDS.items())
    return f"policy eval, {found['rows']:,} lines each: {', '.join(parts)} (limits: {limits})"


def import_line(found: Mapping[str, Any]) -> str:
    """The import of many people."""
    mark = "   over" if found["seconds"] > IMPORT_SECONDS else ""
    return (
        f"\nimport of {found['rows']:,} people on SQLite: {found['seconds']:.0f} s,"
        f" {found['cpu_seconds']:.0f} s of processor time (limit {IMPORT_SECONDS} s){mark}"
    )


def papers_line(found: Mapping[str, Any]) -> str:
    """Sealed papers by one process on one core."""
    mark = "   over" if found["per_second"] < PAPERS_PER_SECOND else ""
    return (
        f"papers: {found['papers']:,} of {found['pages']:g} pages each in {found['seconds']:g} s,"
        f" {found['cpu_seconds']:g} s of processor time: {found['per_second']:g} a second on one core"
        f" (limit {PAPERS_PER_SECOND}){mark}"
    )


def _over(found: Mapping[str, Any], limits: Mapping[str, float]) -> list[str]:
    return [f"{name} {found[name]:g}" for name, limit in limits.items() if found[name] > limit]


def ratings_line(found: Mapping[str, Any]) -> str:
    """The ratings of a nation, and what the buckets for quantiles cost."""
    over = _over(found, RATINGS_LIMITS)
    return (
        f"snapshots: {found['ratings']:,} ratings of {found['people']:,} people"
        f" ({found['ratings_mib']:,} MiB): counts and means of {found['groups']:,} groups"
        f" {found['predicates_seconds']:g} s; quantiles of {found['quantile_groups']:,} units"
        f" {found['quantiles_seconds']:g} s from buckets made in {found['buckets_seconds']:g} s"
        f" ({found['buckets_mib']:,} MiB), off by {found['quantile_error_seen']:g} at most"
        f" where looked at (stated {found['quantile_error']:g}); {found['peak_mib']:,} MiB"
        f" (limits {', '.join(f'{limit:,}' for limit in RATINGS_LIMITS.values())})"
        + (f"   over: {', '.join(over)}" if over else "")
    )


def snapshot_line(found: Mapping[str, Any]) -> str:
    """The snapshot of an agency."""
    over = _over(found, SNAPSHOT_LIMITS)
    return (
        f"snapshot of {found['people']:,} people: {found['rows']:,} rows, {found['mib']:,} MiB,"
        f" whole {found['seconds']:g} s, mended for {found['moved']:,} people"
        f" {found['mended_seconds']:g} s (limits {', '.join(map(str, SNAPSHOT_LIMITS.values()))} s)"
        + (f"   over: {', '.join(over)}" if over else "")
    )


def not_held(results: Mapping[str, Any]) -> list[str]:
    """Every limit that was not held, one a line; none when all are."""
    found = []
    for size in results.get("sizes", []):
        seen = [(name, faults_of(name, figures)) for name, figures in size["pages"].items()]
        seen += [(name, faults_of_write(figures)) for name, figures in size["writes"].items()]
        found += [
            f"{size['people']:,} people, {name}: {', '.join(own)}" for name, own in seen if own
        ]
    growing = results.get("growth", {}).items()
    found += [f"growth, {name}: {ratio:g}" for name, ratio in growing if ratio > GROWTH]
    if results.get("import", {}).get("seconds", 0) > IMPORT_SECONDS:
        found.append(f"import: {results['import']['seconds']:g} s")
    if results.get("papers", {}).get("per_second", PAPERS_PER_SECOND) < PAPERS_PER_SECOND:
        found.append(f"papers: {results['papers']['per_second']:g} a second")
    if results.get("columns", {}).get("predicate", 0) > PREDICATE_SECONDS:
        found.append(f"columns, predicate: {results['columns']['predicate']:g} s")
    for part, limits in (("ratings", RATINGS_LIMITS), ("snapshot", SNAPSHOT_LIMITS)):
        if part in results:
            found += [f"{part}: {told}" for told in _over(results[part], limits)]
    found += [
        f"policy eval, {rule} {way}: {seconds:g} s"
        for rule, ways in results.get("policy", {}).items()
        if rule != "rows"
        for way, seconds in ways.items()
        if seconds > LINES_SECONDS[way]
    ]
    return found
