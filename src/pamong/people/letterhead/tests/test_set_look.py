"""The look of an agency's papers: who sets it, what it changes, what it leaves alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pamong.documents.models import Look
from pamong.documents.tests.test_crests import png
from pamong.ledger.models import Entry
from pamong.people.letterhead.actions import LookFacts, set_look
from pamong.people.tests.world import World

As = Callable[[str], Client]
FACTS = LookFacts("f4", "Pemerintah Kabupaten Wanasari", "Jalan Merdeka 1\nTelepon (021) 555")


def said(**more: Any) -> dict[str, Any]:
    return {"sheet": "f4", "heading": "Pemkab", "lines": " Jalan 1 \n\n Telepon "} | more


def test_the_office_sets_sheet_letterhead_and_crest(world: World, as_: As) -> None:
    file = SimpleUploadedFile("lambang.png", png(), "image/png")
    answer = as_("dewi").post(reverse("people:look-set"), said(file=file))
    assert answer.status_code == 303
    look = Look.objects.get()
    assert (look.sheet, look.heading, look.letter_lines) == ("f4", "Pemkab", ["Jalan 1", "Telepon"])
    assert look.crest.startswith("<svg")
    entry = Entry.objects.get(verb="people.look_set")
    assert entry.changes["sheet"] == ["a4", "f4"]
    assert "Jalan" not in str(entry.changes)


def test_without_a_file_the_crest_stays_and_can_be_taken_off(world: World, as_: As) -> None:
    Look.objects.create(agency_uuid=world.agency.uuid, crest="<svg/>")
    client, address = as_("dewi"), reverse("people:look-set")
    client.post(address, said())
    assert Look.objects.get().crest == "<svg/>"
    client.post(address, said(is_bare="on"))
    assert Look.objects.get().crest == ""


def test_saving_the_same_again_leaves_no_entry(world: World) -> None:
    for _n in range(2):
        set_look(world.agency, FACTS, by=world.account("dewi"), on=world.day)
    assert Entry.objects.filter(verb="people.look_set").count() == 1


@pytest.mark.parametrize("name", ["sari", "budi", "rini", "tono", "lina"])
def test_others_may_not(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        set_look(world.agency, FACTS, by=world.account(name), on=world.day)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sheet": "a5"},
        {"lines": "satu\ndua\ntiga\nempat\nlima"},
        {"lines": "x" * 200},
        {"file": SimpleUploadedFile("lambang.png", b"GIF89a", "image/png")},
    ],
)
def test_what_does_not_fit_a_letterhead_is_told(
    world: World, as_: As, wrong: dict[str, Any]
) -> None:
    answer = as_("dewi").post(reverse("people:look-set"), said(**wrong))
    assert answer.status_code == 422
    assert not Look.objects.exists()


def test_the_sample_is_a_picture_in_the_saved_look(world: World, as_: As) -> None:
    address = reverse("people:look-sample")
    bare = as_("dewi").get(address)
    assert bare["Content-Type"] == "image/png"
    set_look(world.agency, FACTS, by=world.account("dewi"), on=world.day)
    assert as_("dewi").get(address).content != bare.content
