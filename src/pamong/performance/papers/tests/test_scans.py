"""Scans of papers signed by hand: who keeps, replaces, removes and reads them, and what the record says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamong.documents.issuing import Issued
from pamong.documents.models import Paper, PaperScan
from pamong.ledger.models import Entry
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final
from pamong.performance.models import Plan
from pamong.performance.own_data.papered import papered_sheets, scan_files
from pamong.performance.papers.actions import issue_evaluation_paper, issue_plan_paper
from pamong.performance.papers.scan_actions import attach_scan, remove_scan
from pamong.performance.papers.scan_queries import SEES
from pamong.performance.papers.signing_presentation import PRINTED
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]
PDF, OTHER = b"%PDF-1.7 scan", b"%PDF-1.7 another"
MOST_QUERIES = 20


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


@pytest.fixture
def plan(world: World) -> Plan:
    return make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)


@pytest.fixture
def issued(world: World, plan: Plan) -> Issued:
    return issue_plan_paper(plan, by=world.account("sari"), on=world.day, at=timezone.now())


@pytest.fixture
def paper(issued: Issued) -> Paper:
    return Paper.objects.get(digest=issued.digest)


def file_of(content: bytes, name: str = "pindai.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(world: World, paper: Paper, content: bytes = PDF, who: str = "sari") -> PaperScan:
    by, at = world.account(who), timezone.now()
    return attach_scan(paper, file_of(content), by=by, on=world.day, at=at)


def remove(world: World, scan: PaperScan, reason: str = "Salah dokumen", who: str = "sari") -> Any:
    return remove_scan(scan, reason=reason, by=world.account(who), on=world.day)


def here(paper: Paper) -> str:
    return reverse("performance:scan-attach", args=[paper.uuid])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("who", ["sari", "budi", "dewi"])
def test_its_signers_and_the_personnel_office_keep_a_scan(
    world: World, plan: Plan, paper: Paper, who: str
) -> None:
    scan = attach(world, paper, who=who)
    assert (scan.media_type, scan.size) == ("application/pdf", len(PDF))
    with default_storage.open(scan.path) as file:
        assert file.read() == PDF
    entry = Entry.objects.get(verb="documents.scan_attached")
    assert entry.changes == {
        "digest": [None, paper.digest],
        "sha256": [None, scan.sha256],
    }
    assert (entry.subject_uuid, entry.person_uuid) == (plan.uuid, world.sari.uuid)


@pytest.mark.parametrize("who", ["joko", "rini", "wati", "lina", "tono"])
def test_others_keep_none(world: World, paper: Paper, who: str) -> None:
    with pytest.raises(PermissionDenied):
        attach(world, paper, who=who)
    assert not PaperScan.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "kosong"), (b"a;b\n1;2\n", "PDF, atau foto"), (b"\0\1\2", "tidak diterima")],
)
def test_what_is_no_scan_says_what_to_upload(
    world: World, as_: As, paper: Paper, content: bytes, told: str
) -> None:
    answer = as_("sari").post(here(paper), {"file": file_of(content)})
    assert answer.status_code == 422
    assert told in text_of(answer)
    with pytest.raises(ValidationError):
        attach(world, paper, content)


def test_a_file_that_is_too_large_is_refused(
    world: World, as_: As, paper: Paper, settings: Any
) -> None:
    settings.EVIDENCE_FILE_MB = 0
    assert as_("sari").post(here(paper), {"file": file_of(PDF)}).status_code == 422
    assert as_("sari").post(here(paper)).status_code == 422


def test_the_same_file_twice_is_kept_once(world: World, paper: Paper) -> None:
    assert attach(world, paper) == attach(world, paper)
    assert Entry.objects.filter(verb="documents.scan_attached").count() == 1


def test_a_newer_scan_counts_and_the_old_one_stays(world: World, as_: As, paper: Paper) -> None:
    old, new = attach(world, paper), attach(world, paper, OTHER, "budi")
    page = text_of(as_("sari").get(here(paper)))
    assert page.index(str(new.uuid)) < page.index(str(old.uuid))
    assert page.count("Berlaku") == 1
    assert "Diganti, tetap disimpan" in page
    assert default_storage.exists(old.path)
    entry = Entry.objects.filter(verb="documents.scan_attached").latest("sequence")
    assert entry.changes["sha256"] == [old.sha256, new.sha256]


def test_a_wrong_scan_goes_with_its_file_and_the_row_says_why(
    world: World, paper: Paper, django_capture_on_commit_callbacks: Any
) -> None:
    scan = attach(world, paper)
    with django_capture_on_commit_callbacks(execute=True):
        gone = remove(world, scan)
    assert (gone.path, gone.removed_on, gone.reason) == ("", world.day, "Salah dokumen")
    assert not default_storage.exists(scan.path)
    entry = Entry.objects.get(verb="documents.scan_removed")
    assert entry.changes["sha256"] == [scan.sha256, None]
    assert "Salah dokumen" not in str(entry.changes)
    with pytest.raises(ValidationError, match="sudah dihapus"):
        remove(world, scan)


def test_a_file_that_was_kept_again_outlives_the_removal_of_its_first_row(
    world: World, paper: Paper, django_capture_on_commit_callbacks: Any
) -> None:
    first = attach(world, paper)
    attach(world, paper, OTHER)
    again = attach(world, paper)
    with django_capture_on_commit_callbacks(execute=True):
        remove(world, first)
    assert default_storage.exists(again.path)


@pytest.mark.parametrize("who", ["joko", "wati", "tono"])
def test_others_remove_none(world: World, paper: Paper, who: str) -> None:
    scan = attach(world, paper)
    with pytest.raises(PermissionDenied):
        remove(world, scan, who=who)
    scan.refresh_from_db()
    assert scan.removed_on is None


def test_removal_asks_for_a_reason_first(world: World, as_: As, paper: Paper) -> None:
    scan = attach(world, paper)
    address = reverse("performance:scan-remove", args=[paper.uuid, scan.uuid])
    client = as_("sari")
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Buram"}).status_code == 303
    assert "Buram" in text_of(client.get(here(paper)))
    assert client.post(address, {"reason": "Buram"}).status_code == 404
    with pytest.raises(ValidationError):
        remove(world, attach(world, paper), reason=" ")


def test_the_file_leaves_through_the_permission_of_the_paper_alone(
    world: World, as_: As, paper: Paper
) -> None:
    scan = attach(world, paper)
    address = reverse("performance:scan-file", args=[paper.uuid, scan.uuid])
    answer: Any = as_("joko").get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    for name in ("wati", "agus", "lina", "outsider"):
        assert as_(name).get(address).status_code == 404
        assert as_(name).get(here(paper)).status_code == 404
    PaperScan.objects.update(path="scans/gone")
    assert as_("joko").get(address).status_code == 404


def test_a_paper_is_found_by_the_code_on_it_by_those_who_may_see_it(
    world: World, as_: As, paper: Paper, django_assert_max_num_queries: Any
) -> None:
    address, code = reverse("performance:scan-find"), paper.digest[:12].upper()
    found = as_("sari").get(address, {"code": code})
    assert found["Location"] == here(paper)
    for name, asked in (("wati", code), ("sari", "0" * 12), ("sari", "%")):
        answer = as_(name).get(address, {"code": asked})
        assert answer.status_code == 422
        assert "tidak ditemukan" in text_of(answer)
    client = as_("sari")
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(here(paper))


def test_the_public_page_says_that_a_scan_is_kept_and_shows_none(
    world: World, paper: Paper
) -> None:
    address = reverse("documents:paper-check", args=[paper.digest])
    assert "Pindaian bertanda tangan" not in text_of(Client().get(address))
    scan = attach(world, paper)
    page = text_of(Client().get(address))
    assert "Pindaian bertanda tangan" in page
    assert scan.sha256 not in page
    assert "Sari" not in page
    remove(world, scan)
    assert "Pindaian bertanda tangan" not in text_of(Client().get(address))


def test_every_kind_of_paper_has_its_readers_and_its_place_of_printing() -> None:
    from pamong.documents.kinds import KINDS

    assert set(SEES) == set(KINDS) == set(PRINTED)


def test_an_auditor_reads_a_scan_of_a_rating_once_a_purpose_is_stated(
    world: World, as_: As
) -> None:
    evaluation = final(world, "rini")
    at = timezone.now()
    made = issue_evaluation_paper(evaluation, by=world.account("rini"), on=world.day, at=at)
    paper = Paper.objects.get(digest=made.digest)
    attach(world, paper, who="rini")
    assert as_("tono").get(here(paper)).status_code == 404
    assert as_("rini").get(here(paper)).status_code == 200


def test_a_scan_is_in_the_download_of_ones_own_data(world: World, paper: Paper) -> None:
    kept, gone = attach(world, paper), attach(world, paper, OTHER)
    remove(world, gone)
    scans, signed = papered_sheets(world.scope("sari"), world.sari)
    rows = list(scans.rows)
    assert [row[6] for row in rows] == [gone.sha256, kept.sha256]
    assert [row[8] for row in rows] == ["Salah dokumen", ""]
    assert [one.path for one in scan_files(world.sari)] == [kept.path]
    assert list(signed.rows) == []
    assert list(scan_files(world.budi)) == []
