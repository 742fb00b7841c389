"""Builders of publications for tests: Dewi proposes, Wati is named for public information."""

from datetime import date
from typing import Any

from pamong.access.scope import Role
from pamong.measurement.cards.tests.make import aim, confirm, make_card, read, read_of
from pamong.measurement.models import Card, Publication
from pamong.measurement.publishing.actions import confirm_publication, propose_publication
from pamong.measurement.publishing.content import Wanted
from pamong.people.models import Mandate
from pamong.people.tests.make import START
from pamong.people.tests.world import World
from pamong.transparency.tests.make import make_release

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)


def name_publisher(world: World, name: str = "wati") -> None:
    """Give somebody the duty of publishing."""
    Mandate.objects.get_or_create(
        user=world.account(name),
        role=Role.PUBLISHER,
        agency=world.agency,
        defaults={"valid_from": START},
    )


def make_measured_card(world: World, *figures: Any, **more: Any) -> Card:
    """A card of things, aimed at 200, with figures of the first quarters."""
    told: dict[str, Any] = {
        "name": "Posyandu yang aktif",
        "measure": "posyandu",
        "source": "Laporan bulanan Puskesmas",
    }
    card = make_card(world, **(told | more))
    aim(world, card, 200)
    for day, value in zip((MARCH, JUNE), figures or (80, 150), strict=False):
        read(world, card, value, day)
    return card


def wanted(**more: Any) -> Wanted:
    """What is said beside the figures."""
    told: dict[str, Any] = {
        "year": 2026,
        "source": "Laporan bulanan Puskesmas",
        "grade": "good",
        "grade_reason": "Diperiksa silang dengan catatan posyandu.",
        "outcome": "Kesehatan ibu dan anak membaik",
    }
    return Wanted(**(told | more))


def propose(world: World, card: Card, by: str = "dewi", **more: Any) -> Publication:
    """A proposal of Dewi, of figures that somebody confirmed."""
    confirm(world)
    return propose_publication(card, wanted(**more), by=world.account(by), on=world.day)


def publish(world: World, card: Card, **more: Any) -> Publication:
    """Figures that are out."""
    name_publisher(world)
    found = propose(world, card, **more)
    return confirm_publication(found, by=world.account("wati"), on=world.day)


def make_public(world: World) -> dict[str, Any]:
    """A proposal of Budi's that waits, an indicator that is out, and a figure that nobody confirmed yet."""
    found = propose(world, make_measured_card(world), by="budi")
    card = make_card(world, "Yang belum dikonfirmasi")
    read_card = {"read_card": card.uuid, "card_reading": read_of(world, card).uuid}
    return {"publication": found.uuid, "published": make_release().uuid, **read_card}
