"""Importing: what is written, what is said before, and what never happens."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pamong.access.models import User
from pamong.ledger.actions import SHELL
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.following import FOLLOWERS
from pamong.people.importing.actions import ImportResult, StalePlanError, import_people
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.tests.files import NIPS, OWN, parsed
from pamong.people.models import (
    Agency,
    Assignment,
    DataProblem,
    Employee,
    ForeignId,
    NameWord,
    Supervision,
    Unit,
)
from pamong.people.raters.actions import set_superior
from pamong.people.tests.make import make_agency, make_user
from pamong.people.tests.world import World
from pamong.people.ticking import copy_facts

HEAD, STAFF, CHIEF = NIPS[10], NIPS[11], NIPS[12]
OFFICE = (
    (CHIEF, "Kepala", "Kepala Dinas Kesehatan", "DK", "Dinas Kesehatan", ""),
    (HEAD, "Atasan", "Kepala Seksi Gizi", "DK1", "Seksi Gizi", CHIEF),
    (STAFF, "Pegawai", "Nutrisionis Terampil", "DK1", "Seksi Gizi", ""),
)


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency(code="uji", name="Kabupaten Uji")


def plan(agency: Agency, *rows: Any, on: date, headings: Any = OWN, **more: Any) -> ImportPlan:
    return plan_import(agency, parsed(*rows, headings=headings), on, **more)


def run(agency: Agency, *rows: Any, on: date, headings: Any = OWN, **more: Any) -> ImportResult:
    made = plan(agency, *rows, on=on, headings=headings)
    return import_people(agency, made, by=SHELL, on=on, **more)


def person(nip: str) -> Employee:
    return Employee.objects.get(nip=nip)


def test_an_empty_agency_gets_people_units_posts_raters_and_accounts(
    agency: Agency, today: date
) -> None:
    assert str(run(agency, *OFFICE, on=today)) == "added 3, changed 0, unchanged 0, rejected 0"
    root, office, section = Unit.objects.filter(agency=agency).order_by("pk")
    assert (root.name, root.kind) == ("Kabupaten Uji", Unit.Kind.AGENCY)
    assert (office.parent, section.parent) == (root, root)
    assert section.path == f"/{root.pk}/{section.pk}/"
    staff = person(STAFF)
    assert (staff.unit, staff.rater, staff.rater_superior) == (section, person(HEAD), person(CHIEF))
    assert staff.assignments.get().valid_from == today
    assert staff.supervisions.get().source == Supervision.Source.PROPOSED
    assert person(HEAD).supervisions.get().source == Supervision.Source.IMPORTED
    assert staff.user is not None
    assert (staff.user.sign_in_name, staff.user.has_usable_password()) == (STAFF, False)


def test_the_record_has_the_file_and_each_person(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    verbs = list(Entry.objects.values_list("verb", flat=True).order_by("sequence"))
    assert verbs.count("people.employee_added") == 3
    assert verbs[-1] == "people.file_imported"
    assert first_fault() is None
    assert "Pegawai" not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_the_second_run_changes_nothing(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    count = Entry.objects.count()
    assert str(run(agency, *OFFICE, on=today)) == "added 0, changed 0, unchanged 3, rejected 0"
    later = today + timedelta(days=30)
    assert str(run(agency, *OFFICE, on=later)) == "added 0, changed 0, unchanged 3, rejected 0"
    assert Entry.objects.count() == count


def test_the_dry_run_writes_nothing_and_says_before_and_after(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    moved = (STAFF, "Pegawai Baru", "Nutrisionis Mahir", "DK2", "Seksi Baru", CHIEF)
    before = Entry.objects.count()
    shown = plan(agency, moved, on=today + timedelta(days=5))
    (change,) = shown.people
    assert change.fields["name"] == ("Pegawai", "Pegawai Baru")
    assert change.shown["unit"] == ("Seksi Gizi", "Seksi Baru")
    assert change.shown["rater"] == ("Atasan", "Kepala")
    assert [unit.name for unit in shown.units] == ["Seksi Baru"]
    assert [post.facts.name for post in shown.posts] == ["Nutrisionis Mahir"]
    assert (Entry.objects.count(), Unit.objects.filter(code="DK2").exists()) == (before, False)


def test_a_move_closes_the_old_post_and_rater_on_the_day(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    later = today + timedelta(days=5)
    run(agency, (STAFF, "Pegawai", "Nutrisionis Mahir", "DK2", "Seksi Baru", CHIEF), on=later)
    old, new = person(STAFF).assignments.order_by("valid_from")
    assert (old.valid_to, new.valid_from, new.valid_to) == (later, later, None)
    first, second = person(STAFF).supervisions.order_by("valid_from")
    assert (first.valid_to, second.rater) == (later, person(CHIEF))
    staff = person(STAFF)
    assert (staff.unit, staff.position, staff.rater) == (new.unit, new.position, second.rater)


def test_the_record_names_units_posts_and_raters_as_everywhere(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    old = person(STAFF)
    moved = (STAFF, "Pegawai", "Perawat Terampil", "DK2", "Seksi Baru", CHIEF)
    run(agency, moved, on=today + timedelta(days=30))
    new = person(STAFF)
    changes = Entry.objects.get(verb="people.employee_changed", subject_uuid=new.uuid).changes
    assert old.unit is not None
    assert new.unit is not None
    assert old.position is not None
    assert new.position is not None
    assert changes["unit"] == [str(old.unit.uuid), str(new.unit.uuid)]
    assert changes["position"] == [str(old.position.uuid), str(new.position.uuid)]
    assert changes["rater"] == [str(person(HEAD).uuid), str(person(CHIEF).uuid)]


def test_a_day_ahead_changes_todays_row_only_on_that_day(world: World) -> None:
    day, later = world.day, world.day + timedelta(days=5)
    row = (world.sari.nip, "Sari Lestari", "Bidan Mahir", "BARU", "Seksi Baru", world.agus.nip)
    made = plan(world.agency, row, on=later)
    assert made.moves == 1
    import_people(world.agency, made, by=SHELL, on=day)
    world.sari.refresh_from_db()
    assert (world.sari.unit, world.sari.rater) == (world.clinic, world.budi)
    again = import_people(world.agency, plan(world.agency, row, on=later), by=SHELL, on=day)
    assert again == ImportResult(unchanged=1)
    copy_facts(world.agency, day, later)
    world.sari.refresh_from_db()
    assert (str(world.sari.unit), world.sari.rater) == ("Seksi Baru", world.agus)


def test_a_post_and_a_rater_that_begin_later_are_left_and_said(world: World) -> None:
    day, later = world.day, world.day + timedelta(days=5)
    row = (world.sari.nip, "Sari Lestari", "Bidan Mahir", "", "", world.agus.nip)
    import_people(world.agency, plan(world.agency, row, on=later), by=SHELL, on=day)
    row = (world.sari.nip, "Sari L.", "Bidan Ahli", "", "", world.joko.nip)
    made = plan(world.agency, row, on=day)
    assert {"later_post", "later_rater"} <= {finding.code for finding in made.findings}
    import_people(world.agency, made, by=SHELL, on=day)
    world.sari.refresh_from_db()
    assert (world.sari.name, world.sari.rater) == ("Sari L.", world.budi)
    assert world.sari.assignments.count() == 2


def test_a_mend_on_the_same_day_leaves_one_fact(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    run(agency, (STAFF, "Pegawai", "Nutrisionis Mahir", "DK1", "", CHIEF), on=today)
    assert person(STAFF).assignments.get().position.name == "Nutrisionis Mahir"
    assert person(STAFF).supervisions.get().rater == person(CHIEF)
    assert person(STAFF).rater == person(CHIEF)


def test_one_rejected_row_keeps_the_whole_file_out_unless_partial(
    agency: Agency, today: date
) -> None:
    rows = (*OFFICE, ("", "Tanpa NIP", "", "", "", ""))
    assert run(agency, *rows, on=today) == ImportResult(rejected=1)
    assert not Employee.objects.exists()
    assert run(agency, *rows, on=today, partial=True) == ImportResult(added=3, rejected=1)


def test_a_foreign_id_is_matched_before_the_nip(agency: Agency, today: date) -> None:
    headings = ("PNS ID", "NIP", "Nama")
    run(agency, ("A1", STAFF, "Pegawai"), on=today, headings=headings)
    result = run(agency, ("A1", HEAD, "Pegawai"), on=today, headings=headings)
    assert result == ImportResult(changed=1)
    assert person(HEAD).foreign_ids.get().value == "A1"
    assert person(HEAD).user == User.objects.get(sign_in_name=HEAD)


def test_ids_that_contradict_each_other_are_rejected(agency: Agency, today: date) -> None:
    headings = ("PNS ID", "NIP", "Nama")
    run(agency, ("A1", STAFF, "Satu"), ("A2", HEAD, "Dua"), on=today, headings=headings)
    shown = plan(agency, ("A1", HEAD, "Siapa"), ("A3", STAFF, "Lain"), on=today, headings=headings)
    assert ["milik Satu" in r.reason for r in shown.rejected] == [True, False]
    assert "ID lain: A1" in shown.rejected[1].reason
    assert ForeignId.objects.count() == 2


def test_empty_cells_erase_nothing(agency: Agency, today: date) -> None:
    headings = ("NIP", "Nama", "Golongan", "Unit kerja", "Jabatan")
    run(agency, (STAFF, "Ani", "III/a", "Dinas", "Analis"), on=today, headings=headings)
    result = run(agency, (STAFF, "ANI", "", "", ""), on=today, headings=headings)
    assert result == ImportResult(unchanged=1)
    assert (person(STAFF).rank, person(STAFF).name) == ("III/a", "Ani")


def test_units_find_their_parents_in_any_order(agency: Agency, today: date) -> None:
    headings = ("NIP", "Nama", "Unit kerja", "Unit induk")
    rows = [
        (NIPS[1], "A", "Tata Usaha", "Puskesmas Cempaka"),
        (NIPS[2], "B", "Tata Usaha", "Puskesmas Melati"),
        (NIPS[3], "C", "Puskesmas Cempaka", "Dinas Kesehatan"),
        (NIPS[4], "D", "Dinas Kesehatan", "Dinas Kesehatan"),
    ]
    run(agency, *rows, on=today, headings=headings)
    names = {unit.name: unit for unit in Unit.objects.filter(agency=agency)}
    assert Unit.objects.filter(name="Tata Usaha").count() == 2
    first = person(NIPS[1]).unit
    assert first is not None
    assert first.parent == names["Puskesmas Cempaka"]
    assert names["Puskesmas Cempaka"].parent == names["Dinas Kesehatan"]
    assert names["Puskesmas Cempaka"].kind == Unit.Kind.CLINIC
    assert run(agency, *rows, on=today, headings=headings) == ImportResult(unchanged=4)


def test_units_in_a_circle_are_cut_and_said(agency: Agency, today: date) -> None:
    headings = ("NIP", "Nama", "Kode unit", "Kode unit induk")
    shown = plan(
        agency, (NIPS[1], "A", "X", "Y"), (NIPS[2], "B", "Y", "X"), on=today, headings=headings
    )
    assert "unit_circle" in {finding.code for finding in shown.findings}
    import_people(agency, shown, by=SHELL, on=today)
    assert Unit.objects.get(agency=agency, code="X").path.count("/") >= 3


def test_a_plt_row_is_one_more_post_and_its_holder_rates(agency: Agency, today: date) -> None:
    headings = (*OWN, "Plt")
    rows = [(*row, "") for row in OFFICE[1:]]
    rows.append((HEAD, "Atasan", "Kepala Dinas Kesehatan", "DK", "Dinas Kesehatan", "", "Plt"))
    run(agency, *rows, on=today, headings=headings)
    kinds = person(HEAD).assignments.values_list("kind", flat=True)
    assert sorted(kinds) == [Assignment.Kind.DEFINITIVE, Assignment.Kind.ACTING]
    assert person(STAFF).rater == person(HEAD)
    assert run(agency, *rows, on=today, headings=headings) == ImportResult(unchanged=2)


def test_an_official_without_nip_is_named_and_rates(agency: Agency, today: date) -> None:
    bupati = ("", "Ahmad Bupati", "Bupati", "", "Kabupaten Uji", "")
    run(agency, bupati, OFFICE[0], on=today)
    official = Employee.objects.get(nip="")
    assert (official.kind, official.user) == (Employee.Kind.POLITICAL, None)
    assert person(CHIEF).rater == official
    assert run(agency, bupati, OFFICE[0], on=today) == ImportResult(unchanged=2)


def test_odd_nips_and_gaps_are_findings_and_never_refusals(agency: Agency, today: date) -> None:
    headings = ("NIP", "Nama", "Jenis pegawai", "Jabatan")
    shown = plan(
        agency,
        ("198013142006042007", "A", "PNS", "Perawat"),
        ("198003142006212007", "B", "PPPK", ""),
        ("198003142006212008", "C", "PNS", ""),
        ("198003142006043009", "D", "PNS", ""),
        on=today,
        headings=headings,
    )
    found = {(finding.line, finding.code) for finding in shown.findings}
    assert {(2, "nip_birth"), (2, "no_level"), (4, "nip_month"), (5, "nip_sex")} <= found
    assert {(2, "no_birth_date"), (2, "no_rater"), (3, "no_unit")} <= found
    assert (3, "nip_month") not in found
    assert not shown.rejected


def test_a_rater_who_is_nowhere_is_a_finding(agency: Agency, today: date) -> None:
    shown = plan(agency, (STAFF, "Ani", "Analis", "A", "", NIPS[99]), on=today)
    assert ("unknown_supervisor", NIPS[99]) in {(f.code, f.about) for f in shown.findings}


def test_people_who_changed_in_between_are_not_written_over(world: World) -> None:
    world.sari.nip = STAFF
    world.sari.save()
    made = plan(world.agency, (STAFF, "Sari Baru", "", "", "", ""), on=world.day)
    Employee.objects.filter(pk=world.sari.pk).update(name="Sari Lain")
    world.sari.refresh_from_db()
    run(world.agency, (NIPS[500], "Orang Lain", "", "", "", ""), on=world.day)
    with pytest.raises(StalePlanError):
        import_people(world.agency, made, by=SHELL, on=world.day)


def test_what_others_did_elsewhere_does_not_make_a_plan_stale(world: World) -> None:
    made = plan(world.agency, (STAFF, "Orang Baru", "", "", "", ""), on=world.day)
    run(world.agency, (NIPS[500], "Orang Lain", "", "", "", ""), on=world.day)
    assert import_people(world.agency, made, by=SHELL, on=world.day) == ImportResult(added=1)


@pytest.mark.parametrize("who", ["sari", "budi", "rini", "tono", "lina", "outsider"])
def test_only_hr_imports_for_the_whole_agency(world: World, who: str) -> None:
    made = plan(world.agency, (STAFF, "Ani", "", "", "", ""), on=world.day)
    with pytest.raises(PermissionDenied):
        import_people(world.agency, made, by=world.account(who), on=world.day)


def test_hr_imports(world: World) -> None:
    made = plan(world.agency, (STAFF, "Ani", "", "", "", ""), on=world.day)
    import_people(world.agency, made, by=world.account("dewi"), on=world.day)
    assert Entry.objects.filter(verb="people.file_imported").get().actor_name == "Dewi Anggraini"


def test_a_units_administrator_reaches_her_own_units_only(world: World) -> None:
    within = world.scope("rini").unit_ids
    rows = (
        (STAFF, "Ani", "Bidan", world.clinic.code, "", ""),
        (HEAD, "Budi", "Bidan", world.school.code, "", ""),
        (world.wati.nip, "Wati Kusuma", "", "", "", ""),
        (NIPS[13], "Cici", "Bidan", "BARU", "Poli Baru", ""),
    )
    made = plan(world.agency, *rows, on=world.day, within=within)
    assert [rejected.line for rejected in made.rejected] == [3, 4]
    result = import_people(world.agency, made, by=world.account("rini"), on=world.day, partial=True)
    assert result == ImportResult(added=2, rejected=2)
    assert Unit.objects.get(code="BARU").parent == world.clinic
    assert person(STAFF).rater == world.budi


def test_an_account_that_waits_is_tied_and_one_elsewhere_is_left(
    agency: Agency, world: World
) -> None:
    waiting = make_user("Ani", sign_in_name=STAFF)
    made = plan(
        agency, (STAFF, "Ani"), (world.sari.nip, "Sari"), on=world.day, headings=("NIP", "Nama")
    )
    assert "account_elsewhere" in {finding.code for finding in made.findings}
    import_people(agency, made, by=SHELL, on=world.day)
    assert person(STAFF).user == waiting
    assert Employee.objects.get(agency=agency, nip=world.sari.nip).user is None


def test_one_address_for_two_people_signs_in_neither_wrongly(agency: Agency, today: date) -> None:
    headings = ("NIP", "Nama", "Email")
    rows = ((NIPS[1], "A", "a@x.id"), (NIPS[2], "B", "A@x.id"), (NIPS[3], "C", "bukan surel"))
    made = plan(agency, *rows, on=today, headings=headings)
    codes = {(finding.line, finding.code) for finding in made.findings}
    assert {(3, "email_taken"), (4, "unread")} <= codes
    import_people(agency, made, by=SHELL, on=today)
    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == ["a@x.id", "", ""]


def test_an_existing_account_keeps_its_address(agency: Agency, today: date) -> None:
    headings = ("NIP", "Nama", "Email")
    run(agency, (STAFF, "A", "a@x.id"), on=today, headings=headings)
    run(agency, (STAFF, "A", "thief@x.id"), on=today, headings=headings)
    assert User.objects.get().email == "a@x.id"
    assert person(STAFF).email == "thief@x.id"


def test_an_import_finds_problems_and_lets_names_be_found(agency: Agency, today: date) -> None:
    run(agency, *OFFICE, on=today)
    kinds = set(DataProblem.objects.values_list("kind", "name"))
    assert ("no_rater", "Kepala") in kinds
    assert set(NameWord.objects.values_list("word", flat=True)) == {"kepala", "atasan", "pegawai"}
    run(agency, (STAFF, "Siti", "", "", "", ""), on=today)
    assert set(NameWord.objects.values_list("word", flat=True)) == {"kepala", "atasan", "siti"}


def test_a_superior_chosen_by_hand_stays_until_a_file_names_another(
    agency: Agency, today: date
) -> None:
    extra = (NIPS[13], "Sekretaris", "Sekretaris Dinas", "DK", "Dinas Kesehatan", CHIEF)
    run(agency, *OFFICE, extra, on=today)
    day = today + timedelta(days=1)
    set_superior(
        person(STAFF),
        superior=person(NIPS[13]),
        valid_from=day,
        reason="Kepala dinas cuti.",
        by=SHELL,
        on=day,
    )
    run(agency, (STAFF, "Pegawai Baru", "", "", "", ""), on=day)
    assert person(STAFF).rater_superior == person(NIPS[13])
    assert person(STAFF).supervisions.get(valid_to=None).superior_chosen


def test_what_depends_on_the_rater_follows_an_import(agency: Agency, today: date) -> None:
    seen: list[str] = []

    def keep(rows: Sequence[Supervision], by: object, on: date) -> None:
        seen.extend(row.employee.name for row in rows)

    run(agency, *OFFICE, on=today)
    FOLLOWERS.append(keep)
    try:
        run(agency, (STAFF, "Pegawai", "", "", "", CHIEF), on=today)
    finally:
        FOLLOWERS.remove(keep)
    assert seen == ["Pegawai"]
