"""`python -m pamong.cli`: the policy commands alone, until the full command takes their place."""

from __future__ import annotations

import click

from pamong.cli.policy import policy


@click.group()
def main() -> None:
    """Performance management for a civil service."""


main.add_command(policy)

if __name__ == "__main__":
    main(prog_name="pamong")
