"""Scans of papers signed by hand go by the rule of retention: after two people, with their digest kept."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pamong.access.scope import Role
from pamong.documents.models import Paper, PaperScan
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.models import Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import opened
from pamong.performance.models import Plan, Purged, RetentionList
from pamong.performance.own_data.papered import papered_sheets, scan_files
from pamong.performance.papers.actions import issue_plan_paper
from pamong.performance.papers.scan_actions import attach_scan
from pamong.performance.retention.actions import (
    approve_retention,
    prepare_retention,
    propose_retention,
    purge_all,
)
from pamong.performance.retention.due import SCAN, years_kept
from pamong.performance.rules import pack_on
from pamong.performance.tests.make import make_complete_plan

PDF, OTHER = b"%PDF-1.7 scan", b"%PDF-1.7 another"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


def scan(world: World, content: bytes, plan: Plan, *, years_ago: int) -> PaperScan:
    """A scan of the plan's paper, which was made in December so many years ago."""
    issued = issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())
    paper = Paper.objects.get(digest=issued.digest)
    file = SimpleUploadedFile("pindai.pdf", content)
    made = attach_scan(paper, file, by=world.account("sari"), on=world.day, at=timezone.now())
    Paper.objects.filter(pk=paper.pk).update(made_on=date(world.day.year - years_ago, 12, 31))
    return made


@pytest.fixture
def plan(world: World) -> Plan:
    Mandate.objects.create(
        user=world.account("joko"), role=Role.AGENCY_HEAD, agency=world.agency, valid_from=START
    )
    return make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)


@pytest.fixture
def years(world: World) -> int:
    return years_kept(pack_on(world.day, local=()))[SCAN]


def proposed(world: World) -> RetentionList:
    listing = prepare_retention(world.agency, by=SHELL, on=world.day)
    assert listing is not None
    return propose_retention(listing, by=world.account("dewi"), on=world.day)


def approved(world: World) -> RetentionList:
    return approve_retention(proposed(world), by=world.account("joko"), on=world.day)


def test_a_scan_past_its_years_goes_after_two_people_and_leaves_its_digest(
    world: World, plan: Plan, years: int, as_: Any, own_folder: Path
) -> None:
    made = scan(world, PDF, plan, years_ago=years + 1)
    listing = proposed(world)
    found: Any = listing.lines.filter(kind=SCAN).values_list("unit", "year", "goes", "stays")
    assert list(found) == [(None, world.day.year - years - 1, 1, 0)]
    assert purge_all(listing, world.day) == 0  # one person is not enough
    path = own_folder / made.path
    assert path.exists()
    approve_retention(listing, by=world.account("joko"), on=world.day)
    assert purge_all(listing, world.day) == 1
    assert purge_all(listing, world.day) == 0
    before = made.sha256
    made.refresh_from_db()
    assert (made.path, made.sha256, made.removed_on) == ("", before, world.day)
    assert not path.exists()
    assert list(Purged.objects.values_list("subject_uuid", flat=True)) == [made.uuid]
    assert Entry.objects.filter(verb="performance.retention_purged").count() == 1
    assert first_fault() is None
    at = f"/scans/{made.paper.uuid}"
    html = as_("sari").get(at + "/").content.decode()
    assert "menurut retensi; sidiknya tetap tercatat" in html
    assert before[:16] in html
    assert as_("sari").get(f"{at}/{made.uuid}/file").status_code == 404
    assert Paper.objects.filter(pk=made.paper_id).exists()
    scope: Any = None
    rows = list(next(iter(papered_sheets(scope, world.sari))).rows)
    assert rows[0][-1] == "menurut retensi"
    assert list(scan_files(world.sari)) == []


def test_a_younger_scan_and_one_that_came_after_the_list_stay(
    world: World, plan: Plan, years: int
) -> None:
    scan(world, PDF, plan, years_ago=years)
    listing = approved(world)
    assert not listing.lines.filter(kind=SCAN).exists()
    scan(world, OTHER, plan, years_ago=years + 1)  # the same paper grows older with it
    assert purge_all(listing, world.day) == 1
    assert PaperScan.objects.kept().count() == 1


def test_a_scan_of_what_is_not_rated_to_the_end_stays(world: World, years: int) -> None:
    Mandate.objects.create(
        user=world.account("joko"), role=Role.AGENCY_HEAD, agency=world.agency, valid_from=START
    )
    begun = opened(world).plan
    made = scan(world, PDF, begun, years_ago=years + 1)
    listing = approved(world)
    assert listing.lines.get(kind=SCAN).stays == 1
    assert purge_all(listing, world.day) == 0
    made.refresh_from_db()
    assert made.removed_on is None


def test_lists_tell_scans_by_the_words_of_the_pack(
    world: World, plan: Plan, years: int, as_: Any
) -> None:
    scan(world, PDF, plan, years_ago=years + 1)
    html = as_("dewi").get("/retention").content.decode()
    assert "Pindaian dokumen bertanda tangan" in html
    listing = proposed(world)
    html = as_("dewi").get(f"/retention/{listing.uuid}").content.decode()
    assert "Pindaian dokumen bertanda tangan" in html
