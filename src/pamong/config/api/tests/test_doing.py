from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pamong.access.models import KeptAnswer
from pamong.access.tests.make import with_key
from pamong.config.api.tests.programs import get, new_plan, send
from pamong.ledger.models import Entry
from pamong.people.models import Leave
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.tests.make import make_complete_plan, make_plan


def test_a_verb_is_done_and_says_what_the_record_says(world: World) -> None:
    key = with_key(world.account("sari"))
    answer = send(key, "plans/new", new_plan())
    assert answer.status_code == 200, answer.content
    plan = Plan.objects.get()
    told = answer.json()
    assert told["done"] == [
        {
            "verb": "performance.plan_drafted",
            "type": "plan",
            "id": str(plan.uuid),
            "state": "drafted",
        }
    ]
    entry = Entry.objects.get(verb="performance.plan_drafted")
    assert (entry.subject_uuid, entry.actor_uuid) == (plan.uuid, world.account("sari").uuid)


def test_a_broken_rule_is_told_as_on_the_page(world: World) -> None:
    key = with_key(world.account("sari"))
    wrong = new_plan() | {"ends_on": "2027-12-31"}
    answer = send(key, "plans/new", wrong)
    assert answer.status_code == 422
    page = Client()
    page.force_login(world.account("sari"))
    said = page.post("/plans/new", wrong).content.decode()
    for sentence in answer.json()["errors"]["ends_on"]:
        assert sentence in said
    assert not Plan.objects.exists()


def test_what_is_required_is_told_by_name(world: World) -> None:
    answer = send(with_key(world.account("sari")), "plans/new")
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"starts_on", "ends_on", "approach"}


def test_numbers_are_kept_exactly_and_results_bring_their_indicators(world: World) -> None:
    plan = make_plan(world.sari)
    row = {"name": "Balita ditimbang", "aspect": "kuantitas", "target": 1234.5, "unit": "kg"}
    body = {
        "kind": "utama",
        "text": "Meningkatnya cakupan penimbangan",
        "serves": "later",
        "indicators": [row, row | {"name": "Lain", "target": "87.25", "unit": "persen"}],
    }
    answer = send(with_key(world.account("sari")), f"plans/{plan.uuid}/results/new", body)
    assert answer.status_code == 200, answer.content
    indicators = plan.results.get().indicators.all()
    values = [one.indicator.targets.get().value for one in indicators]
    assert values == [Decimal("1234.5"), Decimal("87.25")]


def test_a_wrong_row_is_told_by_its_place(world: World) -> None:
    plan = make_plan(world.sari)
    body = {"kind": "utama", "text": "Hasil", "serves": "later", "indicators": [{"target": 5}]}
    answer = send(with_key(world.account("sari")), f"plans/{plan.uuid}/results/new", body)
    assert answer.status_code == 422
    assert "indicators.0.name" in answer.json()["errors"]


def test_a_slip_in_a_name_is_told(world: World) -> None:
    answer = send(with_key(world.account("sari")), "plans/new", new_plan() | {"approch": "x"})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["approch"]


def test_a_verb_says_what_it_asks_on_the_thing_at_hand(world: World) -> None:
    plan = make_complete_plan(world.sari)
    asked = get(with_key(world.account("sari")), f"plans/{plan.uuid}/annexes").json()["asked"]
    assert {"seen", "dukungan_sumber_daya"} <= {field["name"] for field in asked}
    key = with_key(world.account("budi"))
    assert get(key, f"plans/{plan.uuid}/annexes").status_code == 403


def test_a_program_sends_a_table_once_and_all_its_rows_or_none_are_written(world: World) -> None:
    key, head = with_key(world.account("dewi")), "NIP;Jenis cuti;Dari;Sampai"
    good = f"{world.sari.nip};cuti tahunan;2026-12-01;2026-12-02"
    for rows, status, count in (((good, "1;piknik;x;y"), 422, 0), ((good,), 200, 1)):
        file = SimpleUploadedFile("cuti.csv", "\n".join((head, *rows)).encode())
        answer = Client().post(
            "/api/v1/leave/import", {"file": file}, headers={"Authorization": f"Bearer {key}"}
        )
        assert (answer.status_code, Leave.objects.count()) == (status, count), answer.content
        if status != 200:
            assert "Tidak ada yang disimpan" in answer.content.decode()


def test_a_file_comes_as_multipart(world: World) -> None:
    plan = make_complete_plan(world.sari)
    result = plan.results.get()
    key = with_key(world.account("sari"))
    answer = Client().post(
        f"/api/v1/plans/{plan.uuid}/evidence",
        {"title": "Rekap", "dated_on": "2026-03-01", "results": [result.pk], "file": pdf()},
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.status_code == 200, answer.content
    (piece,) = get(key, f"evidence?plan={plan.uuid}").json()["items"]
    assert piece["media_type"] == "application/pdf"
    kept = get(key, f"evidence/{piece['id']}/file")
    assert b"".join(kept.streaming_content).startswith(b"%PDF")


def pdf() -> Any:
    return SimpleUploadedFile("rekap.pdf", b"%PDF-1.7\n" + b"x" * 200, "application/pdf")


def test_a_code_is_shown_once_and_kept_nowhere(world: World) -> None:
    key = with_key(world.account("dewi"))
    path = f"people/{world.sari.uuid}/code/issue"
    again = {"Idempotency-Key": "kode-1"}
    first = send(key, path, {"was_seen": True}, **again)
    assert first.status_code == 200, first.content
    (code,) = first.json()["codes"]
    assert code["sign_in_name"] == world.account("sari").sign_in_name
    assert KeptAnswer.objects.get().content == ""
    assert send(key, path, {"was_seen": True}, **again).status_code == 409


def test_a_paper_is_the_file_itself(world: World) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    answer = send(with_key(world.account("sari")), f"plans/{plan.uuid}/paper")
    assert answer.headers["Content-Type"] == "application/pdf"
