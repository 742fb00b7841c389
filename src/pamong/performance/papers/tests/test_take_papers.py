"""Papers of many: the folder of the command, the bundle for the inspectorate, all of one's own at once."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamong.cli import main
from pamong.documents import issuing, laying
from pamong.documents.kinds import whole_kinds
from pamong.documents.models import Paper
from pamong.documents.typeset import UndrawableError
from pamong.ledger.models import Entry
from pamong.measurement.models import Evidence
from pamong.people.models import Employee, TraceRead
from pamong.people.tests.world import World
from pamong.performance.credit.determining import DeterminationFacts, determine_credit
from pamong.performance.credit.tests.make import make_credited
from pamong.performance.models import EvidenceUse, Plan
from pamong.performance.papers.taking import Asked, issue_own_papers, take_papers
from pamong.performance.tests.make import make_complete_plan

As = Callable[[str], Client]
ALL = "added 2, changed 0, unchanged 0, failed 0"


def agreed(person: Employee, **overrides: Any) -> Plan:
    return make_complete_plan(
        person, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 5), **overrides
    )


@pytest.fixture
def plans(world: World) -> list[Plan]:
    return [agreed(world.sari), agreed(world.budi)]


def run(world: World, folder: Path, *more: str) -> Any:
    given = ["documents", "--unit", world.clinic.code, "--year", "2026", "--kind", "skp"]
    code = ["--agency", world.agency.code]
    return CliRunner().invoke(main, [*given, "--out", str(folder), *code, *more])


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.usefixtures("plans")
def test_the_command_writes_each_paper_under_a_name_that_sorts(
    world: World, tmp_path: Path
) -> None:
    told = run(world, tmp_path)
    assert told.exit_code == 0, told.output
    assert told.output.splitlines()[-1] == ALL
    made = files(tmp_path)
    assert f"skp/SKP 2026 {world.sari.nip} Sari Lestari.pdf" in made
    assert all(content.startswith(b"%PDF") for content in made.values())
    taken = Entry.objects.get(verb="performance.papers_taken")
    assert (taken.changes["papers"], taken.changes["year"]) == ([None, 2], [None, 2026])


def test_called_again_it_changes_what_changed_and_nothing_else(
    world: World, plans: list[Plan], tmp_path: Path
) -> None:
    run(world, tmp_path)
    before = files(tmp_path)
    assert "unchanged 2, failed 0" in run(world, tmp_path).output
    assert files(tmp_path) == before
    plans[0].results.update(text="Lain")
    assert "added 0, changed 1, unchanged 1" in run(world, tmp_path).output
    assert Paper.objects.count() == 3


@pytest.mark.usefixtures("plans")
def test_ended_in_the_middle_it_leaves_no_half_file_and_goes_on(
    world: World, tmp_path: Path, monkeypatch: Any
) -> None:
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if list(tmp_path.rglob("*.pdf")):
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        assert run(world, tmp_path).exit_code == 1
    assert len(list(tmp_path.rglob("*.pdf"))) == 1
    assert len(list(tmp_path.rglob(".*.part"))) == 1
    assert "added 1, changed 0, unchanged 1, failed 0" in run(world, tmp_path).output
    assert not list(tmp_path.rglob(".*.part"))


@pytest.mark.usefixtures("plans")
def test_one_that_cannot_be_laid_out_is_told_and_stops_no_other(
    world: World, tmp_path: Path, monkeypatch: Any
) -> None:
    lay = laying.laid_out

    def broken(writing: Any, **given: Any) -> bytes:
        if "Sari" in writing.about:
            raise UndrawableError("unknown sign")
        return lay(writing, **given)

    monkeypatch.setattr(issuing, "laid_out", broken)
    told = run(world, tmp_path)
    assert told.exit_code == 1
    assert "unknown sign" in told.output
    assert "added 1, changed 0, unchanged 0, failed 1" in told.output


def test_two_papers_of_one_name_are_told_apart(world: World, tmp_path: Path) -> None:
    first = agreed(world.sari, ends_on=date(2026, 6, 30))
    second = agreed(world.sari, starts_on=date(2026, 7, 1))
    assert ALL in run(world, tmp_path).output
    names = sorted(path.stem for path in tmp_path.rglob("*.pdf"))
    assert names[1].endswith((str(first.uuid)[:8], str(second.uuid)[:8]))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--kind", "lain"], "there is no kind lain"),
        (["--as", "nobody"], "no account signs in as nobody"),
        (["--unit", "TIDAK-ADA"], "there is no unit TIDAK-ADA"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    world: World, tmp_path: Path, more: list[str], sentence: str
) -> None:
    told = run(world, tmp_path, *more)
    assert told.exit_code == 2
    assert sentence in told.output


def test_who_may_take_the_papers_of_a_unit(world: World, plans: list[Plan]) -> None:
    asked = Asked(2026, whole_kinds())

    def found(name: str) -> set[str]:
        chosen = take_papers(world.clinic, asked, by=world.account(name), on=world.day)
        return {key for kind, keys in chosen if kind.code == "skp" for key in keys}

    everybody = {str(plan.uuid) for plan in plans}
    assert found("dewi") == found("rini") == everybody
    assert found("budi") == everybody
    for name in ("sari", "wati", "tono", "lina", "outsider"):
        with pytest.raises(PermissionDenied):
            found(name)


@pytest.mark.usefixtures("plans")
def test_an_auditor_takes_the_bundle_with_a_purpose_that_everybody_is_told(world: World) -> None:
    given: Any = {"by": world.account("tono"), "on": world.day}
    kinds = whole_kinds()
    with pytest.raises(ValidationError, match="tujuan"):
        take_papers(world.clinic, Asked(2026, kinds, is_audit=True), **given)
    take_papers(world.clinic, Asked(2026, kinds, is_audit=True, purpose="Audit kinerja"), **given)
    assert TraceRead.objects.count() == 2
    asked = Asked(2026, kinds, is_audit=True)
    for name in ("budi", "rini"):
        with pytest.raises(PermissionDenied):
            take_papers(world.clinic, asked, by=world.account(name), on=world.day)


def test_whoever_is_in_the_bundle_by_angka_kredit_alone_is_told_as_well(world: World) -> None:
    make_credited(world)
    facts = DeterminationFacts("12/PAK/2026")
    determine_credit(world.sari, facts, by=world.account("budi"), on=world.day)
    asked = Asked(world.day.year, whole_kinds(), is_audit=True, purpose="Audit kinerja")
    chosen = take_papers(world.clinic, asked, by=world.account("tono"), on=world.day)
    assert {kind.code for kind, keys in chosen if keys} == {
        "akumulasi_angka_kredit",
        "penetapan_angka_kredit",
    }
    assert [one.employee for one in TraceRead.objects.all()] == [world.sari]


def test_the_bundle_proves_every_file_of_it(
    world: World, plans: list[Plan], tmp_path: Path
) -> None:
    evidence = Evidence.objects.create(
        owner=world.sari, title="=Foto", link="https://contoh.id/a", dated_on=world.day
    )
    EvidenceUse.objects.create(evidence=evidence, plan=plans[0], result=plans[0].results.get())
    told = run(world, tmp_path, "--audit")
    assert told.exit_code == 0, told.output
    made = files(tmp_path)
    told_of = [line.split("  ", 1) for line in _lines(made.pop("SHA256SUMS"))]
    sums = {name: sha256 for sha256, name in told_of}
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    listed = _table(made["daftar-dokumen.csv"])
    assert {row["SHA-256"] for row in listed} <= set(sums.values())
    assert all(row["Segel"] for row in listed)
    [proof] = _table(made["daftar-bukti.csv"])
    assert proof["Bukti"] == "'=Foto"
    assert proof["NIP"].endswith(world.sari.nip)
    record = [json.loads(line) for line in _lines(made["jejak.jsonl"])]
    assert [row["verb"] for row in record] == ["documents.paper_issued"] * 2
    assert "BEGIN PUBLIC KEY" in made["kunci-segel.pem"].decode()
    assert "failed 0" in run(world, tmp_path, "--audit").output


def _lines(content: bytes) -> list[str]:
    return content.decode().splitlines()


def _table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_all_of_ones_own_come_in_one_file_and_a_single_one_as_itself(world: World, as_: As) -> None:
    address = reverse("performance:own-papers", args=[2026])
    client = as_("sari")
    assert client.post(address).status_code == 422
    agreed(world.sari, ends_on=date(2026, 6, 30))
    assert client.post(address)["Content-Type"] == "application/pdf"
    agreed(world.sari, starts_on=date(2026, 7, 1))
    packed = zipfile.ZipFile(io.BytesIO(client.post(address).content))
    assert len(set(packed.namelist())) == 2
    assert all(packed.read(name).startswith(b"%PDF") for name in packed.namelist())


@pytest.mark.parametrize("year", ["0", "1999", "99999"])
def test_a_year_that_no_plan_has_is_no_address_and_no_list(
    world: World, plans: list[Plan], as_: As, year: str
) -> None:
    assert as_("sari").post(f"/own-papers/{year}").status_code == 404
    listed = as_("dewi").get(f"/reports/?unit={world.clinic.code}&year={year}")
    assert listed.status_code == 200
    assert world.sari.name in listed.content.decode()


def test_nobody_gets_papers_of_others_that_way(world: World, plans: list[Plan]) -> None:
    given: Any = {"on": world.day, "at": timezone.now()}
    for person, plan in zip(("sari", "budi"), plans, strict=True):
        [issued] = issue_own_papers(2026, by=world.account(person), **given)
        assert issued.writing.key == str(plan.uuid)
    with pytest.raises(ValidationError):
        issue_own_papers(2026, by=world.account("dewi"), **given)
    with pytest.raises(PermissionDenied):
        issue_own_papers(2026, by=world.account("outsider"), **given)


def test_the_list_of_ones_plans_has_the_button_once_one_is_agreed(world: World, as_: As) -> None:
    page, address = reverse("performance:plan-list"), reverse("performance:own-papers", args=[2026])
    make_complete_plan(world.sari)
    assert address not in as_("sari").get(page).content.decode()
    Plan.objects.update(status=Plan.Status.AGREED)
    said = as_("sari").get(page).content.decode()
    assert address in said
    assert "Cetak semua dokumen saya" in said
