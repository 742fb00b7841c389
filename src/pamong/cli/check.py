"""`pamong check`: what needs an administrator."""

import sys
from collections.abc import Iterator

import click
from django.core.checks import WARNING, run_checks

from pamong.access.clock import now, today
from pamong.cli.progress import Progress
from pamong.config.operations.queries import Fault, faults_of_operations
from pamong.config.upkeep import pending_migrations
from pamong.ledger.queries import first_fault


def faults() -> Iterator[str]:
    """One line for each thing that an administrator has to look at."""
    for message in run_checks():
        if message.level >= WARNING:
            yield f"settings: {message.msg} {message.hint or ''}".strip()
    if pending := pending_migrations():
        yield f"migrations: {len(pending)} wait; run pamong upgrade"
        return
    yield from map(operations_sentence, faults_of_operations(now()))
    if fault := first_fault(Progress()):
        yield f"ledger: {fault.reason} at {fault.sequence} of {fault.agency_uuid}"
    yield from organisation_faults()


OPERATIONS = {
    "backup_failed": "backup: the one of {name} failed: {detail}",
    "backup_late": "backup: the one of {name} was asked for and not made; is a worker running?",
    "backup_stopped": "backup: none was asked for since {name}; is pamong tick or serve running?",
    "task_failed": "tasks: {name} failed {count} times ({detail})",
    "tasks_wait": "tasks: {count} wait since {since:%Y-%m-%d %H:%M}; is a worker running?",
}


def operations_sentence(fault: Fault) -> str:
    """A fault of backups or tasks as one line."""
    known = {name: getattr(fault, name) for name in ("name", "detail", "count", "since")}
    return OPERATIONS[fault.kind].format(**known)


def organisation_faults() -> Iterator[str]:
    """The data problems of each agency, found anew and counted by kind."""
    from pamong.people.models import Agency
    from pamong.people.problems.finding import find_problems
    from pamong.people.queries import problems_summary

    for agency in Agency.objects.order_by("code"):
        find_problems(agency, today(agency.time_zone))
        for kind, count in problems_summary(agency).items():
            if count:
                yield f"{agency.code}: data problem {kind.replace('_', ' ')}: {count}"


@click.command()
def check() -> None:
    """Settings, migrations, packs, tasks, the record and the organisation's data problems.

    \b
    Example: pamong check
    """
    lines = list(faults())
    click.echo("\n".join(lines) if lines else "nothing needs an administrator")
    sys.exit(1 if lines else 0)
