"""Leave by hand and from a table: who keeps it, what is refused, what the record says."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.people.leave.actions import (
    LeaveFacts,
    LeaveLine,
    add_leave,
    cancel_leave,
    change_leave,
    import_leaves,
)
from pamong.people.leave.reading import read_leaves
from pamong.people.leaving.actions import leave_employee
from pamong.people.models import Employee, Leave
from pamong.people.scope import scope_of
from pamong.people.tests.world import World

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 4)
DAYS = (("01-12-2026", "04-12-2026"), ("07-12-2026", "08-12-2026"))
FACTS = LeaveFacts("cuti_tahunan", FIRST, LAST, "800/12/2026")


def add(world: World, by: str = "rini", who: str = "sari", facts: LeaveFacts = FACTS) -> Leave:
    return add_leave(world.people[who], facts, by=world.account(by), on=world.day)


def test_an_administrator_and_hr_add_leave_and_the_letter_is_no_text_of_the_record(
    world: World,
) -> None:
    leave = add(world)
    add(world, by="dewi", who="wati")
    assert (leave.last, leave.valid_to) == (LAST, date(2026, 12, 5))
    entry = Entry.objects.filter(verb="people.leave_added").order_by("sequence")[0]
    assert entry.changes["kind"] == [None, "cuti_tahunan"]
    assert "800/12" not in str(entry.changes)
    assert entry.person_uuid == world.sari.uuid


@pytest.mark.parametrize(
    ("by", "who"),
    [("rini", "wati"), ("budi", "sari"), ("sari", "sari"), ("tono", "sari"), ("lina", "sari")],
)
def test_others_add_none(world: World, by: str, who: str) -> None:
    with pytest.raises(PermissionDenied):
        add(world, by, who)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (LeaveFacts("cuti_tahunan", LAST, date(2026, 12, 9)), "sudah tercatat cuti"),
        (LeaveFacts("cuti_tahunan", LAST, FIRST), "sebelum hari pertama"),
        (LeaveFacts("libur", date(2027, 1, 1), date(2027, 1, 2)), "jenis cuti"),
        (LeaveFacts("tugas_belajar", date(2027, 1, 1), date(2037, 1, 2)), "enam tahun"),
    ],
)
def test_what_cannot_be_leave_is_refused(world: World, facts: LeaveFacts, said: str) -> None:
    add(world)
    with pytest.raises(ValidationError, match=said):
        add(world, facts=facts)


def test_leave_is_changed_and_cancelled_by_who_keeps_it(world: World) -> None:
    leave = add(world)
    earlier = LeaveFacts("cuti_tahunan", FIRST, FIRST, "800/12/2026")
    with pytest.raises(PermissionDenied):
        change_leave(leave, earlier, by=world.account("budi"), on=world.day)
    change_leave(leave, earlier, by=world.account("rini"), on=world.day)
    change_leave(leave, earlier, by=world.account("rini"), on=world.day)
    changed = Entry.objects.get(verb="people.leave_changed")
    assert changed.changes == {"valid_to": ["2026-12-05", "2026-12-02"]}
    with pytest.raises(PermissionDenied):
        cancel_leave(leave, by=world.account("sari"), on=world.day)
    cancel_leave(leave, by=world.account("rini"), on=world.day)
    assert not Leave.objects.exists()
    assert Entry.objects.filter(verb="people.leave_cancelled").count() == 1


def test_who_sees_it(world: World) -> None:
    add(world)
    seen = [
        name
        for name in ("sari", "budi", "putri", "rini", "dewi", "tono", "agus", "wati", "lina")
        if Leave.objects.visible_to(world.scope(name)).exists()
    ]
    assert seen == ["sari", "budi", "putri", "rini", "dewi", "tono"]


def test_the_pages_add_change_and_cancel(as_: Any, world: World) -> None:
    rini = as_("rini")
    url = reverse("people:leave-add")
    assert rini.get(f"{url}?person={world.sari.nip}").status_code == 200
    data = {
        "person": world.sari.nip,
        "kind": "cuti_tahunan",
        "first": "25-11-2026",
        "last": "27-11-2026",
    }
    assert rini.post(url, data | {"person": world.wati.nip}).status_code == 422
    assert rini.post(url, data | {"last": "1-1-2026"}).status_code == 422
    assert rini.post(url, data).status_code == 303
    leave = Leave.objects.get()
    assert "Cuti tahunan" in rini.get(reverse("people:leave-list")).content.decode()
    page = rini.get(reverse("people:employee-detail", args=[world.sari.uuid])).content.decode()
    assert "Sedang cuti" in page
    change = reverse("people:leave-change", args=[leave.uuid])
    assert rini.get(change).status_code == 200
    assert rini.post(change, data | {"last": "26-11-2026"}).status_code == 303
    assert rini.post(reverse("people:leave-cancel", args=[leave.uuid])).status_code == 303
    assert not Leave.objects.exists()


def table(world: World) -> str:
    rows = [
        f"{world.sari.nip};Cuti Tahunan;01-12-2026;04-12-2026;800/1",
        f"{world.putri.nip};CM;2026-12-01;2027-02-28;",
        f"{world.wati.nip};sakit;01-12-2026;02-12-2026;",
        f"{world.sari.nip};sakit;03-12-2026;05-12-2026;",
        f"{world.rini.nip};piknik;03-12-2026;05-12-2026;",
        "123;sakit;03-12-2026;05-12-2026;",
    ]
    return "\n".join(["NIP;Jenis cuti;Mulai;Sampai;Nomor surat", *rows])


def file(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("cuti.csv", table(world).encode())}


def test_a_table_is_shown_first_written_then_and_safe_to_repeat(as_: Any, world: World) -> None:
    url = reverse("people:leaves-import")
    rini = as_("rini")
    shown = rini.post(url, file(world))
    page = shown.content.decode()
    assert "2 baru, 0 diubah, 0 sudah ada, 4 tidak dibaca" in page
    for said in ("bukan pegawai yang Anda urus", "Bertumpuk", "tidak dikenal", "18 digit"):
        assert said in page
    assert not Leave.objects.exists()
    rows = shown.context["form"]["rows"].value()
    assert rini.post(url, {"rows": rows}).status_code == 303
    assert rini.post(url, {"rows": rows}).status_code == 303
    assert sorted(Leave.objects.values_list("kind", flat=True)) == [
        "cuti_melahirkan",
        "cuti_tahunan",
    ]
    assert Entry.objects.filter(verb="people.leave_added").count() == 2
    assert "Tidak ada yang berubah" in rini.post(url, file(world)).content.decode()
    assert rini.post(url, {"rows": "[1]"}).status_code == 422
    assert rini.get(reverse("people:leave-template")).status_code == 200


def test_rows_that_one_may_not_write_are_not_written_and_named(as_: Any, world: World) -> None:
    rows = f'[["{world.wati.nip}", "cuti_sakit", "2026-12-01", "2026-12-02", ""]]'
    page = as_("rini").post(reverse("people:leaves-import"), {"rows": rows})
    assert page.status_code == 422
    assert "bukan pegawai yang Anda urus" in page.content.decode()
    assert not Leave.objects.exists()


def test_what_changed_after_the_look_is_shown_again_and_nothing_is_lost(
    as_: Any, world: World
) -> None:
    url, rini = reverse("people:leaves-import"), as_("rini")
    form = rini.post(url, file(world)).context["form"]
    sent = {name: form[name].value() for name in ("rows", "shown")}
    first = LeaveFacts("cuti_sakit", date(2026, 12, 1), date(2026, 12, 2))
    add_leave(world.putri, first, by=world.account("rini"), on=world.day)
    page = rini.post(url, sent)
    assert page.status_code == 422
    assert "Keadaannya berubah" in page.content.decode()
    assert "1 baru, 1 diubah" in page.content.decode()
    assert Leave.objects.count() == 1
    again = {name: page.context["form"][name].value() for name in ("rows", "shown")}
    assert rini.post(url, again).status_code == 303
    assert Leave.objects.get(employee=world.putri).kind == "cuti_melahirkan"


def test_a_leave_entered_while_a_file_is_written_stops_the_file(world: World) -> None:
    line = LeaveLine(world.sari, FACTS)
    add_leave(world.sari, FACTS, by=world.account("rini"), on=world.day)
    with pytest.raises(ValidationError, match="baru saja berubah"):
        import_leaves([line], by=world.account("rini"), on=world.day)


def test_a_file_brings_leave_in_once_and_only_for_people_whom_one_keeps(world: World) -> None:
    lines = [LeaveLine(world.sari, FACTS)]
    assert import_leaves(lines, by=world.account("rini"), on=world.day) == 1
    standing = Leave.objects.get(employee=world.sari)
    assert standing.source == Leave.Source.IMPORTED
    again = [LeaveLine(world.sari, FACTS, standing)]
    assert import_leaves(again, by=world.account("rini"), on=world.day) == 0
    assert Entry.objects.filter(verb="people.leave_added").count() == 1
    for who, line in (("rini", LeaveLine(world.wati, FACTS)), ("sari", lines[0])):
        with pytest.raises(PermissionDenied):
            import_leaves([line], by=world.account(who), on=world.day)


def left(world: World, day: date) -> None:
    Employee.objects.filter(pk=world.sari.pk).update(left_on=day, left_reason="pensiun")
    world.sari.refresh_from_db()


def test_leave_after_the_service_is_refused_and_one_across_its_end_ends_with_it(
    world: World,
) -> None:
    left(world, date(2026, 12, 3))
    after = LeaveFacts("cuti_tahunan", date(2026, 12, 3), date(2026, 12, 9))
    with pytest.raises(ValidationError, match="cuti sesudahnya tidak dicatat"):
        add(world, facts=after)
    assert add(world).last == date(2026, 12, 2)
    assert add(world, who="putri").last == LAST


def test_a_file_names_leave_after_the_service_and_cuts_the_other(world: World) -> None:
    left(world, date(2026, 12, 3))
    lines = ["NIP;Jenis cuti;Dari;Sampai"]
    lines += [f"{world.sari.nip};Cuti tahunan;{a};{b}" for a, b in DAYS]
    file = io.BytesIO("\n".join(lines).encode())
    found = read_leaves(file, "cuti.csv", scope_of(world.account("dewi"), world.day))
    assert [line.facts.last for line in found.lines] == [date(2026, 12, 2)]
    assert ["cuti sesudahnya" in one.reason for one in found.rejected] == [True]


def test_who_leaves_is_on_leave_no_longer_and_the_record_says_so(world: World) -> None:
    across = add(world)
    later = add(world, facts=LeaveFacts("cuti_tahunan", date(2027, 1, 4), date(2027, 1, 5)))
    leave_employee(
        world.sari,
        reason="meninggal",
        left_on=date(2026, 12, 3),
        by=world.account("dewi"),
        on=date(2026, 12, 3),
    )
    across.refresh_from_db()
    assert across.valid_to == date(2026, 12, 3)
    assert not Leave.objects.filter(pk=later.pk).exists()
    changed = Entry.objects.get(verb="people.leave_changed")
    assert changed.changes == {"valid_to": ["2026-12-05", "2026-12-03"]}
    assert Entry.objects.get(verb="people.leave_cancelled").subject_uuid == later.uuid
