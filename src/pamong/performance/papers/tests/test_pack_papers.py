"""Papers of a whole unit from the browser: asked for once, printed by the worker, one ZIP."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pamong.documents import issuing, laying
from pamong.documents.kinds import whole_kinds
from pamong.documents.typeset import UndrawableError
from pamong.ledger.models import Entry
from pamong.people.jobs.tests.test_jobs import run_queue
from pamong.people.models import Job, TraceRead
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.papers.packing_actions import pack_papers
from pamong.performance.papers.taking import Asked
from pamong.performance.tests.make import make_complete_plan

URL = "/reports/pack"


@pytest.fixture(autouse=True)
def plans(world: World, settings: Any, tmp_path: Any) -> list[Plan]:
    settings.FILES = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    }
    given = {"status": Plan.Status.AGREED, "agreed_on": date(2026, 1, 5)}
    return [make_complete_plan(person, **given) for person in (world.sari, world.budi)]


def ask(world: World, client: Any, **more: Any) -> Any:
    given = {"unit": str(world.clinic.uuid), "year": "2026", "kinds": ["skp"]}
    return client.post(URL, given | more)


def packed(client: Any) -> zipfile.ZipFile:
    job = Job.objects.get()
    answer = client.post(f"/tasks/{job.uuid}/file")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def test_the_office_prints_a_unit_at_once(world: World, as_: Any) -> None:
    client = as_("dewi")
    page = client.get("/reports/").content.decode()
    assert f'href="{URL}?year=2026' in page
    for _tab in range(2):
        assert ask(world, client).status_code == 303
    run_queue()
    names = packed(client).namelist()
    assert f"skp/SKP 2026 {world.sari.nip} Sari Lestari.pdf" in names
    assert len(names) == 2
    verbs = ("performance.packing_asked", "performance.papers_taken")
    assert [Entry.objects.filter(verb=verb).count() for verb in verbs] == [1, 1]
    job = Job.objects.get()
    assert (job.done, job.failed) == (2, 0)
    assert "2 dokumen" in client.get(f"/tasks/{job.uuid}").content.decode()


def test_a_run_that_was_killed_is_taken_once_on_record(
    world: World, as_: Any, monkeypatch: Any
) -> None:
    client = as_("dewi")
    ask(world, client)
    with monkeypatch.context() as broken:
        broken.setattr("pamong.performance.papers.packing.issued_each", lambda *_a, **_k: 1 / 0)
        run_queue()
    job = Job.objects.get()
    client.post(f"/tasks/{job.uuid}/retry")
    run_queue()
    assert len(packed(client).namelist()) == 2
    assert Entry.objects.filter(verb="performance.papers_taken").count() == 1


def test_a_leader_gets_those_of_the_own_people_and_a_colleague_none(world: World, as_: Any) -> None:
    client = as_("budi")
    assert client.get(URL).status_code == 200
    assert ask(world, client).status_code == 303
    run_queue()
    assert len(packed(client).namelist()) == 2
    assert as_("sari").get(URL).status_code == 403
    other = as_("lina")
    assert ask(world, other).status_code == 422  # a unit of another agency is none of hers


def test_nobody_packs_papers_of_another_agency(world: World) -> None:
    asked = Asked(2026, whole_kinds())
    given: Any = {"by": world.account("lina"), "on": world.day, "at": timezone.now()}
    with pytest.raises(PermissionDenied):
        pack_papers(world.clinic, asked, **given)
    assert not Job.objects.exists()


def test_an_auditor_gets_the_bundle_and_everybody_in_it_is_told_why(world: World, as_: Any) -> None:
    client = as_("tono")
    assert ask(world, client).status_code == 422
    assert ask(world, client, purpose="Pemeriksaan kinerja").status_code == 303
    run_queue()
    names = packed(client).namelist()
    assert {"SHA256SUMS", "daftar-dokumen.csv", "jejak.jsonl"} <= set(names)
    assert TraceRead.objects.filter(employee=world.sari).count() == 1
    assert "Pemeriksaan" not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_one_that_cannot_be_laid_out_is_listed_and_nothing_to_print_is_said(
    world: World, as_: Any, monkeypatch: Any
) -> None:
    lay = laying.laid_out

    def broken(writing: Any, **given: Any) -> bytes:
        if "Sari" in writing.about:
            raise UndrawableError("unknown sign")
        return lay(writing, **given)

    monkeypatch.setattr(issuing, "laid_out", broken)
    client = as_("dewi")
    ask(world, client)
    run_queue()
    assert "unknown sign" in packed(client).read("TIDAK-TERSUSUN.txt").decode()
    ask(world, client, unit=str(world.school.uuid))
    run_queue()
    job = Job.objects.order_by("pk").last()
    assert job is not None
    assert (job.status, "Belum ada dokumen" in job.failure) == ("failed", True)
