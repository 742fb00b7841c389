"""A balance is entered by one and confirmed by another; a correction leaves both; ranks by the day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.importing.actions import import_people
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import parsed
from pamong.people.models import Employee
from pamong.people.tests.world import World
from pamong.performance.credit.actions import (
    RankFacts,
    confirm_balances,
    correct_balance,
    enter_balance,
    note_rank,
    refuse_balance,
)
from pamong.performance.credit.picked_actions import confirm_picked_balances
from pamong.performance.credit.queries import account_in
from pamong.performance.credit.tests.make import balance, make_balance, make_functional
from pamong.performance.models import CreditEntry, CreditStanding, RankHeld
from pamong.performance.models.credit import rank_on

APRIL = date(2026, 4, 1)


def entered(world: World, by: str = "rini", **overrides: Any) -> CreditEntry:
    make_functional(world.sari)
    return enter_balance(world.sari, balance(**overrides), by=world.account(by), on=world.day)


def total_of(world: World) -> Decimal | None:
    standing = account_in(world.sari, world.day).standing
    return standing.value["total"] if standing else None


def test_a_balance_counts_once_another_person_confirmed_it(world: World) -> None:
    entry = entered(world)
    assert total_of(world) is None
    confirm_balances([entry], by=world.account("dewi"), on=world.day)
    assert total_of(world) == Decimal("32.50")
    assert CreditStanding.objects.get(employee=world.sari).total == Decimal("32.50")
    verbs = list(Entry.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-2:] == ["performance.credit_entered", "performance.credit_confirmed"]
    assert "823/PAK/2022" not in str(list(Entry.objects.values_list("changes", flat=True)))
    assert first_fault() is None


def test_many_are_confirmed_after_a_look_and_what_was_answered_is_passed_over(
    world: World, as_: Any
) -> None:
    first, second = (
        entered(world),
        entered(world, document_number="9/PAK/2026", as_of=date(2022, 6, 30)),
    )
    dewi, address = as_("dewi"), "/credit/entries/confirm"
    picked = {"pick": [str(first.uuid), str(second.uuid)]}
    refuse_balance(second, "Nomor PAK berbeda", by=world.account("dewi"), on=world.day)
    shown = dewi.post(address, picked).content.decode()
    assert "saldo sudah ditolak" in shown
    assert total_of(world) is None
    answer = dewi.post(address, {**picked, "sure": "1"})
    assert "Dilewati: " in dewi.get(answer["Location"]).content.decode()
    again = confirm_picked_balances([first], by=world.account("dewi"), on=world.day)
    assert (again.done, again.passed[0].why) == ([], "saldo sudah dikonfirmasi")
    assert total_of(world) == Decimal("32.50")


def test_who_entered_it_does_not_confirm_it(world: World) -> None:
    entry = entered(world)
    with pytest.raises(PermissionDenied):
        confirm_balances([entry], by=world.account("rini"), on=world.day)


@pytest.mark.parametrize("who", ["sari", "budi", "joko", "agus", "lina"])
def test_others_neither_enter_nor_confirm(world: World, who: str) -> None:
    entry = entered(world)
    with pytest.raises(PermissionDenied):
        enter_balance(world.sari, balance(), by=world.account(who), on=world.day)
    with pytest.raises(PermissionDenied):
        confirm_balances([entry], by=world.account(who), on=world.day)


def test_nobody_keeps_ones_own_balance(world: World) -> None:
    make_functional(world.rini)
    with pytest.raises(PermissionDenied):
        enter_balance(world.rini, balance(), by=world.account("rini"), on=world.day)


def test_a_refused_balance_stays_in_sight_and_counts_nothing(world: World, as_: Any) -> None:
    entry = entered(world)
    refuse_balance(entry, "Nomor PAK berbeda", by=world.account("dewi"), on=world.day)
    assert total_of(world) is None
    page = as_("sari").get(f"/credit/entries/{entry.uuid}").content.decode()
    assert "Nomor PAK berbeda" in page
    assert "Ditolak" in page
    with pytest.raises(ValidationError, match="sudah ditolak"):
        confirm_balances([entry], by=world.account("dewi"), on=world.day)


def test_a_correction_takes_the_place_once_it_is_confirmed_and_both_stay(world: World) -> None:
    make_functional(world.sari)
    old = make_balance(world)
    facts = balance(given={"conventional": "140"}, document_number="9/PAK/2026")
    new = correct_balance(old, facts, by=world.account("rini"), on=world.day)
    assert total_of(world) == Decimal("32.50")
    with pytest.raises(ValidationError, match="sudah menunggu"):
        correct_balance(old, facts, by=world.account("rini"), on=world.day)
    confirm_balances([new], by=world.account("dewi"), on=world.day)
    old.refresh_from_db()
    assert (old.replaced_by, old.given["conventional"]) == (new, "132.5")
    assert total_of(world) == Decimal("40.00")


def test_a_correction_also_takes_the_place_of_what_was_confirmed_meanwhile(world: World) -> None:
    make_functional(world.sari)
    old, rini, dewi = make_balance(world), world.account("rini"), world.account("dewi")
    facts = balance(given={"conventional": "140"}, document_number="9/PAK/2026")
    correction = correct_balance(old, facts, by=rini, on=world.day)
    again = balance(given={"conventional": "150"}, document_number="10/PAK/2026")
    meanwhile = enter_balance(world.sari, again, by=rini, on=world.day)
    confirm_balances([meanwhile], by=dewi, on=world.day)
    confirm_balances([correction], by=dewi, on=world.day)
    assert list(CreditEntry.objects.standing()) == [correction]
    assert total_of(world) == Decimal("40.00")


def test_a_corrected_day_takes_the_place_of_the_balance_of_that_day(world: World) -> None:
    make_functional(world.sari)
    rini, dewi = world.account("rini"), world.account("dewi")
    wrong = make_balance(world, as_of=date(2021, 12, 31))
    right = make_balance(world)
    correction = correct_balance(wrong, balance(), by=rini, on=world.day)
    confirm_balances([correction], by=dewi, on=world.day)
    assert list(CreditEntry.objects.standing()) == [correction]
    right.refresh_from_db()
    assert right.replaced_by == correction


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"level": "mahir"}, "belum terkonfirmasi: isi angka menurut PAK"),
        ({"given": {"conventional": "99"}}, "paling sedikit 100"),
        ({"as_of": date(2027, 1, 1)}, "tidak boleh sesudah hari ini"),
        (
            {"kind": "perpindahan", "level": "ahli_muda", "given": {"rank": "III/b"}},
            "di bawah jenjang Ahli Muda",
        ),
        (
            {"kind": "perpindahan", "given": {"rank": "III/a", "predicate": "baik"}},
            "keduanya",
        ),
    ],
)
def test_what_the_rule_refuses_is_said_in_words(
    world: World, overrides: dict[str, Any], said: str
) -> None:
    make_functional(world.sari)
    with pytest.raises(ValidationError, match=said):
        enter_balance(world.sari, balance(**overrides), by=world.account("rini"), on=world.day)


def test_the_figure_of_a_pak_is_taken_as_it_stands(world: World) -> None:
    make_functional(world.sari, "Mahir")
    make_balance(world, level="mahir", given={"credit": "12.345"})
    assert total_of(world) == Decimal("12.35")


def test_a_rank_is_noted_with_its_day_and_the_account_follows(world: World) -> None:
    make_functional(world.sari)
    make_balance(world, given={"credit": "60"})
    facts = RankFacts("III/b", date(2026, 4, 1), "12/SK/2026")
    row = note_rank(world.sari, facts, by=world.account("rini"), on=world.day)
    account = account_in(world.sari, world.day)
    assert (account.rank, account.rank_since) == ("III/b", date(2026, 4, 1))
    assert account.standing
    assert account.standing.value["rank_threshold"] == 100
    note_rank(world.sari, RankFacts("III/a", row.starts_on), by=world.account("dewi"), on=world.day)
    assert RankHeld.objects.get().rank == "III/a"
    entry = Entry.objects.filter(verb="performance.rank_noted").latest("sequence")
    assert entry.changes["rank"] == ["III/b", "III/a"]
    with pytest.raises(PermissionDenied):
        note_rank(world.sari, facts, by=world.account("budi"), on=world.day)
    with pytest.raises(ValidationError, match="setelah berlaku"):
        note_rank(
            world.sari, RankFacts("III/b", date(2027, 1, 1)), by=world.account("rini"), on=world.day
        )


def held_by(world: World) -> Callable[[date], tuple[str, date | None]]:
    """Sari's rank of a day; her record always says that of today."""

    def held(day: date) -> tuple[str, date | None]:
        sari = Employee.objects.get(pk=world.sari.pk)
        assert sari.rank == account_in(sari, world.day).rank
        return rank_on(sari.rank, sari.ranks.all(), day)

    return held


def test_noting_a_rank_writes_the_record_and_keeps_what_was_held_before(world: World) -> None:
    make_functional(world.sari)
    held = held_by(world)
    note_rank(world.sari, RankFacts("III/b", APRIL), by=world.account("rini"), on=world.day)
    assert held(world.day) == ("III/b", APRIL)
    assert held(date(2025, 12, 31)) == ("III/a", None)
    begun = date(2022, 4, 1)
    note_rank(world.sari, RankFacts("III/a", begun), by=world.account("rini"), on=world.day)
    assert held(world.day) == ("III/b", APRIL)
    assert held(date(2025, 12, 31)) == ("III/a", begun)
    assert held(date(2022, 3, 31)) == ("", None)
    assert RankHeld.objects.count() == 2
    assert first_fault() is None


def test_a_rank_below_that_of_the_record_is_an_earlier_one(world: World) -> None:
    make_functional(world.sari, rank="III/b")
    held, begun = held_by(world), date(2022, 4, 1)
    note_rank(world.sari, RankFacts("III/a", begun), by=world.account("rini"), on=world.day)
    assert held(world.day) == ("III/b", None)
    assert held(date(2025, 12, 31)) == ("III/a", begun)
    note_rank(world.sari, RankFacts("III/b", APRIL), by=world.account("rini"), on=world.day)
    assert held(world.day) == ("III/b", APRIL)
    assert RankHeld.objects.count() == 2


def test_a_rank_lowered_from_today_on_is_that_of_today(world: World) -> None:
    make_functional(world.sari, rank="III/b")
    note_rank(world.sari, RankFacts("III/a", world.day), by=world.account("rini"), on=world.day)
    assert held_by(world)(world.day) == ("III/a", world.day)


def test_a_file_of_people_changes_the_history_without_a_start(world: World) -> None:
    make_functional(world.sari)
    held, dewi = held_by(world), world.account("dewi")
    note_rank(world.sari, RankFacts("III/b", APRIL), by=dewi, on=world.day)
    row = (world.sari.nip, world.sari.name, "III/c")
    file = parsed(row, headings=("NIP", "Nama", "Golongan"))
    import_people(world.agency, plan_import(world.agency, file, world.day), by=dewi, on=world.day)
    assert held(world.day) == ("III/c", None)
    assert held(world.day - timedelta(days=1)) == ("III/b", APRIL)
    world.sari.refresh_from_db()
    begun = date(2026, 10, 1)
    note_rank(world.sari, RankFacts("III/c", begun), by=dewi, on=world.day)
    assert held(world.day) == ("III/c", begun)
    assert RankHeld.objects.count() == 3


def test_entering_and_confirming_through_the_browser(world: World, as_: Any) -> None:
    make_functional(world.sari)
    path = f"/credit/people/{world.sari.uuid}/enter"
    page = as_("rini").get(path).content.decode()
    assert "31 Desember 2022" in page or "31-12-2022" in page
    sent = {
        "level": "ahli_pertama", "as_of": "31-12-2022", "conventional": "132,5", "credit": "",
        "document_number": "823/PAK/2022", "document_on": "20-01-2023", "source": "PAK kertas",
    }  # fmt: skip
    both = as_("rini").post(path, sent | {"credit": "3"})
    assert both.status_code == 422
    assert "Isi salah satu" in both.content.decode()
    done = as_("rini").post(path, sent)
    assert done.status_code == 303
    entry = CreditEntry.objects.get()
    assert "orang lain yang mengonfirmasinya" in as_("rini").get(done.url).content.decode()
    listed = as_("dewi").get("/credit/entries").content.decode()
    assert world.sari.full_name in listed
    assert "Konfirmasi saldo yang dipilih" in listed
    confirmed = as_("dewi").post("/credit/entries/confirm", {"pick": [str(entry.uuid), "x"]})
    assert confirmed.status_code == 303
    assert total_of(world) == Decimal("32.50")


def test_nothing_picked_is_asked_back(world: World, as_: Any) -> None:
    entered(world)
    answer = as_("dewi").post("/credit/entries/confirm", follow=True)
    assert "Pilih saldo yang dikonfirmasi." in answer.content.decode()
