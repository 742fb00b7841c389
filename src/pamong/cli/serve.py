"""`pamong serve`, `worker` and `tick`: what keeps an install running."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

from pamong.cli.refusing import refuse_without_tables, stop
from pamong.config import env
from pamong.config.checks import refuse_unsafe_start
from pamong.config.upkeep import collect_static, migrate_if_needed

GRACE_SECONDS = 8
LAST_PORT = 65_535
# What is printed for an address, and where the server answers this process.
EVERYWHERE = {
    "127.0.0.1": ("localhost", "127.0.0.1"),
    "0.0.0.0": ("localhost", "127.0.0.1"),  # noqa: S104 — only compared
    "::": ("localhost", "::1"),
    "": ("localhost", "127.0.0.1"),
}


def free_port(host: str) -> int:
    """PORT when it is set and free, else one that the system gives."""
    port = os.environ.get("PORT") or "0"
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > LAST_PORT:
        stop(f"PORT is {port!r}; write a number up to {LAST_PORT}.")
    try:
        family, kind, *_rest, address = socket.getaddrinfo(
            host, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            number: int = probe.getsockname()[1]
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", "") or "no such host"
        mend = " Choose another PORT, or leave PORT out to get a free one." if int(port) else ""
        stop(f"cannot listen on {host} with PORT {port}: {said}.{mend}")
    return number


def children(port: int, host: str) -> list[Sequence[str]]:
    """The commands that make up a running install."""
    gunicorn = [
        *(sys.executable, "-m", "gunicorn", "pamong.config.wsgi:application"),
        *(
            "--bind",
            f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "--worker-class",
            "gthread",
        ),
        *("--workers", str(env.number("PAMONG_WEB_WORKERS", 2, least=1))),
        *("--threads", str(env.number("PAMONG_WEB_THREADS", 4, least=1))),
        *("--log-level", "warning", "--preload"),
        *("--no-control-socket", "--graceful-timeout", str(GRACE_SECONDS)),
    ]
    rows: list[Sequence[str]] = [gunicorn]
    if env.flag("PAMONG_WORKERS", default=True):
        rows.append([sys.executable, "-m", "pamong.cli", "worker", "--with-tick"])
    return rows


def wait_until_open(host: str, port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Whether the web server takes connections before it ends."""
    while process.poll() is None:
        try:
            with socket.create_connection((host, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False


def address_of(host: str, port: int) -> str:
    """What a browser on this machine opens."""
    name = EVERYWHERE.get(host, (host, host))[0]
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


class Family:
    """Child processes that live and end together."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self.is_stopping = False
        self.processes: list[subprocess.Popen[bytes]] = []
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        for command in commands:
            if not self.is_stopping:
                self.processes.append(subprocess.Popen(command))  # noqa: S603

    def stop(self, _signum: int = 0, _frame: FrameType | None = None) -> None:
        """Ask every child to end; after a grace they are ended."""
        self.is_stopping = True
        for process in self.processes:
            if process.poll() is None:
                process.terminate()

    def watch(self) -> int:
        """Wait; when one child ends the others follow."""
        while not self.is_stopping and all(p.poll() is None for p in self.processes):
            time.sleep(0.2)
        asked = self.is_stopping
        self.stop()
        deadline = time.monotonic() + GRACE_SECONDS + 2
        for process in self.processes:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return 0 if asked else 1


def run(host: str, port: int) -> int:
    """Serve until told to stop; prints the address once it answers."""
    address, near = address_of(host, port), EVERYWHERE.get(host, (host, host))[1]
    os.environ.setdefault("PAMONG_URL", address)  # what access sheets and mails print
    family = Family(children(port, host))
    if family.processes and wait_until_open(near, port, family.processes[0]):
        click.echo(f"{address}/")
        sys.stdout.flush()
    return family.watch()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
def serve(host: str) -> None:
    """Web, tasks and tick under one command, until SIGTERM.

    \b
    Example: PORT=8000 pamong serve
    """
    refuse_unsafe_start()
    free_port(host)  # said before the tables are touched
    migrate_if_needed()
    collect_static()
    sys.exit(run(host, free_port(host)))


@click.command()
@click.option("--with-tick", is_flag=True, help="Also do the time-driven work every minute.")
@click.option("--once", is_flag=True, help="Do what waits, then end.")
def worker(with_tick: bool, once: bool) -> None:
    """Run background tasks.

    \b
    Example: pamong worker
    """
    from pamong.config.tasks import Worker

    refuse_without_tables()
    Worker(with_tick=with_tick, is_batch=once).run()


@click.command()
def tick() -> None:
    """Do one round of time-driven work; exit 1 when a part of it failed, the others are done.

    \b
    Example: pamong tick
    """
    from pamong.config.tasks import RoundFailedError, run_tick

    refuse_without_tables()
    try:
        for line in run_tick():
            click.echo(line)
    except RoundFailedError as error:
        click.echo(f"pamong: failed, the other parts were done: {error}", err=True)
        sys.exit(1)
