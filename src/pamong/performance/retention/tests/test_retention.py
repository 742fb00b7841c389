"""Retention: counted by a rule, approved by two, taken away in batches, proved by the record."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL, record
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.measurement.models import Evidence
from pamong.people.models import Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import opened
from pamong.performance.models import (
    DailyEntry,
    EvidenceUse,
    Plan,
    Purged,
    RetentionLine,
    RetentionList,
)
from pamong.performance.retention import actions
from pamong.performance.retention.actions import (
    approve_retention,
    decline_retention,
    prepare_retention,
    propose_retention,
    purge_all,
    purge_batch,
)
from pamong.performance.retention.due import ENTRY, EVIDENCE
from pamong.performance.retention.ticking import prepare_lists
from pamong.performance.tests.make import make_plan

OLD, YOUNG = date(2020, 12, 31), date(2021, 1, 1)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def a_head(world: World) -> None:
    Mandate.objects.create(
        user=world.account("joko"), role=Role.AGENCY_HEAD, agency=world.agency, valid_from=START
    )


def old_plan(world: World, year: int = 2020) -> Plan:
    pack = make_plan(world.sari, year=2026).pack
    Plan.objects.filter(employee=world.sari, year=2026).delete()
    return make_plan(world.sari, year=year, pack=pack, starts_on=date(year, 1, 1))


def entry(world: World, plan: Plan, on: date) -> DailyEntry:
    made = DailyEntry.objects.create(plan=plan, employee=world.sari, on=on, text="Imunisasi")
    record("performance.entry_recorded", made, by=SHELL, on=on)
    return made


def evidence(world: World, plan: Plan, on: date, **uses: Any) -> Evidence:
    path = default_storage.save(f"evidence/{on}", ContentFile(b"isi"))
    made = Evidence.objects.create(
        owner=world.sari, title="Laporan", path=path, dated_on=on, sha256="a" * 64
    )
    EvidenceUse.objects.create(evidence=made, plan=plan, **(uses or {"value": "kolaboratif"}))
    return made


def prepared(world: World) -> RetentionList:
    listing = prepare_retention(world.agency, by=SHELL, on=world.day)
    assert listing is not None
    return listing


def approved(world: World) -> RetentionList:
    listing = propose_retention(prepared(world), by=world.account("dewi"), on=world.day)
    return approve_retention(listing, by=world.account("joko"), on=world.day)


def test_the_list_counts_by_kind_unit_and_year(world: World) -> None:
    plan = old_plan(world)
    entry(world, plan, OLD)
    entry(world, plan, YOUNG)
    evidence(world, plan, OLD)
    listing = prepared(world)
    found = listing.lines.values_list("kind", "unit__name", "year", "goes", "stays")
    assert set(found) == {
        (ENTRY, world.clinic.name, 2020, 1, 0),
        (EVIDENCE, world.clinic.name, 2020, 1, 0),
    }
    assert DailyEntry.objects.count() == 2


def test_the_round_makes_one_list_a_year(world: World) -> None:
    assert len(list(prepare_lists())) == 2
    assert list(prepare_lists()) == []
    assert RetentionList.objects.count() == 2


def test_two_people_let_it_go_and_the_record_proves_it(world: World) -> None:
    plan = old_plan(world)
    gone, kept = entry(world, plan, OLD), entry(world, plan, YOUNG)
    piece = evidence(world, plan, OLD)
    path = default_storage.path(piece.path)
    assert purge_all(approved(world), world.day) == 2
    assert list(DailyEntry.objects.all()) == [kept]
    piece.refresh_from_db()
    assert (piece.title, piece.path, piece.purged_on) == ("", "", world.day)
    assert piece.sha256
    assert not Path(path).exists()
    assert set(Purged.objects.values_list("subject_uuid", flat=True)) == {gone.uuid, piece.uuid}
    assert Entry.objects.filter(subject_uuid=gone.uuid).exists()
    assert Entry.objects.filter(verb="performance.retention_purged").count() == 2
    assert RetentionList.objects.get().status == RetentionList.Status.DONE
    assert first_fault() is None


def test_a_second_run_does_nothing_and_a_stopped_one_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = old_plan(world)
    for day in range(1, 6):
        entry(world, plan, date(2020, 3, day))
    monkeypatch.setattr(actions, "BATCH", 2)
    listing = approved(world)
    assert purge_batch(listing, ENTRY, on=world.day) == 2
    assert purge_all(listing, world.day) == 3
    assert purge_all(listing, world.day) == 0
    assert Entry.objects.filter(verb="performance.retention_finished").count() == 1


def test_nothing_goes_before_the_second_person(world: World) -> None:
    entry(world, old_plan(world), OLD)
    listing = propose_retention(prepared(world), by=world.account("dewi"), on=world.day)
    assert purge_all(listing, world.day) == 0
    with pytest.raises(PermissionDenied):
        approve_retention(listing, by=world.account("dewi"), on=world.day)
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionList.objects.update(approved_by=world.account("dewi"))
    decline_retention(listing, by=world.account("joko"), on=world.day)
    with pytest.raises(ValidationError):
        approve_retention(listing, by=world.account("joko"), on=world.day)
    assert DailyEntry.objects.count() == 1


@pytest.mark.parametrize("who", ["sari", "budi", "rini", "tono", "lina", "joko"])
def test_only_the_personnel_office_proposes(world: World, who: str) -> None:
    listing = prepared(world)
    with pytest.raises(PermissionDenied):
        propose_retention(listing, by=world.account(who), on=world.day)


def test_what_younger_work_or_a_dispute_rests_on_stays(world: World) -> None:
    plan = old_plan(world)
    line = entry(world, plan, OLD)
    evidence(world, plan, date(2022, 5, 1), entry=line)
    younger = evidence(world, old_plan(world, 2023), OLD)
    evaluation = opened(world)
    begun = evidence(world, evaluation.plan, date(2019, 5, 1))
    assert purge_all(approved(world), world.day) == 0
    assert DailyEntry.objects.filter(pk=line.pk).exists()
    assert Evidence.objects.filter(pk__in=[younger.pk, begun.pk], purged_on=None).count() == 2
    assert RetentionLine.objects.filter(stays=1).count() >= 2


def test_what_came_after_the_list_is_not_taken_with_it(world: World) -> None:
    plan = old_plan(world)
    entry(world, plan, OLD)
    listing = approved(world)
    late = entry(world, plan, date(2019, 1, 1))
    assert purge_all(listing, world.day) == 1
    assert DailyEntry.objects.get() == late


def test_pages_say_that_it_went(world: World, as_: Any) -> None:
    plan = old_plan(world)
    entry(world, plan, OLD)
    piece = evidence(world, plan, OLD)
    purge_all(approved(world), world.day)
    said = "sudah dihapus menurut retensi"
    assert said in as_("dewi").get("/trace", {"kind": "performance.dailyentry"}).content.decode()
    assert said in as_("sari").get("/evidence/").content.decode()
    assert as_("sari").get(f"/evidence/{piece.uuid}/file").status_code == 404


def test_the_page_shows_the_list_and_the_file_holds_it(world: World, as_: Any) -> None:
    entry(world, old_plan(world), OLD)
    listing = prepared(world)
    address = f"/retention/{listing.uuid}"
    assert address in as_("dewi").get("/retention").content.decode()
    assert as_("dewi").post(f"{address}/propose").status_code == 303
    assert "Setujui penghapusan" in as_("joko").get(address).content.decode()
    assert "Setujui penghapusan" not in as_("tono").get(address).content.decode()
    assert b"".join(as_("tono").get(f"{address}/file").streaming_content).startswith(b"PK")
    assert as_("lina").get(address).status_code == 404
    assert as_("sari").get("/retention").status_code == 403
    assert as_("joko").post(f"{address}/approve").status_code == 303
