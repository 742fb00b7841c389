"""Working hours, kinds of leave and what they mean are answered by an agency like every other rule."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pamong.access.scope import Role
from pamong.ledger.actions import SHELL
from pamong.people.contracts.actions import ContractFacts, add_contract
from pamong.people.leave.actions import LeaveFacts, add_leave, change_leave
from pamong.people.leave.kinds import PACK as LEAVE
from pamong.people.leave.kinds import counted_as, kind_choices, leave_pack, shortens_after
from pamong.people.leave.reading import read_leaves
from pamong.people.models import Agency, Employee, Leave, WorkWeek
from pamong.people.person_days import days_of
from pamong.people.roles.actions import give_role
from pamong.people.tests.make import make_unit
from pamong.people.tests.world import World
from pamong.people.workdays.actions import WeekFacts, set_week
from pamong.people.workdays.hours import PACK as HOURS
from pamong.people.workdays.hours import hours_pack, minutes_asked, proposed
from pamong.people.workdays.places import Place
from pamong.performance.local_rules.actions import Answer, ask_rule, grant_rule
from pamong.performance.local_rules.queries import clause_named
from pamong.performance.local_rules.tests.test_other_packs import CONTRACTS, SINCE, answered, local
from pamong.performance.models import LocalRule

BEFORE = date(2026, 10, 1)
SENT = {"valid_from": "01-11-2026", "basis": "Perbup 12", "reason": "Kesepakatan"}


def told(world: World, clause: str, **changed: str) -> dict[str, str]:
    named = clause_named(world.scope("dewi"), world.day, clause)
    assert named is not None
    figures = {one.name: str(one.value) for one in named[1].figures}
    assert figures.keys() >= changed.keys()
    return figures | changed


def answer(world: World, pack: str, clause: str, **changed: str) -> LocalRule:
    named = clause_named(world.scope("dewi"), world.day, clause)
    assert named is not None
    given = {
        one.name: value if one.choices or one.letters else Decimal(value)
        for one in named[1].figures
        if (value := told(world, clause, **changed)[one.name]) or one.letters
    }
    user = world.account("wati")
    if not user.mandates.exists():
        give_role(user, Role.HR, world.agency, by=SHELL, on=date(2026, 1, 1))
    what = Answer(pack, clause, given, SINCE, "Peraturan Bupati 12/2026", "Kesepakatan")
    asked = ask_rule(world.agency, what, by=world.account("dewi"), on=world.day)
    return grant_rule(asked, by=user, on=world.day)


def leave(world: World, kind: str, first: date, last: date) -> Leave:
    person = Employee.objects.select_related("agency").get(pk=world.sari.pk)
    facts = LeaveFacts(kind, first, last)
    return add_leave(person, facts, by=world.account("dewi"), on=world.day)


def test_daily_progress_goes_on_in_a_kind_of_leave_from_the_day_on(world: World) -> None:
    answer(world, LEAVE, "leave_effect", rows__tugas_belajar__duty="tetap")
    leave(world, "tugas_belajar", BEFORE, date(2026, 10, 30))
    leave(world, "tugas_belajar", date(2026, 11, 2), date(2026, 11, 30))
    agency = Agency.objects.get(pk=world.agency.pk)
    assert world.sari.unit
    days = days_of(agency, world.sari.unit.path, world.sari.pk, BEFORE, date(2026, 12, 31))
    assert not days.owes_day(date(2026, 10, 5))
    assert days.owes_day(date(2026, 11, 4))


def test_how_long_a_leave_must_be_and_as_what_it_counts_hold_from_the_day_on(world: World) -> None:
    answer(world, LEAVE, "leave_effect", rows__cuti_sakit__shortens_after="0")
    answer(world, LEAVE, "leave_attendance", rows__cltn__counted_as="sick_days")
    before, after = (leave_pack(day, local(world)) for day in (BEFORE, SINCE))
    assert (shortens_after("cuti_sakit", before), shortens_after("cuti_sakit", after)) == (30, None)
    assert (counted_as("cltn", before), counted_as("cltn", after)) == ("leave_days", "sick_days")


def test_a_kind_that_went_out_of_use_is_not_offered_and_refused_but_stays_where_it_is(
    world: World,
) -> None:
    kept = leave(world, "cuti_besar", date(2026, 11, 2), date(2026, 11, 6))
    answer(world, LEAVE, "leave_effect", rows__cuti_besar__offered="tidak_dipakai")
    pack = leave_pack(SINCE, local(world))
    assert "cuti_besar" not in dict(kind_choices(pack))
    assert "cuti_besar" in dict(kind_choices(pack, "cuti_besar"))
    with pytest.raises(ValidationError, match="dipakai instansi"):
        leave(world, "cuti_besar", date(2026, 12, 1), date(2026, 12, 4))
    leave(world, "cuti_besar", BEFORE, BEFORE)
    longer = LeaveFacts("cuti_besar", kept.valid_from, date(2026, 11, 9))
    by = world.account("dewi")
    assert change_leave(kept, longer, by=by, on=world.day).last == date(2026, 11, 9)


def test_hours_of_ramadan_hold_from_the_day_on(world: World) -> None:
    answer(world, HOURS, "week_hours", rows__jam_ramadan__minutes="1800")
    before, after = (hours_pack(day, local(world)) for day in (BEFORE, SINCE))
    assert minutes_asked("jam_ramadan", before) == 1950
    assert minutes_asked("jam_ramadan", after) == 1800
    begins, ends, rest = proposed(after)["jam_ramadan"]["senin_kamis"]
    assert ends - begins - rest == 360


def test_the_share_of_part_time_holds_from_the_day_on(world: World, as_: Any) -> None:
    answered(world, CONTRACTS, "part_time_hours", rows__pppk_paruh_waktu__percent="62.5")
    Employee.objects.filter(pk=world.sari.pk).update(kind=Employee.Kind.PPPK_PART_TIME)
    world.sari.refresh_from_db()
    facts = ContractFacts(date(2026, 11, 1), date(2027, 10, 31))
    add_contract(world.sari, facts, by=world.account("rini"), on=world.day)
    page = as_("dewi").get(reverse("people:employee-detail", args=[world.sari.uuid]))
    assert "62,5% jam penuh menurut aturan (Aturan instansi" in page.content.decode()


def test_a_share_beyond_full_hours_is_refused(world: World, as_: Any) -> None:
    url = reverse("performance:rule-ask", args=["part_time_hours"])
    page = as_("dewi").post(url, {"rows__pppk_paruh_waktu__percent": "120", **SENT})
    assert page.status_code == 422
    assert "paling banyak 100" in page.content.decode()


def test_a_time_of_day_is_typed_as_a_time(world: World, as_: Any) -> None:
    client = as_("dewi")
    url = reverse("performance:rule-ask", args=["week_hours"])
    page = client.get(url).content.decode()
    assert "07.30" in page
    assert "Mulai pukul" in page
    sent = told(world, "week_hours") | {
        "rows__jam_biasa__begins": "08.00",
        "rows__jam_ramadan__begins": "08.30",
    }
    asked = client.post(url, {**sent, **SENT})
    assert asked.status_code == 303
    rule = LocalRule.objects.get()
    assert rule.figures["rows__jam_biasa__begins"] == "480"
    detail = client.get(asked.headers["Location"]).content.decode()
    assert "08.00" in detail


def test_the_preview_names_whose_leave_would_mean_something_else(world: World, as_: Any) -> None:
    leave(world, "cuti_besar", date(2026, 11, 2), date(2026, 12, 6))
    client = as_("dewi")
    url = reverse("performance:rule-ask", args=["leave_effect"])
    sent = told(world, "leave_effect", rows__cuti_besar__duty="tetap")
    asked = client.post(url, {**sent, **SENT})
    assert asked.status_code == 303, asked.content.decode()
    detail = client.get(asked.headers["Location"]).content.decode()
    assert "Dari 1 cuti yang mulai pada tanggal itu atau sesudahnya, 1 berubah artinya" in detail
    assert "Sari" in detail
    assert "progress harian wajib" in detail


def test_the_preview_names_the_places_whose_hours_differ_from_the_rule(
    world: World, as_: Any
) -> None:
    facts = WeekFacts(WorkWeek.Pattern.FIVE, proposed(hours_pack(SINCE)))
    place = Place(Agency.objects.get(pk=world.agency.pk))
    set_week(place, facts, valid_from=BEFORE, by=world.account("dewi"), on=world.day)
    client = as_("dewi")
    for clause, changed in (
        ("week_hours", {"rows__jam_biasa__minutes": "2400"}),
        ("break_time", {"rows__jam_biasa__jumat__rest": "60"}),
    ):
        sent = told(world, clause, **changed)
        for name in [key for key in sent if key.endswith("begins")]:
            sent[name] = "07.30"
        url = reverse("performance:rule-ask", args=[clause])
        asked = client.post(url, {**sent, **SENT})
        assert asked.status_code == 303, asked.content.decode()
        detail = client.get(asked.headers["Location"]).content.decode()
        assert world.agency.name in detail
        assert "Jam yang sudah ditulis bagi 1 tempat kerja tidak diubah" in detail


def test_places_of_one_name_are_counted_each(world: World, as_: Any) -> None:
    for parent in (world.health, world.school):
        unit = make_unit(world.agency, parent, name="Subbagian Umum")
        place = Place(Agency.objects.get(pk=world.agency.pk), unit)
        facts = WeekFacts(WorkWeek.Pattern.FIVE, proposed(hours_pack(SINCE)))
        set_week(place, facts, valid_from=BEFORE, by=world.account("dewi"), on=world.day)
    client = as_("dewi")
    sent = told(world, "week_hours", rows__jam_biasa__minutes="2400")
    for name in [key for key in sent if key.endswith("begins")]:
        sent[name] = "07.30"
    asked = client.post(reverse("performance:rule-ask", args=["week_hours"]), {**sent, **SENT})
    detail = client.get(asked.headers["Location"]).content.decode()
    assert "2 tempat kerja tidak diubah; 2 di antaranya" in detail


@pytest.mark.parametrize("clause", ["leave_effect", "leave_attendance", "week_hours", "break_time"])
def test_each_table_has_a_form_and_stands_on_the_page_of_rules(
    world: World, as_: Any, clause: str
) -> None:
    client = as_("dewi")
    url = reverse("performance:rule-ask", args=[clause])
    assert client.get(url).status_code == 200
    assert url in client.get(reverse("performance:rules")).content.decode()


OWN = {"rows__jenis_1__own_name": "Cuti haji", "rows__jenis_1__leave_kind": "cuti_besar"}


def test_an_agency_names_a_kind_of_leave_and_it_is_treated_like_another(world: World) -> None:
    answer(world, LEAVE, "leave_own", **OWN)
    agency = Agency.objects.get(pk=world.agency.pk)
    rules = leave_pack(SINCE, agency.local_packs)
    assert ("Cuti haji", "Cuti haji") in kind_choices(rules)
    assert "Cuti haji" not in dict(kind_choices(leave_pack(BEFORE, agency.local_packs)))
    for said in (shortens_after, counted_as):
        assert said("Cuti haji", rules) == said("cuti_besar", rules)
    # What the agency says of that kind holds for its own one too.
    answer(world, LEAVE, "leave_effect", rows__cuti_besar__shortens_after="12")
    agency.refresh_from_db()
    assert shortens_after("Cuti haji", leave_pack(SINCE, agency.local_packs)) == 12
    with pytest.raises(ValidationError, match="dipakai instansi"):
        leave(world, "Cuti haji", BEFORE, date(2026, 10, 30))
    assert leave(world, "Cuti haji", date(2026, 11, 2), date(2026, 11, 30)).kind == "Cuti haji"


def test_a_kind_that_is_used_cannot_vanish_and_a_name_stands_for_one(world: World) -> None:
    for name in ("cuti besar", "CLTN"):
        with pytest.raises(ValidationError, match="Tulis setiap nama satu kali"):
            answer(world, LEAVE, "leave_own", rows__jenis_2__own_name=name)
    answer(world, LEAVE, "leave_own", **OWN)
    with pytest.raises(ValidationError, match="Tulis setiap nama satu kali"):
        answer(world, LEAVE, "leave_own", rows__jenis_2__own_name="CUTI  HAJI", **OWN)
    leave(world, "Cuti haji", date(2026, 11, 2), date(2026, 11, 30))
    with pytest.raises(ValidationError, match="Sudah ada cuti Cuti haji"):
        answer(world, LEAVE, "leave_own", rows__jenis_1__own_name="Cuti umrah")


def test_an_import_of_leave_knows_the_new_kind_from_its_day_on(world: World, as_: Any) -> None:
    page = as_("dewi").get("/rules/leave_own/change")
    assert page.status_code == 200
    figures = told(world, "leave_own", **OWN)
    sent = as_("dewi").post("/rules/leave_own/change", {**figures, **SENT})
    assert sent.status_code == 303, sent.content
    rule = LocalRule.objects.get(clause="leave_own")
    page = as_("dewi").get(sent["Location"]).content.decode()
    assert "Cuti haji" in page
    assert page.count("Jenis tambahan") == 2  # its name, and which it is treated like
    assert "Cuti karena alasan penting" not in page  # nothing that is none is treated like one
    assert "10 isian lain butir ini tetap." in page
    give_role(world.account("wati"), Role.HR, world.agency, by=SHELL, on=date(2026, 1, 1))
    grant_rule(rule, by=world.account("wati"), on=world.day)
    assert "Cuti haji" in as_("dewi").get("/leave/add").content.decode()  # for leave to come
    for first, last, known in (
        ("02-11-2026", "30-11-2026", True),
        ("02-10-2026", "30-10-2026", False),
    ):
        text = f"NIP;Jenis cuti;Dari;Sampai\n{world.sari.nip};cuti HAJI;{first};{last}\n"
        found = read_leaves(io.BytesIO(text.encode()), "cuti.csv", world.scope("dewi"))
        assert bool(found.lines) is known, found.rejected
        assert not found.lines or found.lines[0].facts.kind == "Cuti haji"
