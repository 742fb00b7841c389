"""Commands in processes of their own that start at once: each is a fork of one that knows the libraries.

What a test asks for runs as `python ARGUMENTS` would run it, with its own environment and output, and may
be killed. It reads settings, models and commands anew; only what others wrote was imported before.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.db.backends.signals import connection_created

SECONDS = 120
SELDOM = (50_000, 20, 50)  # how seldom garbage is looked for
LARGEST = 1 << 17
NO_WAIT = "PRAGMA synchronous = OFF"
# None of them looks at settings or at the environment when it is imported.
LIBRARIES = (
    *("asyncio", "click", "holidays", "psycopg", "psycopg_pool", "python_calamine", "segno"),
    *("sqlparse", "xlsxwriter", "zipfile", "zoneinfo", "fido2.server", "whitenoise.middleware"),
    *("django.core.mail", "django.core.management.commands.makemigrations", "django.forms"),
    *("django.core.serializers.json", "django.db.backends.sqlite3.base", "django.http"),
    *("django.db.backends.postgresql.base", "django.db.migrations.executor"),
    *("django.template.backends.django", "django.templatetags.i18n", "django.urls"),
    *("django.utils.translation.trans_real", "django.views.generic", "pamong.policy.load"),
)


def run(*command: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """`python COMMAND` to its end, as `subprocess.run` tells of it."""
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile()) for _stream in ("in", "out", "err")]
        code = _starter().run(command, env, [file.fileno() for file in files])
        for file in files:
            file.seek(0)
        _given, out, wrong = (file.read().decode() for file in files)
    return subprocess.CompletedProcess(command, code, out, wrong)


class Starter:
    """The process that forks, and the line to it."""

    def __init__(self) -> None:
        self.line, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.line.settimeout(SECONDS)
        command = [sys.executable, "-m", __name__, str(far.fileno())]
        self.process = subprocess.Popen(command, pass_fds=[far.fileno()])
        far.close()
        atexit.register(self.end)

    def run(self, command: Sequence[str], env: Mapping[str, str], files: list[int]) -> int:
        """The status of a command; one that takes too long is killed."""
        job = {"command": command, "env": dict(env), "cwd": str(Path.cwd())}
        socket.send_fds(self.line, [json.dumps(job).encode()], files)
        pid = int(self.line.recv(LARGEST))
        try:
            status = int(self.line.recv(LARGEST))
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            self.line.recv(LARGEST)
            raise
        return os.waitstatus_to_exitcode(status)

    def end(self) -> None:
        """Close the line: nobody asks any more, so it ends."""
        self.line.close()
        self.process.wait()


@cache
def _starter() -> Starter:
    return Starter()


def write_without_waiting() -> None:
    """Wait for no disk in this process: what SQLite has written outlives the process, only not the machine."""
    connection_created.connect(_without_waiting, weak=False)


def _without_waiting(connection: Any, **_around: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.execute(NO_WAIT)


def serve(line: socket.socket) -> None:
    """Fork for every job until the line is closed; only a child, when it is done, comes back from here."""
    for name in LIBRARIES:
        with suppress(ImportError):  # a library that only one of two databases needs
            import_module(name)
    write_without_waiting()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    while True:
        job, files, _flags, _address = socket.recv_fds(line, LARGEST, maxfds=3)
        if not job:
            return
        child = os.fork()
        if not child:
            line.close()
            _become(json.loads(job), files)
            return
        for file in files:
            os.close(file)
        line.send(str(child).encode())
        line.send(str(os.waitpid(child, 0)[1]).encode())


def _become(job: dict[str, Any], files: Sequence[int]) -> None:
    """Be the process that was asked for."""
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    os.environ.clear()
    os.environ.update(job["env"])
    os.chdir(job["cwd"])
    how, what, *arguments = job["command"]
    sys.argv = [how if how == "-c" else what, *arguments]
    if how == "-c":
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_module(what, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
