"""The pages of addresses, in the hands of the personnel office and of nobody else."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pamong.access.clock import now
from pamong.access.models import Notice
from pamong.config.notices.table import NOTICES
from pamong.config.notices.telling import tell
from pamong.config.webhooks import actions
from pamong.config.webhooks.models import WebhookDelivery, WebhookEndpoint
from pamong.config.webhooks.tests.make import HERE, make_webhook
from pamong.config.webhooks.tests.test_noting import act
from pamong.ledger.models import Entry
from pamong.people.tests.world import World

GIVEN = {"name": "Dasbor", "address": HERE, "areas": ["plans"]}
Status = WebhookEndpoint.Status


def test_an_address_is_added_and_its_secret_shown_once(world: World, as_: Any) -> None:
    dewi = as_("dewi")
    page = dewi.post(reverse("config:webhook-add"), GIVEN).content.decode()
    one = WebhookEndpoint.objects.get()
    assert "whsec_" in page
    for shown in (reverse("config:webhook-list"), reverse("config:webhook", args=[one.uuid])):
        text = dewi.get(shown).content.decode()
        assert "Dasbor" in text
        assert "whsec_" not in text
    entry = Entry.objects.get(verb="config.webhook_added")
    assert HERE not in str(entry.changes)
    assert entry.changes["areas"] == [None, "plans"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"address": "http://contoh.go.id/"}, "harus diawali https://"),
        ({"address": "https://127.0.0.1/"}, "jaringan yang tidak diizinkan"),
        ({"address": "https://localhost/kabar"}, "minta pengelola server mengizinkannya"),
        ({"address": "https://dasbor.internal/"}, "minta pengelola server mengizinkannya"),
        ({"address": "https://contoh.go.id:22/"}, "Porta ini tidak diizinkan"),
        ({"address": "https://a\0b/"}, "tidak"),
        ({"address": "https://contoh.go.id/" + "x" * 10_000}, "500"),
        ({"areas": []}, "Pilih paling sedikit satu bagian"),
        ({"areas": ["rahasia"]}, "rahasia"),
        ({"name": " "}, "Tulis nama aplikasi"),
    ],
)
def test_what_does_not_fit_is_said_and_stays_typed(
    world: World, as_: Any, changed: dict[str, Any], said: str
) -> None:
    answer = as_("dewi").post(reverse("config:webhook-add"), GIVEN | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_the_life_of_an_address_on_its_page(world: World, as_: Any) -> None:
    one, dewi = make_webhook(world).endpoint, as_("dewi")

    def do(verb: str, **data: Any) -> Any:
        answer = dewi.post(reverse(f"config:webhook-{verb}", args=[one.uuid]), data)
        one.refresh_from_db()
        return answer

    assert do("change", **(GIVEN | {"name": "Lain"})).status_code == 303
    assert (one.name, one.areas) == ("Lain", "plans")
    before = one.secret
    assert "whsec_" in do("rotate").content.decode()
    assert (one.old_secret, one.secret != before) == (before, True)
    do("pause")
    do("pause")
    assert one.status == Status.PAUSED
    assert do("test").status_code == 422
    do("resume")
    assert one.status == Status.ACTIVE
    do("test")
    assert one.deliveries.count() == 1
    do("remove")
    assert (one.status, one.secret) == (Status.REMOVED, "")
    assert do("resume").status_code == 403
    assert "Lain" in dewi.get(reverse("config:webhook-list")).content.decode()
    verbs = Entry.objects.filter(subject_uuid=one.uuid).order_by("sequence")
    assert [entry.verb.partition("webhook_")[2] for entry in verbs] == [
        *("added", "changed", "rotated", "paused", "resumed", "tested", "removed"),
    ]


def test_a_second_click_sends_nothing_twice(world: World, as_: Any) -> None:
    one, dewi = make_webhook(world).endpoint, as_("dewi")
    act(world)
    delivery = one.deliveries.get()
    WebhookDelivery.objects.update(status="failed", next_at=None)
    address = reverse("config:delivery-resend", args=[delivery.uuid])
    assert delivery.verb in dewi.get(address).content.decode()
    assert dewi.post(address, {}).status_code == 303
    assert dewi.post(address, {}).status_code == 422
    assert Entry.objects.filter(verb="config.webhook_resent").count() == 1


@pytest.mark.parametrize("who", ["sari", "budi", "rini", "tono", "lina"])
def test_others_may_not(world: World, who: str) -> None:
    one, by = make_webhook(world).endpoint, world.account(who)
    act(world)
    delivery = one.deliveries.get()
    verbs: list[Any] = [
        lambda: make_webhook_by(world, by),
        lambda: actions.change_webhook(one, given(), by=by, on=world.day),
        lambda: actions.rotate_webhook(one, by=by, on=world.day, at=now()),
        lambda: actions.pause_webhook(one, by=by, on=world.day),
        lambda: actions.resume_webhook(one, by=by, on=world.day, at=now()),
        lambda: actions.remove_webhook(one, by=by, on=world.day),
        lambda: actions.test_webhook(one, by=by, on=world.day, at=now()),
        lambda: actions.resend_delivery(delivery, by=by, on=world.day, at=now()),
    ]
    for verb in verbs:
        with pytest.raises(PermissionDenied):
            verb()


def given() -> actions.WebhookInput:
    return actions.WebhookInput("Dasbor", HERE, ["plans"])


def make_webhook_by(world: World, by: Any) -> Any:
    return actions.add_webhook(world.agency, given(), by=by, on=world.day)


def test_ten_addresses_are_enough(world: World) -> None:
    for number in range(actions.AT_MOST):
        make_webhook(world, name=f"Aplikasi {number}")
    with pytest.raises(ValidationError, match="Hapus yang tidak dipakai"):
        make_webhook(world)


def test_that_it_stopped_is_told_to_its_keepers(world: World) -> None:
    one = make_webhook(world).endpoint
    actions.stop_webhook(one, on=world.day)
    tell(list(Entry.objects.filter(verb="config.webhook_stopped")))
    assert [notice.user for notice in Notice.objects.all()] == [world.account("dewi")]
    assert reverse(NOTICES["config.webhook_stopped"].page) == reverse("config:webhook-list")


def test_a_stopped_address_stands_first_on_the_page_of_what_is_administered(
    world: World, as_: Any
) -> None:
    one, shown = make_webhook(world).endpoint, reverse("administration")
    assert "1 alamat dikabari" in as_("dewi").get(shown).content.decode()
    actions.stop_webhook(one, on=world.day)
    page = as_("dewi").get(shown).content.decode()
    assert "1 alamat berhenti dikabari karena terus gagal" in page
    assert "alamat" not in as_("rini").get(shown).content.decode()


def test_the_page_asks_the_same_for_one_delivery_and_for_many(world: World, as_: Any) -> None:
    one, dewi = make_webhook(world).endpoint, as_("dewi")
    address = reverse("config:webhook", args=[one.uuid])
    dewi.get(address)
    act(world)
    with CaptureQueriesContext(connection) as few:
        dewi.get(address)
    for _n in range(30):
        act(world)
    with CaptureQueriesContext(connection) as many:
        page = dewi.get(address).content.decode()
    assert len(many) == len(few) <= 12
    assert "?after=" in page
