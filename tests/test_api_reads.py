"""Reads of the API: who sees what, pages that go on, figures as the pages say them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pamong.access.tests.make import with_key
from pamong.config.api.resources import RESOURCES
from pamong.measurement.cards.tests.make import aim, make_card, read, roll
from pamong.measurement.models import Evidence
from pamong.measurement.sources.tests.make import make_source, mapped, written
from pamong.people.tests.world import CAST, World
from pamong.performance.models import AuditSample, DailyEntry, Evaluation, Plan
from pamong.policy.asking import answer_line, asked, pack_for
from tests.addresses import expected
from tests.subjects import make_subjects


class Program:
    """Somebody's program."""

    def __init__(self, key: str) -> None:
        self.headers = {"Authorization": f"Bearer {key}"}

    def get(self, path: str, **query: Any) -> Any:
        return Client().get(f"/api/v1/{path}", query, headers=self.headers)


def program(world: World, person: str, level: str = "write", *areas: str) -> Program:
    return Program(with_key(world.account(person), level, *areas))


@pytest.fixture
def subjects(world: World) -> dict[str, Any]:
    """One of each: a line of a day, and a rating that is set."""
    made = make_subjects(world)
    plan = Plan.objects.get(uuid=made["plan"])
    told: Any = {"on": world.day, "text": "Menimbang balita", "amount": Decimal("12.50")}
    DailyEntry.objects.create(plan=plan, employee=world.sari, **told)
    set_now = {"status": "set", "predicate": "baik", "status_on": world.day}
    AuditSample.objects.update(closed_on=world.day)  # the office reads closed ones
    Evaluation.objects.filter(follow_ups__isnull=False).update(**set_now)
    return made


@pytest.mark.parametrize("path", [one.path for one in RESOURCES])
def test_a_list_shows_rows_and_each_row_can_be_read(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    dewi = program(world, "dewi")
    answer = dewi.get(path)
    assert answer.status_code == 200, answer.content
    rows = answer.json()["items"]
    assert rows
    key = next((r["id"] for r in rows if r.get("status") == "set"), rows[0]["id"])
    one = dewi.get(f"{path}/{key}")
    assert one.status_code == 200, one.content
    assert one.json()["id"] == key


@pytest.mark.parametrize("path", [one.path for one in RESOURCES])
def test_nothing_of_another_agency_is_seen(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    ids = [row["id"] for row in program(world, "dewi").get(path).json()["items"]]
    lina = program(world, "lina")
    assert not {row["id"] for row in lina.get(path).json()["items"]} & set(ids)
    assert lina.get(f"{path}/{ids[0]}").status_code == 404


PAGES = {"plans": ("performance:plan-detail", "plan"), "people": ("people:employee-detail", "sari")}


@pytest.mark.parametrize("path", PAGES)
def test_a_detail_opens_for_whom_its_page_opens(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    name, subject = PAGES[path]
    for person in CAST:
        if world.user(person) is None:
            continue
        status = program(world, person).get(f"{path}/{subjects[subject]}").status_code
        assert status == expected(name)[person], person


@pytest.mark.parametrize(
    "path", ["people", "plans", "units", "entries", "evaluations", "indicators"]
)
def test_a_longer_page_asks_no_more_queries(
    world: World, subjects: dict[str, Any], path: str
) -> None:
    dewi = program(world, "dewi")
    dewi.get(path, size=1)
    counts = []
    for size in (1, 50):
        with CaptureQueriesContext(connection) as seen:
            assert dewi.get(path, size=size).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_pages_go_on_until_all_was_seen(world: World) -> None:
    dewi, seen, after = program(world, "dewi"), [], ""
    whole = [row["id"] for row in dewi.get("people", size=100).json()["items"]]
    while True:
        page = dewi.get("people", size=3, after=after).json()
        seen += [row["id"] for row in page["items"]]
        after = page["next"]
        if not after:
            break
    assert seen == whole
    assert len(seen) > 3


def test_what_a_run_rejected_and_asked_comes_page_by_page(world: World) -> None:
    rows = "".join(f"TIDAK-ADA;{year};salah\n" for year in range(2020, 2025))
    run = mapped(world, make_source(world), f"Kode;Periode;Nilai\n{rows}A;2025;105%\nA;2024;5%\n")
    dewi, path = program(world, "dewi"), f"sources/runs/{run.uuid}"
    first = dewi.get(f"{path}/rejected", size=3).json()
    rest = dewi.get(f"{path}/rejected", size=3, after=first["next"]).json()
    assert [one["line"] for one in first["items"] + rest["items"]] == [2, 3, 4, 5, 6]
    assert (rest["next"], first["items"][0]["code"]) == (None, "number")
    assert "“salah” bukan angka" in first["items"][0]["reason"]
    english = Client().get(
        f"/api/v1/{path}/rejected", headers=dewi.headers | {"Accept-Language": "en"}
    )
    assert english.status_code == 200
    asked_of = dewi.get(f"{path}/questions").json()["items"]
    assert [(one["line"], one["rule"]) for one in asked_of] == [(7, "range")]
    assert "105%" in asked_of[0]["question"]
    assert dewi.get(f"{path}/rejected", after="x").status_code == 422
    for other in ("lina", "sari"):
        assert program(world, other).get(f"{path}/rejected").status_code == 404
        assert program(world, other).get(f"{path}/questions").status_code == 404
    assert program(world, "dewi", "read", "people").get(f"{path}/rejected").status_code == 403


def test_a_card_comes_with_its_targets_its_parts_and_how_far_it_came(world: World) -> None:
    whole, read_one, silent = (make_card(world, name) for name in ("Semua", "Ada", "Belum ada"))
    roll(world, whole, "sum", read_one, silent)
    read(world, read_one, 40)
    aim(world, whole, 100)
    dewi = program(world, "dewi")
    (row,) = dewi.get("indicators", code=whole.code).json()["items"]
    figure = row["figure"]
    assert Decimal(figure["value"]) == 40
    assert (figure["as_of"], figure["fault"]) == (str(world.day), "")
    assert figure["missing"] == ["Belum ada"]
    told = program(world, "sari").get(f"indicators/{whole.uuid}", because=1).json()
    assert [(one["year"], Decimal(one["value"])) for one in told["targets"]] == [(2026, 100)]
    assert [one["card"] for one in told["parts"]] == [str(read_one.uuid), str(silent.uuid)]
    assert told["parts"][1]["figure"]["fault"] == "Belum ada realisasi."
    assert Decimal(told["attainment"]["uncapped"]) == 40
    assert told["attainment"]["because"]
    assert program(world, "lina").get(f"indicators/{whole.uuid}/readings").status_code == 404


def test_each_figure_of_a_card_tells_its_person_or_the_line_of_a_file(world: World) -> None:
    card = make_card(world, code="A")
    read(world, card, 12, date(2026, 3, 31))
    run = written(world, make_source(world), "Kode;Periode;Nilai\nA;2026-03-31;14\n")
    dewi, path = program(world, "dewi"), f"indicators/{card.uuid}/readings"
    first = dewi.get(path, size=1).json()
    (brought,), (typed,) = first["items"], dewi.get(path, after=first["next"]).json()["items"]
    origin = brought["origin"]
    assert (brought["line"], origin["name"], origin["run"]) == (2, "angka.csv", str(run.uuid))
    assert (origin["sha256"], brought["entered_by"]["name"]) == (run.sha256, world.dewi.full_name)
    assert (typed["entered_by"]["name"], typed["origin"]) == (world.budi.full_name, None)
    assert typed["replaced_by"] == brought["id"]
    (seen, _other) = program(world, "sari").get(path).json()["items"]
    assert (seen["origin"]["name"], seen["origin"]["run"]) == ("angka.csv", None)
    assert dewi.get(path, after="x").status_code == 422
    assert program(world, "dewi", "read", "people").get(path).status_code == 403


def test_the_pieces_of_a_sample_are_for_who_judges_them(
    world: World, subjects: dict[str, Any]
) -> None:
    path = f"samples/{subjects['sample']}/pieces"
    owner = Evidence.objects.get(uuid=subjects["shown_evidence"]).owner
    (piece,) = program(world, "tono").get(path).json()["items"]
    assert (piece["person"]["id"], piece["verdict"]) == (str(owner.uuid), "")
    assert piece["subject"] == str(subjects["shown_evidence"])
    assert program(world, "tono").get(path, after="x").status_code == 422
    for person, status in (("dewi", 403), ("sari", 404), ("lina", 404)):
        assert program(world, person).get(path).status_code == status


@pytest.mark.parametrize("after", ["!", "W10", "bnVsbA", "x" * 400])
def test_a_broken_cursor_is_told(world: World, after: str) -> None:
    answer = program(world, "dewi").get("people", after=after)
    assert answer.status_code == 422
    assert "after" in answer.json()["detail"]
    assert list(answer.json()["errors"]) == ["after"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        *(({"size": size}, "1 sampai 100") for size in ("0", "101", "-1", "many", "1.5")),
        *(({"after": after}, "`next`") for after in ("!", "x" * 501)),
    ],
)
def test_every_list_names_what_it_cannot_read(
    world: World, given: dict[str, str], told: str
) -> None:
    dewi = program(world, "dewi")
    for one in RESOURCES:
        answer = dewi.get(one.path, **given)
        assert answer.status_code == 422, one.path
        ((name, said),) = answer.json()["errors"].items()
        assert name in given, one.path
        assert told in said[0], one.path
        assert told in answer.json()["detail"], one.path


def test_a_value_that_a_filter_does_not_know_is_told(world: World) -> None:
    dewi = program(world, "dewi")
    answer = dewi.get("plans", status="lost")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["status"]
    answer = dewi.get("plans", year="soon")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["year"]


def test_a_plan_comes_with_its_content_and_the_reason_of_each_figure(
    world: World, subjects: dict[str, Any]
) -> None:
    sari = program(world, "sari", "read", "plans")
    plan = sari.get(f"plans/{subjects['plan']}", because="1").json()
    (result,) = plan["results"]
    indicator = result["indicators"][0]
    assert indicator["name"]
    assert indicator["attainment"]["value"] is None  # missing is missing
    assert indicator["attainment"]["reason"]
    assert isinstance(indicator["attainment"]["because"], list)


def test_the_nip_of_another_is_for_who_keeps_people(world: World) -> None:
    path = f"people/{world.sari.uuid}"
    assert program(world, "budi").get(path).json()["nip"] is None
    assert program(world, "dewi").get(path).json()["nip"] == world.sari.nip
    assert program(world, "sari").get(path).json()["nip"] == world.sari.nip


def test_an_auditor_states_a_purpose_before_an_evaluation_is_read(
    world: World, subjects: dict[str, Any]
) -> None:
    tono = program(world, "tono")
    row = next(r for r in tono.get("evaluations").json()["items"] if r["status"] == "set")
    refused = tono.get(f"evaluations/{row['id']}")
    assert refused.status_code == 403
    assert f"/api/v1/evaluations/{row['id']}/read" in refused.json()["detail"]
    sent = Client().post(
        f"/api/v1/evaluations/{row['id']}/read",
        {"purpose": "Pemeriksaan triwulan"},
        content_type="application/json",
        headers=tono.headers,
    )
    assert sent.status_code == 200, sent.content
    assert tono.get(f"evaluations/{row['id']}").status_code == 200


def test_readings_feedback_windows_periods_packs_and_accounts_are_read(
    world: World, subjects: dict[str, Any]
) -> None:
    dewi, plan = program(world, "dewi"), subjects["plan"]
    for path, query in (
        ("readings", {"plan": plan}),
        ("feedback", {"plan": plan}),
        ("windows", {"year": 2025}),
        ("periods", {"year": 2026}),
        ("packs", {}),
        (f"credit/people/{world.sari.uuid}", {"because": 1}),
    ):
        answer = dewi.get(path, **query)
        assert answer.status_code == 200, (path, answer.content)
    pack = dewi.get("packs").json()["items"][0]["id"]
    assert dewi.get(f"packs/{pack}").json()["scales"]
    assert dewi.get("packs/none").status_code == 404
    assert dewi.get("windows").status_code == 422


def test_a_rule_is_asked_with_the_answer_of_the_command(world: World) -> None:
    dewi, inputs = program(world, "dewi", "read", "plans"), '{"population": 1000, "margin": 0.05}'
    listed = {one["rule"]: one for one in dewi.get("rules").json()["items"]}
    assert listed["sample_size"]["inputs"]["population"]["is"] == "integer"

    def ask(path: str, body: str) -> Any:
        kind = "application/json"
        return Client().post(f"/api/v1/{path}", body, content_type=kind, headers=dewi.headers)

    told = ask("rules/sample_size?on=2026-11-25", inputs)
    pack = pack_for("sample_size", date(2026, 11, 25))
    known = asked(pack, "sample_size", inputs.encode(), on=date(2026, 11, 25))
    assert told.content.decode() == answer_line(known)
    refused = ask("rules/sample_size", '{"population": 0}')
    assert refused.status_code == 422
    assert "population" in refused.json()["errors"]
    assert ask("rules/none", "{}").status_code == 404
    assert ask("rules/sample_size", "[").status_code == 422
    assert ask("rules/predicate?on=1999-01-01", "{}").status_code == 422


def test_a_key_opens_no_other_area(world: World, subjects: dict[str, Any]) -> None:
    sari = program(world, "sari", "read", "people")
    assert sari.get("people").status_code == 200
    refused = sari.get("plans")
    assert refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"
