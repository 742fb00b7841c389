"""Starts and ends the servers, and reads from the system how much processor time they took."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


@dataclass(slots=True)
class Server:
    """A running server: its port, and the process above all of its workers."""

    port: int
    process: "subprocess.Popen[bytes]"

    def cpu(self) -> float:
        """Seconds of processor time of the process and all below it, so far."""
        return sum(cpu_of(pid) for pid in family(self.process.pid))


def family(pid: int) -> list[int]:
    """A process and everything below it."""
    found = [pid]
    for child in (PROC / f"{pid}/task/{pid}/children").read_text().split():
        found += family(int(child))
    return found


def cpu_of(pid: int) -> float:
    """User and system time of one process; nothing when it has ended."""
    try:
        fields = (PROC / f"{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def postgres_cpu() -> float:
    """Processor time of all processes of PostgreSQL that run now."""
    found = 0.0
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            try:
                name = (folder / "comm").read_text().strip()
            except OSError:
                continue
            if name.startswith("postgres"):
                found += cpu_of(int(folder.name))
    return found


@contextmanager
def pamong(variables: Mapping[str, str], port: int = 0) -> Iterator[Server]:
    """`pamong serve`, as an office runs it, without the worker for tasks beside it."""
    port = port or free_port()
    command = [sys.executable, "-m", "pamong.cli", "serve"]
    with _running(
        command, port, {**variables, "PORT": str(port), "PAMONG_WORKERS": "off"}
    ) as server:
        yield server


@contextmanager
def floor(variables: Mapping[str, str]) -> Iterator[Server]:
    """The same web server with the floor's settings."""
    from pamong.cli.serve import children

    port = free_port()
    command = [
        "bench.floor_wsgi:application" if part.endswith(":application") else part
        for part in children(port, "127.0.0.1")[0]
    ]
    with _running(command, port, variables) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, variables: Mapping[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(
        command, env=os.environ | variables, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def free_port() -> int:
    """One that the system gives."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number
