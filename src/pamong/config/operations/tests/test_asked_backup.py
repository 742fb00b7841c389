"""A backup asked for in the browser: written once, read back, read again, and taken along by nobody by chance."""

import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from pamong.access.models import Notice
from pamong.access.scope import Role
from pamong.access.tests.make import sign_in, with_password, with_second_factor
from pamong.config.manifest import verify_backup
from pamong.config.models import NightlyBackup
from pamong.config.operations import actions, views
from pamong.config.operations.actions import ask_backup, take_backup, verify_again
from pamong.config.operations.queries import faults_of_operations
from pamong.config.tests.installs import new_install
from pamong.ledger.models import Entry
from pamong.people.jobs.tests.test_jobs import run_queue
from pamong.people.models import Job, Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World

AT = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> Path:
    settings.FILES, settings.BACKUPS = tmp_path / "files", tmp_path / "backups"
    settings.DATA, settings.SEAL_KEY = tmp_path, "0" * 64
    return tmp_path / "backups"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the install held one agency."""
    for module in (actions, views):
        monkeypatch.setattr(module, "holds_one_agency", lambda: True)


def asked(client: Client) -> NightlyBackup:
    assert client.post("/operations/backups/ask").status_code == 303
    run_queue()
    return NightlyBackup.objects.get(is_asked=True)


def test_the_office_asks_for_one_that_is_read_back(
    world: World, as_: Any, alone: None, places: Path
) -> None:
    client = as_("dewi")
    for _press in range(2):
        answer = client.post("/operations/backups/ask")
    assert Job.objects.count() == 1
    with pytest.raises(ValidationError, match="sedang dibuat"):
        ask_backup(world.agency, by=world.account("lina"), on=world.day, at=AT)
    run_queue()
    row = NightlyBackup.objects.get()
    assert verify_backup(Path(row.file))["ledger_head"] == row.ledger_head
    assert Path(row.file).stat().st_mode & 0o077 == 0
    assert list(places.iterdir()) == [Path(row.file)]
    assert Entry.objects.filter(verb="config.backup_asked").count() == 1
    assert "Lihat hasilnya" in client.get(answer.headers["Location"]).content.decode()
    page = client.get("/operations").content.decode()
    assert row.ledger_head[:12] in page
    assert "Unduh" in page
    assert not [one for one in faults_of_operations(AT) if one.kind.startswith("backup")]


def test_one_is_read_again_and_a_damaged_one_is_said(world: World, as_: Any, alone: None) -> None:
    client = as_("dewi")
    row = asked(client)
    url = f"/operations/backups/{row.pk}/verify"
    client.post(url)
    run_queue()
    row.refresh_from_db()
    assert row.verified_at
    assert "Diperiksa ulang" in client.get("/operations").content.decode()
    with Path(row.file).open("r+b") as file:
        file.write(b"spoilt")
    client.post(url)
    run_queue()
    row.refresh_from_db()
    assert row.error
    last = Job.objects.order_by("pk").last()
    assert last is not None
    assert "rusak" in last.failure


def test_only_the_office_asks_and_only_whole_ones_are_read_again(world: World) -> None:
    given: dict[str, Any] = {"by": world.account("sari"), "on": world.day}
    row = NightlyBackup.objects.create(day=world.day, asked_at=AT)
    with pytest.raises(PermissionDenied):
        ask_backup(world.agency, at=AT, **given)
    with pytest.raises(PermissionDenied):
        take_backup(row, world.agency, **given)
    given["by"] = world.account("dewi")
    with pytest.raises(ValidationError, match="belum selesai"):
        verify_again(row, world.agency, at=AT, **given)


def test_where_agencies_are_several_none_leaves_and_the_page_says_where_it_lies(
    world: World, as_: Any
) -> None:
    client = as_("dewi")
    row = asked(client)
    for send in (client.get, client.post):
        answer = send(f"/operations/backups/{row.pk}/take")
        assert answer.status_code == 422
        assert row.file in answer.content.decode()
    assert not Entry.objects.filter(verb="config.backup_taken").exists()


def signed_in(world: World, *, factor: bool) -> Client:
    user = with_password(world.account("dewi"))
    client = Client()
    sign_in(client, user.sign_in_name)
    if factor:
        with_second_factor(user)
    return client


def test_whoever_takes_one_along_is_asked_anew_recorded_and_told_of(
    world: World, as_: Any, alone: None
) -> None:
    Mandate.objects.create(
        user=world.account("joko"), role=Role.HR, agency=world.agency, valid_from=START
    )
    row = asked(as_("dewi"))
    client, url = signed_in(world, factor=False), f"/operations/backups/{row.pk}/take"
    assert "seluruh data semua pegawai" in client.get(url).content.decode()
    answer: Any = client.post(url)
    assert b"".join(answer) == Path(row.file).read_bytes()
    assert Entry.objects.get(verb="config.backup_taken").changes["bytes"] == row.size
    run_queue()
    told = Notice.objects.filter(entry__verb="config.backup_taken")
    assert set(told.values_list("user", flat=True)) == {world.account("joko").pk}
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 3600
    session[AUTHENTICATION_METHODS_SESSION_KEY] = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session.save()
    assert "reauthenticate" in client.post(url).headers["Location"]


def test_a_password_alone_takes_none_where_there_is_a_second_factor(
    world: World, as_: Any, alone: None
) -> None:
    row = asked(as_("dewi"))
    client, url = signed_in(world, factor=True), f"/operations/backups/{row.pk}/take"
    for send in (client.get, client.post):
        assert "second-factor/reauthenticate" in send(url).headers["Location"]
    assert not Entry.objects.filter(verb="config.backup_taken").exists()


ASK = """
import django; django.setup()
from datetime import date
from django.utils import timezone
from pamong.config.operations.actions import ask_backup
from pamong.people.tests.world import make_world
world = make_world(date(2026, 11, 25))
ask_backup(world.agency, by=world.account("dewi"), on=world.day, at=timezone.now())
"""
AGE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pamong.config.models import Heartbeat
Heartbeat.objects.all().delete()
DBTaskResult.objects.filter(status="RUNNING").update(started_at=timezone.now() - timedelta(hours=1))
from pamong.config.tasks import put_back
print(*put_back())
"""


@pytest.mark.xdist_group("installs")
def test_a_worker_killed_in_the_middle_leaves_no_half_file_and_another_ends_it_once(
    django_db_setup: None, tmp_path: Path
) -> None:
    with new_install(tmp_path / "data") as install:
        install.build("new", "baru")
        done = install.run("-c", ASK)
        assert done.returncode == 0, done.stderr
        killed = install.kill_at('FROM "performance_evaluation"', 1, "worker", "--once")
        assert killed == -signal.SIGKILL
        folder = tmp_path / "data" / "backups"
        assert not list(folder.glob("*.zip"))
        assert "given back" in install.run("-c", AGE).stdout
        assert install.cli("worker", "--once").returncode == 0
        (file,) = folder.glob("*asked*")
        assert verify_backup(file)["members"]
        assert install.sql("SELECT status, runs FROM people_job")[0] == [("done", 2)]
