"""What commands that bring a file in do alike: their options, the reading, the rejected rows, the end."""

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from pamong.cli.refusing import say, stop
from pamong.documents.rejected import write_shown
from pamong.documents.sheets import UnusableFileError

IN_WHOSE_NAME = (
    click.option("--agency", "code", help="The agency's code, when there are several."),
    click.option("--as", "name", help="The account in whose name; without it the shell."),
    click.option(
        "--rejected", type=click.Path(path_type=Path), help="Write rejected rows here (XLSX)."
    ),
)


def names_caller(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that stand last: of which agency, in whose name, where rejected rows go."""
    for option in reversed(IN_WHOSE_NAME):
        command = option(command)
    return command


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
