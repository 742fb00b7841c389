"""What is done by itself time and again stands on the page of background tasks, with how it went."""

from datetime import date
from typing import Any

from django.utils import timezone

from pamong.config.models import NightlyBackup
from pamong.people.tests.world import World
from pamong.performance.models import NationalFetch, RetentionList


def page(client: Any) -> str:
    answer = client.get("/tasks")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_office_sees_retention_fetches_and_the_nightly_backup(
    world: World, as_: Any, settings: Any
) -> None:
    settings.BACKUP_KEEP = 7
    before = page(as_("dewi"))
    assert "Disiapkan sekali setahun" in before
    assert "Belum ada malam yang lewat" in before
    assert "Pengambilan dari sistem nasional" not in before
    day = date(2026, 11, 24)
    NightlyBackup.objects.create(
        day=day, asked_at=timezone.now(), finished_at=timezone.now(), size=5_000_000
    )
    done = {"status": RetentionList.Status.DONE, "done_on": date(2026, 3, 1)}
    RetentionList.objects.create(
        agency=world.agency, year=2026, prepared_on=date(2026, 1, 2), **done
    )
    NationalFetch.objects.create(
        agency=world.agency,
        user=world.account("dewi"),
        kind="people",
        status=NationalFetch.Status.FAILED,
        asked_on=day,
    )
    after = page(as_("tono"))
    for said in ("Daftar 2026: selesai dihapus", "1 Maret 2026", "Pegawai: gagal"):
        assert said in after
    assert "Malam 24 November 2026: selesai" in after
    assert "Tugas berkala" not in page(as_("sari"))


def test_a_night_that_failed_is_said(world: World, as_: Any, settings: Any) -> None:
    settings.BACKUP_KEEP = 7
    NightlyBackup.objects.create(day=world.day, asked_at=timezone.now(), error="OSError: full")
    shown = page(as_("dewi"))
    assert "gagal, dicoba lagi" in shown
    assert "OSError" not in shown


def test_the_auditor_finds_the_way_to_printing_for_many(world: World, as_: Any) -> None:
    home = as_("tono").get("/").content.decode()
    assert 'href="/reports/pack"' in home
    assert as_("tono").get("/reports/pack").status_code == 200
    assert 'href="/reports/pack"' not in as_("sari").get("/").content.decode()
