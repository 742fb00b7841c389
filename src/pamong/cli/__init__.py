"""The `pamong` command: one group, each command loaded only when it is called."""

import importlib
import os
from collections.abc import Iterable
from typing import Any

import click

from pamong.cli.refusing import sentence_of, stop

# name → (module:attribute, needs Django, one line for --help)
COMMANDS: dict[str, tuple[str, bool, str]] = {
    "serve": ("pamong.cli.serve:serve", True, "Web, tasks and tick under one command."),
    "worker": ("pamong.cli.serve:worker", True, "Tasks alone."),
    "tick": ("pamong.cli.serve:tick", True, "One round of time-driven work."),
    "demo": (
        "pamong.cli.demo:demo",
        True,
        "Fill an empty install with the demonstration, serve it.",
    ),
    "import": (
        "pamong.cli.imports:imports",
        True,
        "Read people, attendance, balances, history, plans or a recap from a file.",
    ),
    "export": (
        "pamong.cli.exports:exports",
        True,
        "Write people, plans or what the national systems take.",
    ),
    "documents": ("pamong.cli.documents:documents", True, "The papers of a unit as PDF files."),
    "reports": (
        "pamong.cli.reports:reports",
        True,
        "The yearly report or the monthly brief into a file.",
    ),
    "backup": ("pamong.cli.backup:backup", True, "Everything into one file."),
    "restore": ("pamong.cli.backup:restore", True, "Everything back from one file."),
    "upgrade": ("pamong.cli.backup:upgrade", True, "Back up, migrate, check."),
    "snapshot": ("pamong.cli.snapshot:snapshot", True, "Write what dashboards read."),
    "sample": ("pamong.cli.samples:sample", True, "Draw an auditor's sample once more."),
    "agency": ("pamong.cli.agency:agency", True, "Agencies: make the first one, name, list."),
    "user": ("pamong.cli.user:user", True, "Accounts from the shell."),
    "check": ("pamong.cli.check:check", True, "Settings, migrations, packs and the organisation."),
    "ledger": ("pamong.cli.ledger:ledger", True, "Walk the record."),
    "where": ("pamong.cli.where:where", True, "Every place that one verb touches."),
    "analytics": (
        "pamong.cli.figures:analytics",
        False,
        "Ask about a file of figures; say what may come next.",
    ),
    "policy": ("pamong.cli.policy:policy", False, "The rules: evaluate, list, check."),
}


class Lazy(click.Group):
    """Loads a command when it is named, so that --help and the file commands stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command behind a name; Django is started only for those that need it."""
        if cmd_name not in COMMANDS:
            return None
        target, needs_django, _line = COMMANDS[cmd_name]
        if needs_django:
            start_django()
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what is no fault of ours ends in a sentence."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read the output has seen enough; click ends quietly on this.
            raise
        except Exception as error:
            if sentence := sentence_of(error):
                stop(sentence)
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in --help, without loading anything."""
        rows: Iterable[tuple[str, str]] = [(name, row[2]) for name, row in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(list(rows))


def start_django() -> None:
    """Set Django up once; a setting that cannot be used is one sentence and exit 2."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
    try:
        django.setup()
    except ValueError as error:
        stop(str(error))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pamong")
def main() -> None:
    """Pamong: performance management for a civil service.

    \b
    Example: pamong demo
    """


__all__ = ["main", "start_django"]
