"""Sources by the calendar: asked once for their time, tried again with growing waits, told, and well again."""

import socket
import sqlite3
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from pamong.config.notices.telling import tell
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.models import Reading, Source, SourceRun
from pamong.measurement.sources import ticking
from pamong.measurement.sources.actions import SourceInput, change_source, connect_source
from pamong.measurement.sources.connectors.database import (
    MOST_LETTERS,
    DatabaseConnector,
    check_query,
    encrypted,
)
from pamong.measurement.sources.fetching import fetch_from
from pamong.measurement.sources.mapping import Mapping
from pamong.measurement.sources.protocol import Asked, SourceError
from pamong.measurement.sources.run_actions import map_source, write_run
from pamong.measurement.sources.sealed import secrets_of
from pamong.measurement.sources.tasks import fetch_asked
from pamong.measurement.sources.tests.make import acting, at, make_source, written
from pamong.people.models import Intake
from pamong.people.tests.world import World

ENCRYPTS = {b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30"}  # what PostgreSQL is asked first
MAPPED = Mapping(code="kode", time="tahun", values=("nilai",), mark=".")
SELECT = "SELECT kode, tahun, nilai FROM angka"


@pytest.fixture
def database(world: World, tmp_path: Path, settings: Any) -> Iterator[sqlite3.Connection]:
    settings.SOURCES_FOLDER = str(tmp_path)
    place = tmp_path / world.agency.code
    place.mkdir()
    line = sqlite3.connect(place / "angka.db", isolation_level=None)
    line.execute("CREATE TABLE angka (kode TEXT, tahun INT, nilai REAL)")
    line.execute("INSERT INTO angka VALUES ('A', 2024, 12.5), ('A', 2025, 13)")
    yield line
    line.close()


def database_source(world: World, query: str = SELECT) -> Source:
    """One that was seen to its end, and is asked every day from then on."""
    make_card(world, code="A")
    source = make_source(world, kind="database")
    dewi = acting(world)
    connect_source(source, {"database": "angka.db", "query": query}, {"password": "x"}, **dewi)
    source.refresh_from_db()
    return source


def seen(world: World, source: Source) -> SourceRun:
    (run,) = fetch_from(source, by=world.account("dewi"))
    dewi = acting(world)
    run = write_run(map_source(run, MAPPED, **dewi), **dewi, at=at())
    given = SourceInput(source.name, owner=source.owner, schedule="day")
    change_source(source, given, **dewi)
    source.refresh_from_db()
    return run


def test_a_select_brings_figures_with_its_points_and_the_same_again_no_run(
    world: World, database: sqlite3.Connection
) -> None:
    source = database_source(world)
    run = seen(world, source)
    assert (run.status, run.added) == (Intake.Status.DONE, 2)
    origin = Reading.objects.first().origin  # type: ignore[union-attr]
    assert (origin.kind, origin.name) == ("database", "angka.db.csv")  # type: ignore[union-attr]
    assert fetch_from(source, by=SHELL) == []
    database.execute("UPDATE angka SET nilai = 14 WHERE tahun = 2025")
    (run,) = fetch_from(source, by=SHELL)
    assert (run.status, run.changed, run.unchanged) == (Intake.Status.DONE, 1, 1)
    assert Reading.objects.count() == 3


def test_once_its_settings_changed_a_person_looks_at_the_next_run_again(
    world: World, database: sqlite3.Connection
) -> None:
    source = database_source(world)
    seen(world, source)
    database.execute("UPDATE angka SET nilai = 14 WHERE tahun = 2025")
    other = {"database": "angka.db", "query": SELECT + " WHERE tahun > 2024"}
    source = connect_source(source, other, {}, **acting(world))
    (run,) = fetch_from(source, by=SHELL)
    assert (run.status, run.changed) == (Intake.Status.SHOWN, 1)
    write_run(run, **acting(world), at=at())
    database.execute("UPDATE angka SET nilai = 15 WHERE tahun = 2025")
    (run,) = fetch_from(source, by=SHELL)
    assert run.status == Intake.Status.DONE


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-01-15T20:30:00+07:00", "2026-02-15T20:30:00+07:00"),
        ("2026-01-31T02:00:00+07:00", "2026-02-28T02:00:00+07:00"),
        ("2026-12-31T23:00:00+07:00", "2027-01-31T23:00:00+07:00"),
    ],
)
def test_every_month_is_the_same_day_of_the_next_month(at: str, then: str) -> None:
    assert ticking.a_month_after(datetime.fromisoformat(at)) == datetime.fromisoformat(then)


@pytest.mark.parametrize(
    ("address", "chosen", "mode"),
    [
        ("127.0.0.1", "", "prefer"),
        ("::1", "", "prefer"),
        ("10.0.0.7", "", "require"),
        ("10.0.0.7", "require", "require"),
        ("203.0.113.9", "", "require"),
        ("10.0.0.7", "verify-full", "verify-full"),
        ("127.0.0.1", "verify-full", "verify-full"),
    ],
)
def test_a_line_that_leaves_this_machine_is_encrypted(address: str, chosen: str, mode: str) -> None:
    assert encrypted({"encryption": chosen}, address)["sslmode"] == mode


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM angka",
        "SELECT 1; DELETE FROM angka",
        "WITH x AS (SELECT 1) DELETE FROM angka",
        "SELECT * FROM pragma_database_list",
        "SELECT load_extension('x')",
        "SELECT salah FROM angka",
        "SELECT zeroblob(900000000)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n LIMIT 30000",
    ],
)
def test_nothing_but_a_select_within_its_limits_is_run(
    world: World, database: sqlite3.Connection, query: str
) -> None:
    asked = Asked({"database": "angka.db", "query": query}, agency=world.agency.code)
    with pytest.raises(SourceError):
        DatabaseConnector().fetch(asked)
    assert database.execute("SELECT count(*) FROM angka").fetchone() == (2,)


@pytest.mark.parametrize("name", ["../pamong.sqlite3", "/etc/passwd", "tidak-ada.db", "x"])
def test_a_file_outside_the_agencys_folder_is_not_opened(
    world: World, database: sqlite3.Connection, name: str
) -> None:
    del database
    with pytest.raises(SourceError):
        DatabaseConnector().fetch(
            Asked({"database": name, "query": SELECT}, agency=world.agency.code)
        )


def test_much_text_is_not_fetched_to_its_end(world: World, database: sqlite3.Connection) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT "
    told = {"database": "angka.db", "query": f"{many} hex(zeroblob(450000)) FROM n LIMIT 300"}
    tracemalloc.start()
    with pytest.raises(SourceError, match="terlalu banyak teks"):
        DatabaseConnector().fetch(Asked(told, agency=world.agency.code))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 2 * MOST_LETTERS


def test_a_link_in_the_folder_leads_into_no_other_agency(
    world: World, database: sqlite3.Connection, tmp_path: Path
) -> None:
    del database
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "x.db").symlink_to(tmp_path / world.agency.code / "angka.db")
    with pytest.raises(SourceError, match="tidak ada di bawah folder"):
        DatabaseConnector().fetch(Asked({"database": "x.db", "query": SELECT}, agency="lain"))


def test_a_server_that_falls_silent_is_let_go(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTGOING_ALLOW = ["127.0.0.0/8"]
    monkeypatch.setattr("pamong.measurement.sources.connectors.database.SECONDS", -0.5)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, listener.accept()[0] as theirs:
            while theirs.recv(4096)[4:8] in ENCRYPTS:
                theirs.sendall(b"N")
            theirs.sendall(b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I")
            while theirs.recv(4096):
                pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    told = {"host": "127.0.0.1", "port": listener.getsockname()[1], "database": "x"}
    with pytest.raises(SourceError, match="tidak menjawab"):
        DatabaseConnector().fetch(Asked(told | {"user": "x", "query": SELECT}, {"password": "x"}))
    thread.join(5)
    assert not thread.is_alive()


class Inside:
    """A name that leads into the office's own network."""

    def resolve(self, host: str, port: int) -> list[str]:
        del host, port
        return ["10.0.0.7"]


def test_a_server_of_a_private_network_is_not_reached() -> None:
    told = {"host": "db.example.go.id", "database": "x", "query": SELECT}
    with pytest.raises(SourceError, match="jaringan"):
        DatabaseConnector(Inside()).fetch(Asked(told, {"password": "rahasia"}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT 'A' AS kode, DATE '2025-12-31' AS hari, 12.50 AS nilai", "A,2025-12-31,12.50"),
        ("WITH x AS (DELETE FROM people_agency RETURNING id) SELECT * FROM x", ""),
        ("SELECT set_config('transaction_read_only', 'off', false)", ""),
        ("SELECT generate_series(1, 30000)", ""),
    ],
)
def test_a_server_is_read_within_the_same_limits(
    db: None, settings: Any, query: str, said: str
) -> None:
    here = connection.settings_dict
    if connection.vendor != "postgresql" or not str(here["HOST"]).startswith("127."):
        pytest.skip("asks the server of these tests, where it is PostgreSQL on this machine")
    settings.OUTGOING_ALLOW = ["127.0.0.0/8"]
    told = {"host": here["HOST"], "port": here["PORT"], "database": here["NAME"]}
    asked = Asked(told | {"user": here["USER"], "query": query}, {"password": here["PASSWORD"]})
    if said:
        (parcel,) = DatabaseConnector().fetch(asked)
        assert said in parcel.content.decode()
    else:
        with pytest.raises(SourceError):
            DatabaseConnector().fetch(asked)


def test_a_select_is_one_and_reads() -> None:
    assert check_query(" select 1 ; ") == "select 1"
    for text in ("", "update x", "select 1; select 2"):
        with pytest.raises(ValidationError):
            check_query(text)


def test_a_source_is_asked_once_for_its_time_and_only_after_a_person_saw_it(
    world: World, database: sqlite3.Connection
) -> None:
    source = database_source(world)
    Source.objects.update(schedule="day")
    assert list(ticking.source_round()) == []
    seen(world, source)
    database.execute("INSERT INTO angka VALUES ('A', 2023, 11)")
    assert len(list(ticking.source_round())) == 1
    assert list(ticking.source_round()) == []
    fetch_asked.func(str(source.uuid), "")
    assert source.runs.count() == 2
    Source.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    assert len(list(ticking.source_round())) == 1


def test_a_broken_source_is_told_once_tried_with_growing_waits_and_doubles_nothing_when_well(
    world: World, database: sqlite3.Connection
) -> None:
    source = database_source(world)
    seen(world, source)
    database.execute("ALTER TABLE angka RENAME TO lain")
    waits = []
    for _try in range(3):
        fetch_from(source, by=SHELL)
        source.refresh_from_db()
        assert source.next_at is not None
        waits.append(source.next_at - timezone.now())
    assert waits[0] < waits[1] < waits[2]
    assert source.failures == 3
    told = Entry.objects.filter(verb="measurement.source_failed")
    assert told.count() == 1
    tell(list(told))
    assert world.account("budi").notices.count() == 1
    database.execute("ALTER TABLE lain RENAME TO angka")
    fetch_from(source, by=SHELL)
    source.refresh_from_db()
    assert (source.failures, source.failing_since) == (0, None)
    assert Reading.objects.count() == 2


def test_one_source_that_fails_holds_up_no_other(
    world: World, database: sqlite3.Connection
) -> None:
    source = database_source(world, "SELECT tidak_ada FROM angka")
    written(world, source, "kode;tahun;nilai\nA;2022;1\n", MAPPED)
    other = make_source(world, kind="database")
    connect_source(other, {"database": "angka.db", "query": SELECT}, {}, by=SHELL, on=world.day)
    written(world, other, "kode;tahun;nilai\nA;2021;1\n", MAPPED)
    Source.objects.update(schedule="hour", next_at=None)
    assert len(list(ticking.source_round())) == 2
    for one in (source, other):
        fetch_asked.func(str(one.uuid), "")
    assert Reading.objects.count() == 4


def test_old_runs_keep_their_counts_alone(world: World) -> None:
    make_card(world, code="A")
    run = written(world, make_source(world), "kode;tahun;nilai\nA;2022;1\n", MAPPED)
    SourceRun.objects.update(started_at=timezone.now() - timedelta(days=500))
    list(ticking.source_round())
    run.refresh_from_db()
    assert (run.shown, run.added) == ({}, 1)


def test_a_secret_is_sealed_and_never_shown(world: World, as_: Any) -> None:
    source, client = make_source(world, kind="database"), as_("dewi")
    told = {"database": "angka.db", "query": SELECT, "password": "sangat-rahasia"}
    assert client.post(f"/sources/{source.uuid}/connect", told).status_code == 303
    source.refresh_from_db()
    assert "rahasia" not in source.secret + str(source.settings)
    for page in ("", "connect", "change"):
        text = client.get(f"/sources/{source.uuid}/{page}").content.decode()
        assert "sangat-rahasia" not in text
    kept = source.secret
    del told["password"]
    assert client.post(f"/sources/{source.uuid}/connect", told).status_code == 303
    source.refresh_from_db()
    assert source.secret == kept
    wrong = told | {"query": "DROP TABLE x"}
    assert client.post(f"/sources/{source.uuid}/connect", wrong).status_code == 422
    assert not Entry.objects.filter(changes__icontains="sangat-rahasia").exists()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("service", {"address": "https://localhost/angka"}),
        ("service", {"address": "https://192.168.1.5/angka"}),
        ("service", {"address": "http://contoh.go.id/angka"}),
        ("database", {"host": "db.internal", "database": "x", "query": SELECT}),
        ("database", {"host": "127.0.0.1", "database": "x", "query": SELECT}),
    ],
)
def test_a_server_that_may_not_be_reached_is_refused_where_it_is_typed(
    world: World, as_: Any, kind: str, told: Any
) -> None:
    source = make_source(world, kind=kind)
    answer = as_("dewi").post(f"/sources/{source.uuid}/connect", told)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "pengelola server mengizinkannya (PAMONG_OUTGOING_ALLOW)" in said
    assert "Sambungan belum disimpan" in said
    source.refresh_from_db()
    assert not source.settings


@pytest.mark.parametrize(
    ("kind", "before", "same", "other"),
    [
        (
            "service",
            {"address": "https://data.go.id/a"},
            {"address": "https://data.go.id/b", "rows": "isi"},
            {"address": "https://data.go.id.example.id/a"},
        ),
        (
            "database",
            {"host": "db.go.id", "database": "x", "query": SELECT},
            {"host": "db.go.id", "database": "y", "query": SELECT},
            {"host": "lain.example.id", "database": "x", "query": SELECT},
        ),
    ],
)
def test_another_server_is_not_told_the_secret_of_the_first(
    world: World, kind: str, before: Any, same: Any, other: Any
) -> None:
    """Whoever may change the address could read the secret there."""
    name = "token" if kind == "service" else "password"
    source, dewi = make_source(world, kind=kind), acting(world)
    connect_source(source, before, {name: "rahasia"}, **dewi)
    source = connect_source(source, same, {name: ""}, **dewi)
    assert secrets_of(source) == {name: "rahasia"}
    moved = connect_source(source, other, {name: ""}, **dewi)
    assert secrets_of(moved) == {}
    moved = connect_source(moved, before, {name: "baru"}, **dewi)
    assert secrets_of(moved) == {name: "baru"}
