"""Writes down who asks for what in an agency of a size, read from the small agency that it is made of."""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    """The size stands in the arguments, the answer goes to the named file."""
    django.setup()
    from bench.grow import strides
    from bench.small import PEOPLE
    from bench.visits import Cast, asks_of
    from bench.writes import forms_of, write_jobs
    from pamong.access.clock import today

    copies, steps, cast = int(sys.argv[1]) // PEOPLE - 1, strides(), Cast(today())
    pages = {
        name: asks_of(visits, copies, steps["access_user"]) for name, visits in cast.pages().items()
    }
    writes = {name: forms_of(jobs, copies, steps) for name, jobs in write_jobs(cast).items()}
    Path(sys.argv[2]).write_text(json.dumps({"pages": pages, "writes": writes}))


if __name__ == "__main__":
    main()
