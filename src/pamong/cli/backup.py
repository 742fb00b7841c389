"""`pamong backup`, `restore` and `upgrade`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings

from pamong.cli.progress import Progress
from pamong.cli.refusing import stop
from pamong.config.archive import has_tables, write_backup
from pamong.config.manifest import ArchiveError, is_backup, verify_backup
from pamong.config.restoring import restore_backup
from pamong.config.upkeep import migrate_if_needed, pending_migrations

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write the whole install, uploads included, into FILE; an earlier backup there gives way to it.

    \b
    Example: pamong backup /backup/pamong-2026-11-25.zip
    """
    if file.is_file() and file.stat().st_size and not is_backup(file):
        stop(f"{file} is no backup of Pamong and stays as it is: name another file.")
    tell = Progress()
    try:
        manifest = write_backup(file, tell)
    except ArchiveError as error:
        stop(str(error))
    rows = sum(member.get("rows", 0) for member in manifest["members"].values())
    click.echo(f"{rows} rows in {len(manifest['members'])} parts written to {file}")
    click.echo(f"ledger head {manifest['ledger_head']}")


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Overwrite an install that already holds data.")
def restore(file: Path, replace: bool) -> None:
    """Bring a backup back, after every digest in it was found right; all of it or nothing.

    A backup of an older Pamong is brought up to this one. Everybody signs in again.

    \b
    Example: pamong restore /backup/pamong-2026-11-25.zip
    """
    try:
        restored = restore_backup(file, replace=replace, tell=Progress())
    except ArchiveError as error:
        stop(str(error))
    click.echo(f"restored what was backed up at {restored.made_at}")
    if restored.migrations:
        click.echo(
            f"its tables were older: {restored.migrations} migrations brought them up to date"
        )


@click.command()
def upgrade() -> None:
    """Back up, bring the tables up to date (all of them or none), check.

    \b
    Example: pamong upgrade
    """
    if has_tables() and pending_migrations():
        folder = Path(settings.DATA) / "backups"
        folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        file = folder / f"before-upgrade-{stamp}.zip"
        try:
            write_backup(file, Progress())
            verify_backup(file)
        except ArchiveError as error:
            stop(str(error))
        click.echo(f"backed up to {file}")
    if pending_migrations():
        click.echo("bringing the tables up to date …", err=True)
    migrate_if_needed()
    click.echo("the tables are up to date")
    from pamong.cli.check import faults

    lines = list(faults())
    click.echo("\n".join(lines) or "nothing needs an administrator")
    sys.exit(1 if lines else 0)
