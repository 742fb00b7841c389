"""Fills a copy of the small agency up to a size, and leaves its tables as upkeep leaves them."""

import sys
import time

import django
from django.db import connection


def main() -> None:
    """The size stands in the arguments."""
    django.setup()
    from bench.grow import grow
    from bench.small import PEOPLE

    began = time.monotonic()

    def say(line: str) -> None:
        print(f"  {time.monotonic() - began:6.1f} s  {line}", flush=True)

    if copies := int(sys.argv[1]) // PEOPLE - 1:
        grow(copies, say)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    say("tables counted and cleaned")


if __name__ == "__main__":
    main()
