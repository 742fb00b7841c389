from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from pamong.ledger.actions import record
from pamong.ledger.models import Entry
from pamong.people.acts.record import Act
from pamong.people.tests.world import World
from pamong.performance.daily.actions import confirm_entries, return_entries
from pamong.performance.daily.picked_actions import (
    confirm_picked_entries,
    marks_of,
    return_picked_entries,
    undo_confirmations,
)
from pamong.performance.daily.queries import listed_entries
from pamong.performance.models import DailyEntry
from pamong.performance.progress.tests.make import make_plan

DAY = date(2026, 11, 25)


@pytest.fixture
def entries(world: World) -> list[DailyEntry]:
    plan = make_plan(world.sari)
    return [
        DailyEntry.objects.create(plan=plan, employee=world.sari, on=DAY, text=f"Kegiatan {n}")
        for n in range(3)
    ]


def states() -> set[str]:
    return set(DailyEntry.objects.values_list("status", flat=True))


@pytest.mark.parametrize("name", ["budi", "putri"])
def test_the_rater_or_a_delegate_confirms_many_at_once(
    world: World, entries: list[DailyEntry], name: str
) -> None:
    confirm_entries(entries, by=world.account(name), on=DAY)
    assert states() == {"confirmed"}
    assert DailyEntry.objects.first().reviewed_by == world.people[name]  # type: ignore[union-attr]
    assert Entry.objects.filter(verb="performance.entry_confirmed").count() == 3


def test_many_are_returned_with_one_reason_that_stays_out_of_the_ledger(
    world: World, entries: list[DailyEntry]
) -> None:
    return_entries(entries, reason="Sebutkan desanya", by=world.account("budi"), on=DAY)
    assert states() == {"returned"}
    entry = Entry.objects.filter(verb="performance.entry_returned").first()
    assert entry is not None
    assert "desanya" not in str(entry.changes)


def test_a_return_needs_a_reason(world: World, entries: list[DailyEntry]) -> None:
    with pytest.raises(ValidationError, match="perlu diperbaiki"):
        return_entries(entries, reason=" ", by=world.account("budi"), on=DAY)


@pytest.mark.parametrize("name", ["sari", "joko", "rini", "dewi", "agus", "hadi"])
def test_nobody_else_reviews(world: World, entries: list[DailyEntry], name: str) -> None:
    with pytest.raises(PermissionDenied):
        confirm_entries(entries, by=world.account(name), on=DAY)


def test_one_foreign_line_refuses_all(world: World, entries: list[DailyEntry]) -> None:
    other = make_plan(world.agus)
    foreign = DailyEntry.objects.create(plan=other, employee=world.agus, on=DAY, text="Lain")
    with pytest.raises(PermissionDenied):
        confirm_entries([*entries, foreign], by=world.account("budi"), on=DAY)
    assert states() == {"recorded"}


def test_what_was_looked_at_is_not_looked_at_twice(world: World, entries: list[DailyEntry]) -> None:
    confirm_entries(entries[:1], by=world.account("budi"), on=DAY)
    with pytest.raises(ValidationError, match="sudah diperiksa"):
        confirm_entries(entries, by=world.account("budi"), on=DAY)


def test_the_page_groups_by_person_and_picks_all(as_: Any, entries: list[DailyEntry]) -> None:
    address = reverse("performance:daily-review")
    text = as_("budi").get(address).content.decode()
    assert "Sari Lestari" in text
    assert "3 baris: pilih semuanya" in text
    assert " checked" not in text
    assert as_("budi").get(f"{address}?all=1").content.decode().count(" checked") == 3
    assert "Semua progress sudah diperiksa" in as_("sari").get(address).content.decode()


def test_the_page_confirms_and_asks_for_a_reason_before_it_returns(
    as_: Any, entries: list[DailyEntry]
) -> None:
    picked = {"entry": [str(entries[0].uuid)], "sure": "1"}
    assert as_("budi").post(reverse("performance:entries-confirm"), picked).status_code == 303
    picked = {"entry": [str(entry.uuid) for entry in entries[1:]]}
    back = reverse("performance:entries-return")
    assert "Catatan untuk pegawai" in as_("budi").post(back, picked).content.decode()
    assert as_("budi").post(back, {**picked, "reason": ""}).status_code == 422
    assert as_("budi").post(back, {**picked, "reason": "Sebutkan desanya"}).status_code == 303
    assert states() == {"confirmed", "returned"}
    day = as_("sari").get(reverse("performance:daily")).content.decode()
    assert "Sebutkan desanya" in day


def test_strangers_find_nothing_to_confirm(as_: Any, entries: list[DailyEntry]) -> None:
    picked = {"entry": [str(entries[0].uuid)]}
    assert as_("wati").post(reverse("performance:entries-confirm"), picked).status_code == 422
    assert as_("rini").post(reverse("performance:entries-confirm"), picked).status_code == 403
    assert states() == {"recorded"}


@pytest.mark.parametrize("name", ["entries-confirm", "entries-return"])
def test_none_picked_is_said_beside_the_list_and_on_top(
    as_: Any, entries: list[DailyEntry], name: str
) -> None:
    page = as_("budi").post(reverse(f"performance:{name}"), {})
    assert page.status_code == 422
    text = page.content.decode()
    assert '<a href="#picks">Centang paling sedikit satu baris dahulu.</a>' in text
    assert 'id="picks_error"' in text
    assert text.count('id="picks"') == 1


def test_a_line_that_was_looked_at_meanwhile_is_passed_over_by_name(
    as_: Any, entries: list[DailyEntry]
) -> None:
    first, second = entries[:2]
    DailyEntry.objects.filter(pk=first.pk).update(status=DailyEntry.Status.RETURNED)
    keys = [str(first.uuid), str(second.uuid)]
    address = reverse("performance:entries-confirm")
    alone = as_("budi").post(address, {"entry": keys[:1]})
    assert alone.status_code == 422
    assert "sudah diperiksa: dikembalikan" in alone.content.decode()
    shown = as_("budi").post(address, {"entry": keys}).content.decode()
    assert "Yang dilewati" in shown
    assert states() == {"recorded", "returned"}
    budi = as_("budi")
    answer = budi.post(address, {"entry": keys, "sure": "1"})
    assert "Dilewati: Sari Lestari" in budi.get(answer["Location"]).content.decode()
    second.refresh_from_db()
    assert second.status == DailyEntry.Status.CONFIRMED


def test_a_line_rewritten_after_the_look_is_not_confirmed_unread(
    as_: Any, entries: list[DailyEntry]
) -> None:
    marks = marks_of(entries[:1])
    DailyEntry.objects.filter(pk=entries[0].pk).update(text="Lain sama sekali")
    address = reverse("performance:entries-confirm")
    told = as_("budi").post(address, {"entry": marks, "sure": "1"})
    assert told.status_code == 422
    assert "isinya diubah pegawai" in told.content.decode()
    reason = {"entry": marks, "reason": "Sebutkan desanya"}
    back = as_("budi").post(reverse("performance:entries-return"), reason)
    assert back.status_code == 422
    assert "Sebutkan desanya" in back.content.decode()
    assert states() == {"recorded"}


def test_two_reviews_at_once_do_nothing_twice(world: World, entries: list[DailyEntry]) -> None:
    budi: dict[str, Any] = {"by": world.account("budi"), "on": DAY}
    marks = marks_of(entries)
    assert len(confirm_picked_entries(entries[:1], marks, **budi).done) == 1
    back = return_picked_entries(entries, marks, reason="Sebutkan desanya", **budi)
    assert (len(back.done), len(back.passed)) == (2, 1)
    assert confirm_picked_entries(entries, marks, **budi).done == []
    with pytest.raises(PermissionDenied):
        confirm_picked_entries(entries, marks, by=world.account("agus"), on=DAY)


def test_a_confirmation_is_taken_back_once_and_only_by_who_gave_it(
    world: World, as_: Any, entries: list[DailyEntry]
) -> None:
    keys = {"entry": [str(entry.uuid) for entry in entries], "sure": "1"}
    address = as_("budi").post(reverse("performance:entries-confirm"), keys)["Location"]
    assert as_("putri").post(address).status_code == 404
    assert "Batalkan konfirmasi" in as_("budi").get(address).content.decode()
    assert as_("budi").post(address).status_code == 303
    assert states() == {"recorded"}
    assert DailyEntry.objects.filter(reviewed_by=None, reviewed_on=None).count() == 3
    assert as_("budi").post(address).status_code == 422
    undone = Entry.objects.filter(verb="performance.entry_confirmation_undone")
    assert undone.count() == 3


def test_a_confirmation_stays_once_the_allowances_are_locked(
    world: World, entries: list[DailyEntry]
) -> None:
    budi = world.account("budi")
    confirm_entries(entries, by=budi, on=DAY)
    act = Act(tuple(Entry.objects.filter(verb="performance.entry_confirmed").order_by("sequence")))
    record("performance.sheet_locked", world.agency, by=budi, on=DAY)
    with pytest.raises(ValidationError, match="TPP sudah dikunci"):
        undo_confirmations(act, by=budi, on=DAY, at=act.until)
    assert states() == {"confirmed"}


def test_the_page_costs_at_most_twelve_queries(
    as_: Any, entries: list[DailyEntry], django_assert_max_num_queries: Any
) -> None:
    client = as_("budi")
    with django_assert_max_num_queries(12):
        client.get(reverse("performance:daily-review"))


def test_lines_wait_on_the_first_page_of_rater_and_owner(
    world: World, as_: Any, entries: list[DailyEntry]
) -> None:
    assert "Periksa 3 progress harian" in as_("budi").get(reverse("home")).content.decode()
    return_entries(entries, reason="Sebutkan desanya", by=world.account("budi"), on=DAY)
    assert "Perbaiki 3 progress harian" in as_("sari").get(reverse("home")).content.decode()


@pytest.mark.parametrize("who", ["sari", "budi", "dewi", "tono", "rini", "wati"])
def test_a_list_of_lines_holds_what_one_may_see(world: World, who: str) -> None:
    for person in (world.sari, world.joko):
        plan = make_plan(person)
        DailyEntry.objects.create(plan=plan, employee=person, on=DAY, text="Kegiatan")
    scope = world.scope(who)
    listed = sorted(listed_entries(scope).values_list("pk", flat=True))
    assert listed == sorted(DailyEntry.objects.visible_to(scope).values_list("pk", flat=True))
