"""An install with an agency and no people, and the file of 50,000 that `pamong import people` reads."""

import csv
import sys
from pathlib import Path

import django

PEOPLE = 50_000


def main() -> None:
    """Write the file to the named place."""
    django.setup()
    from pamong.access.clock import today
    from pamong.config.upkeep import migrate_if_needed
    from pamong.demo.days import Days
    from pamong.demo.people import HEADINGS, file_rows, make_roster
    from pamong.people.models import Agency

    migrate_if_needed()
    Agency.objects.create(code="bench", name="Instansi uji", is_demo=True)
    roster = make_roster(int(sys.argv[2]), Days(today()))
    with Path(sys.argv[1]).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(file_rows(roster))


if __name__ == "__main__":
    main()
