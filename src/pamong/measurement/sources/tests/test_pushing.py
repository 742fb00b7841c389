"""Figures that another application sends: signed, not too old, taken once by their id."""

import json
import time
from typing import Any

import pytest

from pamong.documents.outgoing.signatures import signature
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.models import Reading, Source, SourceRun
from pamong.measurement.sources.actions import renew_secret
from pamong.measurement.sources.mapping import Mapping
from pamong.measurement.sources.presentation import run_by
from pamong.measurement.sources.run_actions import map_source, write_run
from pamong.measurement.sources.tests.make import acting, at, make_source
from pamong.people.tests.world import World

ROWS = [{"kode": "A", "tahun": 2025, "nilai": 12.5}]
MAPPED = Mapping(code="kode", time="tahun", values=("nilai",), mark=".")


@pytest.fixture
def secret(world: World) -> str:
    make_card(world, code="A")
    source = make_source(world, kind="pushed")
    return renew_secret(source, by=world.account("dewi"), on=world.day)


def push(client: Any, secret: str, body: Any = None, **more: Any) -> Any:
    source = Source.objects.get()
    content = json.dumps({"readings": ROWS} if body is None else body).encode()
    name, stamp = more.get("name", "msg_1"), int(time.time()) + more.get("late", 0)
    headers = {
        "webhook-id": name,
        "webhook-timestamp": str(stamp),
        "webhook-signature": more.get("signed") or signature(secret, name, stamp, content),
    }
    url = f"/sources/{more.get('uuid', source.uuid)}/push"
    return client.post(url, content, content_type="application/json", headers=headers)


def test_a_first_message_waits_for_a_person_and_later_ones_are_written_once(
    world: World, client: Any, secret: str
) -> None:
    assert push(client, secret).json()["status"] == "shown"
    dewi = acting(world)
    write_run(map_source(SourceRun.objects.get(), MAPPED, **dewi), **dewi, at=at())
    rows = [ROWS[0] | {"nilai": 13}]
    told = push(client, secret, rows, name="msg_2").json()
    assert (told["status"], told["changed"]) == ("done", 1)
    assert push(client, secret, rows, name="msg_2").json() == {"status": "known"}
    assert Reading.objects.count() == 2
    reading = Reading.objects.standing().get()
    assert (reading.origin and reading.origin.kind, reading.entered_by) == ("pushed", None)
    assert {run_by(run) for run in SourceRun.objects.filter(user=None)} == {"Dikirim aplikasi"}


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"late": -400}, 401),
        ({"late": 400}, 401),
        ({"signed": "v1,AAAA"}, 401),
        ({"signed": "ü"}, 401),
        ({"name": "x" * 300}, 401),
        ({"name": "two words"}, 401),
        ({"uuid": "00000000-0000-4000-8000-000000000000"}, 401),
        ({"body": []}, 400),
        ({"body": {"readings": [1]}}, 400),
        ({"body": [ROWS[0]] * 5001}, 413),
    ],
)
def test_what_is_forged_old_or_no_figures_is_not_taken(
    client: Any, secret: str, more: dict[str, Any], status: int
) -> None:
    assert push(client, secret, more.pop("body", None), **more).status_code == status
    assert not SourceRun.objects.exists()


@pytest.mark.parametrize("odd", ["\ud800", "\0"])
def test_half_a_character_or_none_at_all_breaks_no_intake(
    client: Any, secret: str, odd: str
) -> None:
    assert push(client, secret, [{f"kode{odd}": f"A{odd}", "tahun": 2025}]).status_code == 200
    kept = json.dumps(SourceRun.objects.get().shown)
    assert "kode" in kept
    assert not {r"\ud800", r"\u0000"} & {kept[at : at + 6] for at in range(len(kept))}


def test_too_large_a_message_is_not_read(client: Any, secret: str) -> None:
    assert push(client, secret, ["x" * 1024 * 1024]).status_code == 413


def test_an_old_secret_is_void_and_the_new_one_is_shown_once(
    world: World, as_: Any, client: Any, secret: str
) -> None:
    page = f"/sources/{Source.objects.get().uuid}/secret"
    keeper = as_("dewi")
    assert "whsec_" not in keeper.get(page).content.decode()
    shown = keeper.post(page).content.decode()
    assert "whsec_" in shown
    address = f"http://testserver/sources/{Source.objects.get().uuid}/push"
    assert address in shown
    assert address in keeper.get(page.removesuffix("secret")).content.decode()
    assert "whsec_" not in keeper.get(page).content.decode()
    assert push(client, secret).status_code == 401


def test_a_source_of_another_kind_takes_no_message(world: World, client: Any, secret: str) -> None:
    Source.objects.update(kind="file")
    assert push(client, secret).status_code == 401
