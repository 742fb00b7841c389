"""What goes wrong around a command (a disk, a database, a setting) is one sentence and status 2.

Everything else is a fault of ours and keeps its traceback.
"""

import os
import sys
from typing import NoReturn

import click

UNUSABLE = 2


def stop(sentence: str) -> NoReturn:
    """Say one sentence on standard error and end with 2."""
    _let_go_of_output()
    click.echo(f"pamong: {printable(sentence)}", err=True)
    sys.exit(UNUSABLE)


def printable(text: str) -> str:
    """The text with signs that would steer a terminal written out: a file's own bytes are not obeyed."""
    return "".join(s if s.isprintable() or s == "\n" else repr(s)[1:-1] for s in text)


def say(told: object, *, err: bool = False) -> None:
    """Print a line that may hold words of a file."""
    click.echo(printable(str(told)), err=err)


def sentence_of(error: Exception) -> str:
    """The sentence for a fault that lies outside Pamong; empty for one of ours."""
    if isinstance(error, OSError):
        about = error.filename if error.filename is not None else "input or output"
        return f"{about}: {error.strerror or error}"
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import InterfaceError, OperationalError, ProgrammingError

    from pamong.config.env import BadSettingError
    from pamong.config.tables import InstallBusyError

    if isinstance(error, ImproperlyConfigured | BadSettingError | InstallBusyError):
        return str(error)
    if isinstance(error, OperationalError | ProgrammingError | InterfaceError):
        return _of_database(error)
    return ""


def refuse_without_tables() -> None:
    """End when the tables are not there or not those of this Pamong."""
    from django.conf import settings

    from pamong.config.upkeep import pending_migrations

    if pending_migrations():
        stop(
            f"the install in {settings.DATA} has no tables yet, or old ones: run pamong upgrade, "
            "or name another folder in PAMONG_DATA"
        )


def _of_database(error: Exception) -> str:
    """A missing table says what to run; our own wrong SQL on whole tables is nobody else's fault."""
    from django.db.utils import DatabaseError, ProgrammingError

    try:
        refuse_without_tables()
    except (DatabaseError, OSError):
        pass
    else:
        if isinstance(error, ProgrammingError):
            return ""
    return f"the database: {str(error).strip().splitlines()[0] if str(error).strip() else error!r}"


def _let_go_of_output() -> None:
    """What a full disk did not take must not be tried again while Python ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
