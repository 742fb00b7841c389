"""The record as a page: who reads how much of it, how it is narrowed, what it says of its chain."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pamong
from pamong.config.ticking import check_record
from pamong.config.trace_kinds import KINDS
from pamong.config.trace_words import VERBS
from pamong.ledger.actions import SHELL, record
from pamong.ledger.checking import check_chain
from pamong.ledger.models import ChainCheck, Entry, Head
from pamong.ledger.tasks import walk_chain
from pamong.people.models import Employee
from pamong.people.naming import index_names
from pamong.people.tests.world import World
from pamong.people.trace.changes import say_changes

SOURCE = Path(pamong.__file__).parent
PROPOSED = "performance.plan_proposed"


def tell(
    world: World, name: str, verb: str = PROPOSED, on: date | None = None, **changes: Any
) -> None:
    record(verb, world.people[name], by=SHELL, on=on or world.day, changes=changes)


def rows_of(page: Any) -> str:
    text = page.content.decode()
    return text[text.index("<tbody") :] if "<tbody" in text else ""


def test_every_verb_of_the_record_has_words() -> None:
    found = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" not in path.parts and path.name != "trace_words.py":
            text = path.read_text(encoding="utf-8")
            calls = r'(?:record|Draft|_draft)\(\s*(?:\w+,\s*)?"([a-z]+\.[a-z_]+)"'
            found |= set(re.findall(calls, text))
    assert len(found) > 20
    assert not found - VERBS.keys(), "say in config/trace_words.py what happened"


@pytest.mark.parametrize("name", ["dewi", "tono"])
def test_keepers_and_the_auditor_read_the_whole_agency(as_: Any, world: World, name: str) -> None:
    tell(world, "sari")
    tell(world, "wati", "people.rater_set")
    rows = rows_of(as_(name).get("/trace"))
    assert "Sari Lestari" in rows
    assert "Penilai ditetapkan" in rows


def test_a_leader_reads_the_work_of_her_people_only(as_: Any, world: World) -> None:
    tell(world, "sari")
    tell(world, "sari", "access.password_changed")
    tell(world, "wati")
    tell(world, "budi")
    rows = rows_of(as_("budi").get("/trace"))
    assert "Sari Lestari" in rows
    assert "SKP diajukan" in rows
    assert "Kata sandi diganti" not in rows
    assert "Wati" not in rows
    assert "Budi Santoso" not in rows
    assert "Budi Santoso" in rows_of(as_("joko").get("/trace"))
    assert not rows_of(as_("budi").get("/trace?q=wati"))


@pytest.mark.parametrize("name", ["sari", "rini", "wati", "outsider"])
def test_others_are_refused(as_: Any, name: str) -> None:
    assert as_(name).get("/trace").status_code == 403


def test_no_agency_reads_anothers(as_: Any, world: World) -> None:
    tell(world, "sari")
    assert not rows_of(as_("lina").get("/trace"))


def test_it_is_narrowed_by_person_kind_and_day(as_: Any, world: World) -> None:
    index_names(Employee.objects.filter(words=None))
    tell(world, "sari", on=world.day - timedelta(days=40))
    tell(world, "wati")
    record("people.unit_added", world.clinic, by=SHELL, on=world.day)
    dewi = as_("dewi")
    assert "Wati" not in rows_of(dewi.get("/trace?q=sari+les"))
    assert "Sari" in rows_of(dewi.get(f"/trace?q={world.sari.nip}"))
    kind = rows_of(dewi.get("/trace?kind=people.unit"))
    assert "Unit ditambahkan" in kind
    assert "Sari" not in kind
    recent = rows_of(dewi.get("/trace?since=01-11-2026"))
    assert "Wati" in recent
    assert "Sari" not in recent
    old = rows_of(dewi.get("/trace?until=31-10-2026&q=sari"))
    assert "Sari" in old
    assert "dicatat" in old
    assert not rows_of(dewi.get("/trace?q=tidak-ada-orangnya"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=besok", "tanggal"),
        ("since=25-11-2026&until=01-11-2026", "tidak lebih awal"),
        ("kind=people.nothing", "pilihan"),
        ("q=" + "x" * 300, "100"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said(
    as_: Any, world: World, query: str, said: str
) -> None:
    answer = as_("dewi").get(f"/trace?{query}")
    assert answer.status_code == 422
    assert said in answer.content.decode().lower()


@pytest.mark.parametrize("query", ["after=zzz", "q=%F0%9F%98%80", "q=%E2%80%AE", "since="])
def test_odd_input_is_no_fault(as_: Any, world: World, query: str) -> None:
    assert as_("dewi").get(f"/trace?{query}").status_code == 200


def test_pages_follow_each_other_without_gap(
    as_: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    for day in range(70):
        tell(world, "sari", on=world.day - timedelta(days=day % 9))
    dewi, seen, url = as_("dewi"), 0, "/trace?kind=people.employee"
    while url:
        with django_assert_max_num_queries(12):
            page = dewi.get(url)
        seen += rows_of(page).count('<tr role="row"')
        found = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        url = "/trace" + found[1].replace("&amp;", "&") if found else ""
    assert seen == Entry.objects.filter(subject_kind="people.employee").count() == 70


def test_what_changed_is_said_in_words_and_texts_stay_unsaid() -> None:
    changes = {
        "status": ["proposed", "agreed"],
        "reason": [None, "sha256:00"],
        "target": ["100.000000", "90"],
        "as_of": [None, "2026-11-25"],
        "9f0a": [None, "x"],
    }
    assert say_changes("performance.plan", changes) == [
        "Status: Diajukan → Disetujui",
        "Target: 100 → 90",
        "Per tanggal: 25 November 2026",
        "Alasan",
    ]
    assert say_changes("gone.model", {"status": ["a", "b"]}) == ["Status"]


def test_five_changes_are_said_at_once_and_the_rest_behind_a_press(as_: Any, world: World) -> None:
    names = ("value", "target", "cells", "people", "goals", "targets", "indicators")
    changes: Any = {name: [None, number] for number, name in enumerate(names)}
    tell(world, "sari", **changes)
    rows = rows_of(as_("dewi").get("/trace"))
    assert re.search(r"<summary>dan 2 lainnya</summary><div>Target: 5; Indikator: 6</div>", rows)


def test_people_and_units_are_named_where_the_reader_sees_them(as_: Any, world: World) -> None:
    change = [str(world.budi.uuid), str(world.agus.uuid)]
    tell(world, "sari", "performance.plan_rater_changed", rater=change)
    tell(world, "sari", "people.employee_changed", unit=[str(world.clinic.uuid), None])
    rows = rows_of(as_("dewi").get("/trace"))
    assert "Penilai: Budi Santoso → Agus Salim" in rows
    assert f"Unit: {world.clinic.name} → –" in rows
    assert "Penilai: Budi Santoso → pegawai lain" in rows_of(as_("budi").get("/trace"))


def test_a_changes_words_cost_the_same_for_one_and_for_many(
    as_: Any, world: World, django_assert_num_queries: Any
) -> None:
    dewi = as_("dewi")
    tell(world, "sari", rater=[None, str(world.budi.uuid)])
    with CaptureQueriesContext(connection) as one:
        dewi.get("/trace")
    for name in ("putri", "rini", "wati", "agus"):
        tell(world, name, rater=[None, str(world.joko.uuid)], unit=[None, str(world.health.uuid)])
    with django_assert_num_queries(len(one)):
        dewi.get("/trace")


def test_a_year_is_no_number() -> None:
    assert say_changes("performance.plan", {"year": 2027}) == ["Tahun: 2027"]
    assert say_changes("performance.cascade", {"year": [2026, 2027]}) == ["Tahun: 2026 → 2027"]


def test_what_a_rule_did_is_not_the_servers_doing(as_: Any, world: World) -> None:
    tell(world, "sari", "performance.evaluation_accepted_by_silence")
    rows = rows_of(as_("dewi").get("/trace"))
    assert "oleh aturan: tanpa jawaban sampai batas waktu" in rows
    assert "pengelola server" not in rows


def test_kinds_are_models() -> None:
    from django.apps import apps

    assert KINDS.keys() <= {model._meta.label_lower for model in apps.get_models()}


def test_the_chain_is_walked_once_a_day_and_the_page_says_so(as_: Any, world: World) -> None:
    tell(world, "sari")
    dewi = as_("dewi")
    assert "belum pernah diperiksa" in dewi.get("/trace").content.decode()
    assert len(list(check_record())) == 1
    assert list(check_record()) == []
    walk_chain.func(str(world.agency.uuid))
    assert "Jejak utuh: 1 catatan" in dewi.get("/trace").content.decode()
    ChainCheck.objects.update(asked_on=world.day - timedelta(days=1))
    assert len(list(check_record())) == 1


def test_a_broken_chain_is_shown(as_: Any, world: World) -> None:
    tell(world, "sari")
    tell(world, "sari")
    list(check_record())
    Head.objects.filter(agency_uuid=world.agency.uuid).update(digest="0" * 64)
    check = check_chain(world.agency.uuid)
    assert check is not None
    assert not check.is_whole
    assert "Jejak tidak utuh sejak catatan ke-3" in as_("dewi").get("/trace").content.decode()


def test_entries_written_during_the_walk_are_no_fault(world: World) -> None:
    tell(world, "sari")
    list(check_record())
    head = Head.objects.get(agency_uuid=world.agency.uuid)
    tell(world, "sari")
    from pamong.ledger.queries import chain_fault

    assert chain_fault(head) is None
    Head.objects.filter(pk=head.pk).update(sequence=1, digest=head.digest)
    fault = chain_fault(head)
    assert fault is not None
    assert fault.sequence == 2


def test_an_agency_without_a_record_is_not_walked(world: World) -> None:
    assert list(check_record()) == []
    assert check_chain(world.agency.uuid) is None
