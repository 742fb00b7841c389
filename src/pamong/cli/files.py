"""What commands that bring a file in do alike: their options, the reading, the rejected rows, the end."""

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.cli.refusing import say, stop
from pamong.documents.rejected import write_shown
from pamong.documents.sheets import UnusableFileError
from pamong.people.intake import StaleFileError

OPTIONS = (
    click.argument("file", type=click.Path(path_type=Path)),
    click.option("--dry-run", is_flag=True, help="Say what would change; write nothing."),
    click.option(
        "--partial", is_flag=True, help="Import the good rows although others are rejected."
    ),
    click.option("--agency", "code", help="The agency's code, when there are several."),
    click.option("--as", "name", help="The account in whose name; without it the shell."),
    click.option(
        "--rejected", type=click.Path(path_type=Path), help="Write rejected rows here (XLSX)."
    ),
)


def brings_file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which file, whether it is only looked at, in whose name, and where rejected rows go."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@contextmanager
def refused(what: str) -> Iterator[None]:
    """What an account may not bring in, or what stands otherwise by now, ends the command in a sentence."""
    try:
        yield
    except PermissionDenied:
        stop(f"this account may not import {what}")
    except StaleFileError:
        stop(f"the people or their {what} changed meanwhile: run the command again")
    except ValidationError as error:
        stop(error.messages[0])


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """The file to read; one that cannot be read ends the command."""
    try:
        with file.open("rb") as stream:
            yield stream
    except UnusableFileError as error:
        stop(f"{file.name}: {error.sentence}")
    except OSError as error:
        stop(f"{file}: {error.strerror}")


def say_rejected(rows: Collection[Any]) -> None:
    """A line for each row that is not imported."""
    for row in rows:
        say(f"rejected: line {row.line}: {row.reason}")


def keep_rejected(path: Path | None, rows: Collection[Any], shown: Callable[[], Any]) -> None:
    """The rejected rows as a file, where one was asked for."""
    if path and rows:
        with path.open("wb") as stream:
            write_shown(stream, shown())


def end(counts: Any, rows: Collection[Any], *, is_whole: bool) -> NoReturn:
    """Say what came of it: a file is imported whole or not at all; rejected rows end with 1."""
    if rows and is_whole:
        say("nothing was imported: mend the rejected rows, or use --partial", err=True)
    say(counts)
    sys.exit(1 if rows else 0)
