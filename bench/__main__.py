"""`make bench`: a throwaway PostgreSQL, every size one after the other, the import, the answer as JSON.

BENCH_SIZES=1000,10000 leaves sizes out, BENCH_SECONDS sets how long each page is loaded,
BENCH_ONLY=columns, lines, import, pages or snapshots leaves the others out. BENCH_KEEP names a folder in which the server and its
filled databases stay, so that the next run need not fill them.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import report
from bench.columns import measure_columns
from bench.databases import KEEP, ROOT, Databases, ask, postgres
from bench.lines import measure_lines

RESULTS = ROOT / "bench" / "results.json"
DAY = "2026-11-25"  # the middle of a cycle: this year is worked and rated, the next is planned
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,10000,100000").split(",")]
ONLY = os.environ.get("BENCH_ONLY", "")
IMPORTED = int(os.environ.get("BENCH_IMPORT", "50000"))
ABOUT = """\
Measures Pamong on this machine, which is to be left alone: about twenty-five minutes for everything. The
import of {rows} people; then for {sizes} people, on a PostgreSQL that goes away afterwards, the ten most
used pages with two and with eight clients, beside each the floor with and without middleware, and five writes.
A figure over its limit is named at the end of its line; docs/reference/performance.md says how to read them.
"""


def run(module: str, *arguments: str, variables: Mapping[str, str]) -> None:
    """A part in a process of its own, for Django knows one database."""
    subprocess.run(
        [sys.executable, "-m", module, *arguments], env=os.environ | variables, check=True
    )


def measure_sizes(url: str, folder: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Each size in a database made of the small agency, and the papers of that agency itself."""
    variables = {"PAMONG_DATA": f"{KEEP or folder}/var", "PAMONG_TODAY": DAY}
    databases = Databases(url, DAY)

    def run_in(where: str, module: str, *arguments: str) -> None:
        run(module, *arguments, variables=variables | {"DATABASE_URL": where})

    def fill(size: int, where: str) -> None:
        run_in(where, "bench.filling", str(size))

    print("the small agency", flush=True)
    databases.filled("pamong", "template1", lambda where: run_in(where, "bench.small"))
    run("bench.static", variables=variables)
    papers = f"{folder}/papers.json"
    with databases.copied("pamong", "printed") as where:
        run_in(where, "bench.papers", papers)
    found = []
    for size in SIZES:
        print(f"\n{size:,} people", flush=True)
        name, asks, target = f"filled_{size}", f"{folder}/asks.json", f"{folder}/{size}.json"
        run_in(url, "bench.asking", str(size), asks)
        seconds = databases.filled(name, "pamong", partial(fill, size))
        with databases.to_change(name) as where:
            run_in(where, "bench.measure", asks, target)
            if size == SIZES[-1]:
                run_in(where, "bench.snapshots", "agency", f"{folder}/snapshot.json")
        seen = json.loads(Path(target).read_text())
        found.append({"people": size, "fill_seconds": seconds} | seen)
    return found, json.loads(Path(papers).read_text())


def measure_snapshots(folder: str) -> dict[str, Any]:
    """The ratings of a nation as a snapshot holds them, counted and read for quantiles."""
    target = f"{folder}/ratings.json"
    run("bench.snapshots", "ratings", f"{folder}/ratings", target, variables={})
    shutil.rmtree(f"{folder}/ratings")
    found: dict[str, Any] = json.loads(Path(target).read_text())
    return found


def measure_agency(folder: str) -> None:
    """The snapshot of the largest agency, where no page of it is measured."""
    with postgres(folder) as url:
        databases, size = Databases(url, DAY), SIZES[-1]
        variables = {"PAMONG_DATA": f"{KEEP or folder}/var", "PAMONG_TODAY": DAY}

        def run_in(where: str, module: str, *arguments: str) -> None:
            run(module, *arguments, variables=variables | {"DATABASE_URL": where})

        databases.filled("pamong", "template1", lambda where: run_in(where, "bench.small"))
        name = f"filled_{size}"
        databases.filled(name, "pamong", lambda where: run_in(where, "bench.filling", str(size)))
        with databases.to_change(name) as where:
            run_in(where, "bench.snapshots", "agency", f"{folder}/snapshot.json")


def measure_import(folder: str) -> dict[str, Any]:
    """The file of an agency into an empty install on SQLite, as `pamong import people` does it."""
    variables = {"PAMONG_DATA": f"{folder}/import", "PAMONG_TODAY": DAY, "DATABASE_URL": ""}
    file = f"{folder}/pegawai.csv"
    run("bench.people", file, str(IMPORTED), variables=variables)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "pamong.cli", "import", "people", file],
        env=os.environ | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"rows": IMPORTED, "seconds": round(took, 1), "cpu_seconds": round(cpu, 1)}


def main() -> None:
    """Everything, in about twenty-five minutes."""
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit(1))  # so that the servers end too
    results: dict[str, Any] = {"machine": report.machine("")}
    print(ABOUT.format(sizes=", ".join(f"{size:,}" for size in SIZES), rows=f"{IMPORTED:,}"))
    print(json.dumps(results["machine"]), flush=True)
    with TemporaryDirectory(prefix="pamong-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs under an account of its own
        if ONLY in ("", "columns"):
            results["columns"] = measure_columns()
            print(report.columns_line(results["columns"]), flush=True)
        if ONLY in ("", "lines"):
            results["policy"] = measure_lines(folder, DAY)
            print(report.policy_line(results["policy"]), flush=True)
        if ONLY in ("", "import"):
            results["import"] = measure_import(folder)
            print(report.import_line(results["import"]), flush=True)
        if ONLY in ("", "snapshots"):
            results["ratings"] = measure_snapshots(folder)
            print(report.ratings_line(results["ratings"]), flush=True)
        if ONLY == "snapshots":
            measure_agency(folder)
        if ONLY in ("", "pages"):
            with postgres(folder) as url:
                results["machine"]["postgresql"] = ask(url, "SHOW server_version").split()[0]
                results["sizes"], results["papers"] = measure_sizes(url, folder)
                results["growth"] = report.growth(results["sizes"])
        if (snapshot := Path(folder, "snapshot.json")).is_file():
            results["snapshot"] = json.loads(snapshot.read_text())
    results["not_held"] = report.not_held(results)
    say(results)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    print(f"\nwritten to {RESULTS.relative_to(ROOT)}")
    sys.exit(1 if results["not_held"] else 0)


def say(results: Mapping[str, Any]) -> None:
    """The tables, after all that was printed while it ran."""
    for found in results.get("sizes", []):
        print("\n".join(report.size_lines(found)))
    print("\n".join(report.growth_lines(results.get("growth", {}))))
    if "import" in results:
        print(report.import_line(results["import"]))
    if "papers" in results:
        print(report.papers_line(results["papers"]))
    if "columns" in results:
        print(report.columns_line(results["columns"]))
    if "policy" in results:
        print(report.policy_line(results["policy"]))
    if "ratings" in results:
        print(report.ratings_line(results["ratings"]))
    if "snapshot" in results:
        print(report.snapshot_line(results["snapshot"]))
    over = results["not_held"]
    print("\nNOT HELD: " + "\n  ".join(["", *over]) if over else "\nEvery limit is held.")


if __name__ == "__main__":
    main()
