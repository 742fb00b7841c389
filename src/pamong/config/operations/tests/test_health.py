"""How the install is: each sign, who reads which figures, and the signs of life for machines."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pamong.config.beats import ROUND, beat
from pamong.config.models import Heartbeat, NightlyBackup
from pamong.config.operations import alive, health, views
from pamong.config.operations.health import Sign, _mail, signs_of_health
from pamong.config.operations.nightly import back_up
from pamong.config.operations.presentation import say_fault
from pamong.config.operations.queries import Fault, faults_of_operations, recent_backups
from pamong.config.tasks import run_tick
from pamong.people.models import Agency
from pamong.people.tests.world import World

AT = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.BACKUPS, settings.BACKUP_KEEP = tmp_path, tmp_path / "backups", 7
    settings.SEAL_KEY = ""


def sign(kind: str, at: datetime | None = None) -> Sign:
    at = at or timezone.now()
    found = signs_of_health(recent_backups(), faults_of_operations(at), at)
    return next(one for one in found if one.kind == kind)


def test_a_worker_and_a_round_that_live_are_well_and_silent_ones_are_looked_at(
    world: World,
) -> None:
    assert [sign(kind).state for kind in ("workers", "round")] == ["look", "look"]
    beat("one")
    list(run_tick())
    assert [sign(kind).state for kind in ("workers", "round")] == ["good", "good"]
    assert sign("workers").facts == {"count": 1}  # the round is none
    later = timezone.now() + timedelta(minutes=11)
    assert [sign(kind, later).state for kind in ("workers", "round")] == ["look", "look"]
    Heartbeat.objects.update(at=timezone.now() - timedelta(hours=1))
    list(run_tick())
    assert list(Heartbeat.objects.values_list("worker", flat=True)) == [ROUND]


def test_the_queue_tells_what_waits_since_when_and_what_failed(world: World) -> None:
    assert sign("queue").facts == {"count": 0}
    for _n in range(2):
        back_up.enqueue("2026-11-25")
    assert (sign("queue").state, sign("queue").facts) == ("good", {"count": 2})
    since = timezone.now() - timedelta(hours=1)
    first = DBTaskResult.objects.all()[:1]
    DBTaskResult.objects.filter(pk__in=first.values("pk")).update(enqueued_at=since)
    assert (sign("queue").state, sign("queue").since) == ("look", since)
    DBTaskResult.objects.update(status="FAILED", finished_at=since)
    assert (sign("failed").state, sign("failed").facts["count"]) == ("look", 2)


def test_a_disk_without_room_for_two_backups_is_looked_at(world: World, monkeypatch: Any) -> None:
    night = {"day": date(2026, 11, 25), "asked_at": AT, "finished_at": AT, "size": 30 << 30}
    usage = shutil.disk_usage("/")._replace(total=200 << 30, free=50 << 30)
    monkeypatch.setattr("pamong.config.operations.health.shutil.disk_usage", lambda _path: usage)
    assert sign("disk").state == "good"
    NightlyBackup.objects.create(**night)
    assert (sign("disk").state, sign("disk").facts["percent"]) == ("look", 25)


def test_backups_are_told_by_their_age_and_faults(world: World) -> None:
    assert sign("backup", AT).state == "look"
    row = NightlyBackup.objects.create(day=date(2026, 11, 25), asked_at=AT, finished_at=AT)
    assert (sign("backup", AT).state, sign("backup", AT).since) == ("good", AT)
    assert sign("backup", AT + timedelta(days=3)).state == "look"
    NightlyBackup.objects.filter(pk=row.pk).update(error="OSError")
    assert sign("backup", AT).state == "look"
    Agency.objects.update(is_demo=True)
    assert (sign("backup", AT).state, sign("backup", AT).since) == ("off", AT)


def test_a_clock_that_runs_ahead_of_ours_is_looked_at(world: World) -> None:
    assert sign("clock").state == "good"
    Heartbeat.objects.create(worker="ahead", at=timezone.now() + timedelta(minutes=2))
    assert sign("clock").state == "look"
    assert 115 <= sign("clock").facts["seconds"] <= 120


def test_what_is_not_in_use_is_said_and_is_no_fault(world: World, settings: Any) -> None:
    settings.SIGNER, settings.NATIONAL_ADAPTER, settings.HAS_MAIL = "none", "", False
    states = {one.kind: one.state for one in signs_of_health([], [], AT)}
    assert (states["signer"], states["national"], states["mail"]) == ("off", "off", "off")
    assert "seal" not in states
    settings.SIGNER = "seal"
    assert sign("seal").state == "off"
    settings.SEAL_KEY = "0" * 64
    assert sign("seal").state == "good"


def test_mail_that_waits_is_looked_at_and_counted_for_one_agency_alone(settings: Any) -> None:
    settings.HAS_MAIL = True
    late = Fault("mails_wait", count=7, since=AT)
    assert (_mail([late]).state, _mail([late]).since) == ("look", AT)
    assert _mail([]).state == "good"
    assert "7 surel" in say_fault(late)
    assert "7" not in say_fault(late, is_whole=False)


def test_figures_of_the_install_are_read_where_it_holds_one_agency(
    world: World, as_: Any, monkeypatch: Any
) -> None:
    assert not health.holds_one_agency()
    size = 7654321
    NightlyBackup.objects.create(
        day=date(2026, 11, 25), asked_at=AT, finished_at=AT, size=size, file="/srv/cadangan.zip"
    )
    for name in ("dewi", "lina"):
        page = as_(name).get("/operations").content.decode()
        assert "beberapa instansi" in page
        for hidden in ("7,3 MB", "menunggu</", "tersisa"):
            assert hidden not in page, hidden
    monkeypatch.setattr(views, "holds_one_agency", lambda: True)
    page = as_("dewi").get("/operations").content.decode()
    assert "7,3 MB" in page
    assert "tersisa" in page
    assert "beberapa instansi" not in page
    assert as_("sari").get("/operations").status_code == 403


def test_machines_are_told_ready_or_not_in_json_without_a_count(world: World, client: Any) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "tasks": "silent",
        "round": "silent",
    }
    beat("one")
    list(run_tick())
    assert client.get("/healthz").json()["tasks"] == "ok"
    assert client.get("/healthz/live").json() == {"status": "ok"}
    assert client.post("/healthz").status_code == 405


def test_a_second_look_costs_one_read(
    world: World, client: Any, django_assert_num_queries: Any
) -> None:
    client.get("/healthz")
    with django_assert_num_queries(1):
        client.get("/healthz")
    with django_assert_num_queries(0):
        client.get("/healthz/live")


def test_a_database_out_of_reach_or_older_tables_make_it_not_ready(
    world: World, client: Any, monkeypatch: Any
) -> None:
    with monkeypatch.context() as older:
        older.setattr(alive, "waiting_migrations", lambda: [("people", "0099")])
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json()["migrations"]) == (503, "waiting")

    def gone() -> Any:
        raise OperationalError("password of pamong at 10.0.0.5 refused")

    monkeypatch.setattr(alive, "_is_migrated", gone)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")
    assert "10.0.0.5" not in answer.content.decode()
    assert client.get("/healthz/live").status_code == 200
