"""`pamong export people`: only what the caller may see, and a mark of who took it."""

import json

from click.testing import CliRunner

from pamong.cli.exports import exports
from pamong.ledger.models import Entry
from pamong.people.tests.world import World


def names(*options: str) -> list[str]:
    result = CliRunner().invoke(exports, ["people", "--json", "--agency", "wanasari", *options])
    assert result.exit_code == 0
    return [json.loads(line)["name"] for line in result.stdout.splitlines()]


def test_the_shell_gets_everybody_and_the_record_says_so(world: World) -> None:
    assert len(names()) == 9
    entry = Entry.objects.get(verb="people.people_exported")
    assert (entry.actor_name, entry.subject_name) == ("shell", "Kabupaten Wanasari")


def test_a_person_gets_what_the_person_may_see(world: World) -> None:
    assert names("--as", world.sari.nip) == ["Sari Lestari"]
    assert names("--as", world.rini.nip) == [
        *("Budi Santoso", "Putri Ayu", "Rini Astuti", "Sari Lestari")
    ]


def test_another_agency_is_refused(world: World) -> None:
    options = ["people", "--agency", "wanasari", "--as", world.lina.nip]
    assert CliRunner().invoke(exports, options).exit_code == 2


def test_the_table_has_tabs_and_a_heading(world: World) -> None:
    result = CliRunner().invoke(exports, ["people", "--agency", "wanasari"])
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    budi = dict(zip(head, rows[1], strict=True))
    assert (budi["name"], budi["supervisor"]) == ("Budi Santoso", world.joko.nip)
