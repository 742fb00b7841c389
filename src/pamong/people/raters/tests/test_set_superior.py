"""Who stands above the rater, chosen by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.actions import SHELL, digest_of
from pamong.ledger.models import Entry
from pamong.people.models import Employee, Supervision
from pamong.people.raters.actions import set_rater, set_superior
from pamong.people.tests.world import World

REASON = "Kepala dinas sedang cuti panjang."


def choose(world: World, superior: Employee | None = None, **given: Any) -> Supervision:
    by = given.pop("by", world.account("rini"))
    fields: dict[str, Any] = {"valid_from": world.day, "reason": REASON} | given
    return set_superior(world.sari, superior=superior, by=by, on=world.day, **fields)


def spans(world: World) -> list[tuple[Employee | None, date, date | None]]:
    rows = world.sari.supervisions.order_by("valid_from").select_related("superior")
    return [(row.superior, row.valid_from, row.valid_to) for row in rows][1:]


def test_set_superior_holds_from_its_day_and_is_recorded(world: World) -> None:
    row = choose(world, world.wati)
    world.sari.refresh_from_db()
    assert (world.sari.rater, world.sari.rater_superior) == (world.budi, world.wati)
    first = date(world.day.year, 1, 1)
    assert spans(world) == [(world.joko, first, world.day), (world.wati, world.day, None)]
    entry = Entry.objects.get(verb="people.superior_set")
    assert entry.changes["superior"] == [str(world.joko.uuid), str(world.wati.uuid)]
    assert entry.changes["reason"] == [None, digest_of(REASON)]
    assert row.superior_reason == REASON


def test_a_day_ahead_changes_nothing_today(world: World) -> None:
    choose(world, world.wati, valid_from=world.day + timedelta(days=7))
    world.sari.refresh_from_db()
    assert world.sari.rater_superior == world.joko


def test_a_second_choice_of_the_same_day_mends_the_first(world: World) -> None:
    choose(world, world.wati)
    choose(world, world.hadi)
    assert [row[0] for row in spans(world)] == [world.joko, world.hadi]


def test_taking_the_choice_back_proposes_the_raters_rater_again(world: World) -> None:
    choose(world, world.wati)
    row = choose(world, None, reason="")
    assert (row.superior, row.superior_chosen, row.superior_reason) == (world.joko, False, "")


def test_a_choice_stays_when_the_rater_above_changes(world: World) -> None:
    choose(world, world.wati)
    set_rater(world.budi, rater=world.agus, valid_from=world.day, by=SHELL, on=world.day)
    for one in (world.sari, world.putri):
        one.refresh_from_db()
    assert world.sari.rater_superior == world.wati
    assert world.putri.rater_superior == world.agus  # whose superior nobody chose


def test_a_choice_stays_with_the_same_rater_and_ends_with_another(world: World) -> None:
    choose(world, world.wati)
    tomorrow = world.day + timedelta(days=1)
    row = set_rater(world.sari, rater=world.budi, valid_from=tomorrow, by=SHELL, on=world.day)
    assert (row.superior, row.superior_chosen) == (world.wati, True)
    row = set_rater(world.sari, rater=world.agus, valid_from=tomorrow, by=SHELL, on=world.day)
    assert (row.superior, row.superior_chosen) == (world.joko, False)


@pytest.mark.parametrize("who", ["sari", "budi", "joko", "tono", "lina"])
def test_who_does_not_keep_the_person_may_not(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        choose(world, world.wati, by=world.account(who))


def test_what_makes_no_sense_is_refused_with_what_to_do(world: World) -> None:
    refused: list[tuple[Employee, dict[str, Any], str]] = [
        (world.wati, {"reason": " "}, "Tulis alasannya"),
        (world.budi, {}, "Pilih orang lain"),
        (world.sari, {}, "Pilih orang lain"),
        (world.lina, {}, "instansi yang sama"),
        (world.wati, {"valid_from": date(2019, 1, 1)}, "tetapkan dahulu penilainya"),
    ]
    for superior, given, sentence in refused:
        with pytest.raises(ValidationError, match=sentence):
            choose(world, superior, **given)
    world.wati.left_on = world.day
    world.wati.save()
    with pytest.raises(ValidationError, match="sudah berhenti"):
        choose(world, world.wati)


def test_whoever_stands_below_cannot_stand_above(world: World) -> None:
    set_rater(world.agus, rater=world.sari, valid_from=world.day, by=SHELL, on=world.day)
    world.agus.refresh_from_db()
    with pytest.raises(ValidationError, match="dinilai di bawah"):
        choose(world, world.agus)


def test_the_page_says_the_default_takes_a_choice_and_shows_it(world: World, as_: Any) -> None:
    client = as_("rini")
    address = reverse("people:superior-set", args=[world.sari.uuid])
    person = reverse("people:employee-detail", args=[world.sari.uuid])
    assert address in client.get(person).content.decode()
    assert "Usulan: Joko Susilo" in client.get(address).content.decode()
    day = world.day.strftime("%d-%m-%Y")
    given = {"superior": str(world.wati.uuid), "valid_from": day, "reason": ""}
    page = client.post(f"{address}?q=wati", given)
    assert page.status_code == 422
    assert "Tulis alasannya" in page.content.decode()
    assert client.post(f"{address}?q=wati", given | {"reason": REASON}).status_code == 303
    page = client.get(person).content.decode()
    assert "Wati Kusuma" in page
    assert REASON in page
    assert "dipilih" in client.get(reverse("people:supervision-list")).content.decode()
