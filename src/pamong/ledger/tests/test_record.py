"""The record: what an entry holds, what the database refuses, how a fault is found."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from pamong.ledger import triggers
from pamong.ledger.actions import SHELL, Draft, field_changes, record, record_all
from pamong.ledger.models import Entry, Head
from pamong.ledger.queries import first_fault
from pamong.people.models import Employee
from pamong.people.tests.world import World


def write(world: World, count: int) -> list[Entry]:
    drafts = [Draft("test.done", world.sari, {"n": [n, n + 1]}) for n in range(count)]
    return record_all(drafts, by=world.account("budi"), on=world.day)


def test_an_entry_says_who_what_when_for_whom(world: World) -> None:
    entry = record("test.done", world.sari, by=world.account("budi"), on=date(2026, 1, 2))
    assert (entry.actor_name, entry.person_name) == ("Budi Santoso", "Sari Lestari, A.Md.Keb.")
    assert entry.effective_on == date(2026, 1, 2)
    assert entry.agency_uuid == world.agency.uuid


def test_the_chain_holds_across_transactions(world: World) -> None:
    write(world, 3)
    record("test.more", world.joko, by=SHELL, on=world.day)
    assert [e.sequence for e in Entry.objects.order_by("sequence")] == [1, 2, 3, 4]
    assert first_fault() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET actor_name = 'x'",
        "DELETE FROM ledger_entry",
    ],
)
def test_the_database_refuses_a_direct_change(world: World, statement: str) -> None:
    write(world, 1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", ["REPLACE INTO", "INSERT OR REPLACE INTO"])
@pytest.mark.parametrize("key", ["id", "id + 1000"])
def test_the_database_refuses_another_line_in_the_place_of_one(
    world: World, statement: str, key: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no REPLACE; its way of it is an UPDATE")
    write(world, 1)
    names = [field.column for field in Entry._meta.concrete_fields]
    kept = ", ".join(names)
    taken = ", ".join({"id": key, "actor_name": "'x'"}.get(name, name) for name in names)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(
            f"{statement} ledger_entry ({kept}) SELECT {taken} FROM ledger_entry"
        )


@pytest.mark.parametrize(
    ("statement", "place", "reason"),
    [
        ("UPDATE ledger_entry SET actor_name = 'x' WHERE sequence = 2", 2, "altered"),
        ("DELETE FROM ledger_entry WHERE sequence = 2", 2, "removed"),
        ("DELETE FROM ledger_entry WHERE sequence = 3", 3, "removed from the end"),
    ],
)
def test_verify_names_the_first_fault(
    world: World, statement: str, place: int, reason: str
) -> None:
    write(world, 3)
    triggers.drop(connection)
    connection.cursor().execute(statement)
    triggers.create(connection)
    fault = first_fault()
    assert fault is not None
    assert fault.sequence == place
    assert reason in fault.reason


def test_a_free_text_is_kept_as_a_digest_only(world: World) -> None:
    before = Employee.objects.get(pk=world.sari.pk)
    world.sari.name, world.sari.kind = "Sari Baru", Employee.Kind.PPPK
    changes: dict[str, Any] = field_changes(before, world.sari)
    assert changes["kind"] == ["pns", "pppk"]
    assert all(text.startswith("sha256:") for text in changes["name"])


def test_a_failed_transaction_leaves_the_chain_as_it_was(world: World) -> None:
    write(world, 1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _ = len(write(world, 2)) / 0
    assert Head.objects.get(agency_uuid=world.agency.uuid).sequence == 1
    assert first_fault() is None


def test_another_row_is_kept_by_its_uuid_and_never_by_its_key(world: World) -> None:
    before = Employee.objects.get(pk=world.sari.pk)
    world.sari.rater = world.wati
    assert field_changes(before, world.sari) == {
        "rater": [str(world.budi.uuid), str(world.wati.uuid)]
    }
