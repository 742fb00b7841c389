"""A sheet is drawn up by one and locked by another, exact to the rupiah, and never changed after."""

import io
import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError

from pamong.cli.policy import policy
from pamong.documents.spreadsheets import read_spreadsheet
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.models import Assignment
from pamong.people.tests.world import World
from pamong.performance.allowance import actions
from pamong.performance.allowance.explaining import explained
from pamong.performance.allowance.tests.make import (
    OCTOBER,
    drafted,
    make_attendance,
    make_bases,
    make_paying_world,
    make_predicate,
    set_rules,
)
from pamong.performance.allowance_base.actions import end_penalty, note_penalty
from pamong.performance.models import (
    AllowanceLine,
    AllowancePenalty,
    AllowanceSheet,
    Attendance,
    Evaluation,
)
from pamong.performance.sanction.actions import annul_sanction
from pamong.performance.sanction.tests.make import case, decided
from pamong.ui.numbers import say_rupiah

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def paying(world: World) -> World:
    make_paying_world(world)
    return world


def line_of(sheet: AllowanceSheet, person: Any, **where: Any) -> AllowanceLine:
    return AllowanceLine.objects.get(sheet=sheet, employee=person, **where)


def half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def close(world: World, sheet: AllowanceSheet) -> AllowanceSheet:
    actions.check_sheet(sheet, by=world.account("rini"), on=world.day)
    return actions.lock_sheet(sheet, by=world.account("dewi"), on=world.day)


def test_a_line_is_what_one_computes_by_hand(paying: World) -> None:
    line = line_of(drafted(paying), paying.sari)
    # 1 day at 3, 37 minutes at 0.02, 2 days ill at 0.5: 100 - 3 - 0.74 - 1 = 95.26
    assert line.attendance_percent == Decimal("95.26")
    base = Decimal(3_333_333)
    assert line.attendance == half_up(base * 40 / 100 * Decimal("95.26") / 100)
    assert line.performance == half_up(base * 60 / 100 * 95 / 100)
    assert line.total == (line.attendance or 0) + (line.performance or 0)
    assert (line.predicate, line.missing, line.cut) == ("baik", [], 0)


def test_missing_attendance_or_predicate_is_no_part_and_is_said(paying: World) -> None:
    sheet = drafted(paying)
    putri, rini = line_of(sheet, paying.putri), line_of(sheet, paying.rini)
    assert (putri.attendance, putri.missing) == (None, ["attendance"])
    assert putri.total == putri.performance == half_up(Decimal(3_333_333) * 60 * 80 / 10000)
    assert (rini.performance, rini.missing) == (None, ["predicate"])
    assert rini.total == rini.attendance


def test_a_count_that_the_table_weighs_and_the_file_lacks_is_missing(paying: World) -> None:
    Attendance.objects.filter(employee=paying.sari).update(late_minutes=None)
    line = line_of(drafted(paying), paying.sari)
    assert (line.attendance, line.missing) == (None, ["counts.late_minutes"])


def test_the_sheet_adds_up_from_its_lines(paying: World) -> None:
    sheet = drafted(paying)
    lines = AllowanceLine.objects.filter(sheet=sheet)
    assert sheet.people == 4
    assert sheet.total == sum(line.total or 0 for line in lines)
    assert Entry.objects.get(verb="performance.sheet_drafted").changes["total"][1] == sheet.total


def test_every_step_of_a_line_is_told_with_its_source(paying: World) -> None:
    line = line_of(drafted(paying), paying.sari)
    told = explained(line)
    cited = {step.citation for step in told.because}
    assert "Aturan instansi: Peraturan Bupati 12/2026" in cited
    said = [str(step.text) for step in told.because]
    assert "Hari tanpa keterangan: 1 × 3% = 3%." in said
    assert "Persentase kehadiran: 100% − 4,74% = 95,26%." in said
    assert "Predikat Baik: 95% dari bagian kinerja." in said
    assert said[-1] == f"Jumlah: {say_rupiah(line.total or 0)}."
    assert told.unconfirmed == ("cara pembulatan ke rupiah penuh",)


def test_the_split_and_the_deductions_name_the_agencys_rule_though_no_predicate_is_there(
    paying: World,
) -> None:
    Evaluation.objects.filter(plan__employee=paying.sari).delete()
    line = line_of(drafted(paying), paying.sari)
    assert (line.predicate, line.missing) == ("", ["predicate"])
    cited = {str(step.text).partition(":")[0]: step.citation for step in explained(line).because}
    own = "Aturan instansi: Peraturan Bupati 12/2026"
    assert (cited["Bagian kehadiran"], cited["Hari tanpa keterangan"]) == (own, own)


def test_without_the_agencys_own_split_nothing_is_drawn_up(world: World) -> None:
    make_attendance(world.sari, percent=100)
    with pytest.raises(ValidationError, match="halaman Aturan"):
        drafted(world)
    set_rules(world)
    with pytest.raises(ValidationError, match="TPP dasar"):
        drafted(world)


@pytest.mark.parametrize("name", ["sari", "budi", "joko", "wati", "tono", "lina", "outsider"])
def test_nobody_else_draws_up(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        drafted(world, by=name)


def test_one_draws_up_and_another_locks(paying: World) -> None:
    sheet = drafted(paying, by="dewi")
    actions.check_sheet(sheet, by=paying.account("dewi"), on=paying.day)
    for name in ("dewi", "rini", "sari", "lina"):
        with pytest.raises(PermissionDenied):
            actions.lock_sheet(sheet, by=paying.account(name), on=paying.day)
    locked = actions.lock_sheet(sheet, by=paying.account("wati"), on=paying.day)
    assert locked.status == "locked"
    assert first_fault() is None


def test_a_locked_sheet_is_never_changed(paying: World) -> None:
    sheet = close(paying, drafted(paying))
    by, on = paying.account("rini"), paying.day
    for verb in (actions.redraw_sheet, actions.return_sheet, actions.check_sheet):
        with pytest.raises(ValidationError):
            verb(sheet, by=by, on=on)
    with pytest.raises(ValidationError, match="sudah ada"):
        drafted(paying)


def test_a_sheet_is_not_locked_before_it_is_checked(paying: World) -> None:
    with pytest.raises(ValidationError):
        actions.lock_sheet(drafted(paying), by=paying.account("dewi"), on=paying.day)


def test_late_attendance_becomes_a_difference_in_the_next_month(paying: World) -> None:
    paid = line_of(close(paying, drafted(paying)), paying.putri)
    make_attendance(paying.putri, percent=Decimal("96.5"))
    november = drafted(paying, NOVEMBER)
    line = line_of(november, paying.putri, kind="difference")
    assert (line.month, line.corrects_id) == (OCTOBER, paid.pk)
    assert line.attendance == half_up(Decimal(3_333_333) * 40 / 100 * Decimal("96.5") / 100)
    assert (line.performance, line.total) == (0, line.attendance)
    assert line.reasons == [["attendance_percent", None, "96.50"]]
    others = AllowanceLine.objects.filter(sheet=november, kind="difference")
    assert others.count() == 1
    paid.refresh_from_db()
    assert paid.attendance is None


def test_a_corrected_predicate_is_owed_once(paying: World) -> None:
    close(paying, drafted(paying))
    old = Evaluation.objects.get(plan__employee=paying.budi, period="Q3")
    new = make_predicate(paying.budi, "butuh_perbaikan", number=2)
    Evaluation.objects.filter(pk=old.pk).update(replaced_by=new)
    line = line_of(drafted(paying, NOVEMBER), paying.budi, kind="difference")
    whole = half_up(Decimal(7_500_001) * 60 / 100 * 100 / 100)
    less = half_up(Decimal(7_500_001) * 60 / 100 * 80 / 100)
    assert (line.performance, line.total) == (less - whole, less - whole)
    told = {name: (before, after) for name, before, after in line.reasons}
    assert told["predicate"] == ("sangat_baik", "butuh_perbaikan")
    close(paying, line.sheet)
    december = actions.draft_sheet(
        *(paying.clinic, date(2026, 12, 1)), by=paying.account("rini"), on=date(2026, 12, 31)
    )
    assert not AllowanceLine.objects.filter(sheet=december, kind="difference", month=OCTOBER)


def test_days_in_two_units_are_paid_by_each_once(paying: World) -> None:
    row = Assignment.objects.get(employee=paying.sari)
    post = row.position
    Assignment.objects.filter(pk=row.pk).update(valid_to=date(2026, 10, 13))
    Assignment.objects.create(
        employee=paying.sari,
        unit=paying.school,
        position=post,
        valid_from=date(2026, 10, 13),
    )
    here = line_of(drafted(paying), paying.sari)
    other = actions.draft_sheet(paying.school, OCTOBER, by=paying.account("dewi"), on=paying.day)
    there = line_of(other, paying.sari)
    assert (here.days, there.days, here.of_days) == (12, 19, 31)
    assert here.base == half_up(Decimal(3_333_333) * 12 / 31)
    assert (here.base or 0) + (there.base or 0) == 3_333_333


def test_who_left_is_paid_to_the_day_before(paying: World) -> None:
    paying.sari.left_on = date(2026, 10, 11)
    paying.sari.save()
    assert line_of(drafted(paying), paying.sari).days == 10


def test_a_penalty_cuts_and_taking_it_back_is_owed(paying: World) -> None:
    penalty = note_penalty(
        paying.sari,
        kind="potong_6_bulan",
        first_month=OCTOBER,
        reference="SK 12/2026",
        by=paying.account("dewi"),
        on=paying.day,
    )
    assert penalty.until_month == date(2027, 4, 1)
    line = line_of(close(paying, drafted(paying)), paying.sari)
    gross = (line.attendance or 0) + (line.performance or 0)
    assert (line.cut, line.total) == (half_up(Decimal(gross) / 4), gross - line.cut)
    end_penalty(penalty, by=paying.account("dewi"), on=paying.day)
    back = line_of(drafted(paying, NOVEMBER), paying.sari, kind="difference")
    assert (back.cut, back.total) == (-line.cut, line.cut)


def test_a_sanction_cuts_from_its_month_and_annulled_it_is_owed_back(paying: World) -> None:
    first = decided(paying, case(paying), starts_on=date(2026, 9, 15))
    assert first.penalty.first_month == OCTOBER
    assert first.penalty.until_month == date(2027, 4, 1)
    line = line_of(close(paying, drafted(paying)), paying.sari)
    assert (line.penalty, line.cut_percent) == (first.penalty, Decimal(25))
    with pytest.raises(ValidationError, match="Batalkan keputusan"):
        end_penalty(first.penalty, by=paying.account("dewi"), on=paying.day)
    annul_sanction(first, reason="Surat dokter.", by=paying.account("dewi"), on=paying.day)
    back = line_of(drafted(paying, NOVEMBER), paying.sari, kind="difference")
    assert (back.cut, back.total) == (-line.cut, line.cut)
    told = [one.verb for one in Entry.objects.filter(verb__startswith="performance.penalty_")]
    assert sorted(told) == ["performance.penalty_ended", "performance.penalty_noted"]


def test_a_warning_cuts_nothing(paying: World) -> None:
    sanction = decided(paying, case(paying, absence_days=4))
    assert not AllowancePenalty.objects.filter(sanction=sanction).exists()


def test_a_new_table_holds_from_its_day_only(paying: World) -> None:
    make_bases(paying, 4_000_000, valid_from=NOVEMBER)
    assert line_of(drafted(paying), paying.sari).base == 3_333_333
    assert line_of(drafted(paying, NOVEMBER), paying.sari, kind="regular").base == 4_000_000


def test_one_sees_the_own_line_once_it_is_checked(as_: Any, paying: World) -> None:
    sheet = drafted(paying)
    mine, hers = line_of(sheet, paying.sari), line_of(sheet, paying.putri)
    sari = as_("sari")
    assert sari.get(f"/allowance/lines/{mine.uuid}").status_code == 404
    actions.check_sheet(sheet, by=paying.account("rini"), on=paying.day)
    page = sari.get(f"/allowance/lines/{mine.uuid}").content.decode()
    assert "Bagaimana ini dihitung?" in page
    assert "95,26%" in page
    assert sari.get(f"/allowance/lines/{hers.uuid}").status_code == 404
    assert sari.get(f"/allowance/sheets/{sheet.uuid}").status_code == 404
    assert "Oktober 2026" in sari.get("/allowance/mine").content.decode()
    assert as_("budi").get(f"/allowance/lines/{mine.uuid}").status_code == 404


def test_the_payroll_gets_real_numbers_and_whole_nips(as_: Any, paying: World) -> None:
    sheet = drafted(paying)
    paying.sari.name = "=cmd()"
    columns = [["nip", "ID"], ["name", "Nama"], ["total", "Nilai"]]
    columns += [["attendance_percent", "Hadir"]]
    by, on = paying.account("dewi"), paying.day
    actions.set_payroll_columns(paying.agency, columns, by=by, on=on)
    AllowanceLine.objects.filter(employee=paying.sari).update(name="=cmd()")
    url = f"/allowance/sheets/{sheet.uuid}/export"
    answer = as_("dewi").post(url, {"format": "xlsx"})
    rows = read_spreadsheet(io.BytesIO(b"".join(answer.streaming_content)))[0].rows
    assert rows[0].cells == ["ID", "Nama", "Nilai", "Hadir"]
    line = line_of(sheet, paying.sari)
    found = next(row for row in rows if row.cells[1] == "=cmd()")
    assert found.cells == [paying.sari.nip, "=cmd()", line.total, 95.26]
    text = b"".join(as_("dewi").post(url, {"format": "csv"}).streaming_content).decode()
    assert f"{paying.sari.nip};'=cmd();{line.total};95,26" in text.splitlines()
    assert Entry.objects.filter(verb="performance.sheet_exported").count() == 2


def test_pages_from_the_month_to_the_lock(as_: Any, paying: World) -> None:
    rini, dewi = as_("rini"), as_("dewi")
    list_url = "/allowance?month=2026-10"
    assert "Susun daftar TPP" in rini.get(list_url).content.decode()
    answer = rini.post("/allowance/draft?month=2026-10", {"unit": str(paying.clinic.uuid)})
    assert answer.status_code == 303
    sheet = AllowanceSheet.objects.get()
    url = f"/allowance/sheets/{sheet.uuid}"
    assert "2 baris belum lengkap" in rini.get(url).content.decode()
    assert rini.post(f"{url}/redraw").status_code == 303
    assert rini.post(f"{url}/check").status_code == 303
    assert "Menunggu orang kedua" in rini.get(url).content.decode()
    asked = dewi.get(url).content.decode()
    assert 'name="sure"' in asked
    assert f"{url}?lacks=performance" in asked
    refused = dewi.post(f"{url}/lock")
    assert refused.status_code == 422
    assert "Centang bila daftar" in refused.content.decode()
    assert AllowanceSheet.objects.get().status == AllowanceSheet.Status.CHECKED
    assert dewi.post(f"{url}/lock", {"sure": "on"}).status_code == 303
    assert "Dikunci" in dewi.get(list_url).content.decode()
    assert "Jumlah" in rini.get(f"{url}/print").content.decode()


def test_a_sheet_is_taken_out_by_who_keeps_the_unit(paying: World) -> None:
    sheet = drafted(paying)
    actions.export_sheet(sheet, by=paying.account("rini"), on=paying.day)
    for name in ("sari", "joko", "lina"):
        with pytest.raises(PermissionDenied):
            actions.export_sheet(sheet, by=paying.account(name), on=paying.day)


def test_a_day_that_another_unit_pays_is_refused_by_name(paying: World) -> None:
    drafted(paying)
    row = Assignment.objects.get(employee=paying.sari)
    Assignment.objects.create(
        employee=paying.sari,
        unit=paying.school,
        position=row.position,
        valid_from=date(2026, 10, 20),
    )
    with pytest.raises(ValidationError, match="Sari Lestari"):
        actions.draft_sheet(paying.school, OCTOBER, by=paying.account("dewi"), on=paying.day)


def test_the_command_gives_the_same_figures_for_the_same_input(paying: World) -> None:
    line = line_of(drafted(paying), paying.sari)
    given = {
        "base": line.base,
        "attendance_share": float(line.attendance_share),
        "performance_share": float(line.performance_share),
        "attendance_percent": float(line.attendance_percent or 0),
        "predicate_percent": float(line.predicate_percent or 0),
    }
    answer = CliRunner().invoke(policy, ["eval", "allowance"], input=json.dumps(given))
    value = json.loads(answer.stdout.splitlines()[0], parse_float=Decimal)["value"]
    assert half_up(Decimal(value.get("attendance_exact", value["attendance"]))) == line.attendance
    assert (
        half_up(Decimal(value.get("performance_exact", value["performance"]))) == line.performance
    )


def test_the_list_and_the_sheet_count_people_and_lines_alike(paying: World, as_: Any) -> None:
    sheet = drafted(paying)
    paths = ("/allowance?month=2026-10", f"/allowance/sheets/{sheet.uuid}")
    assert not any("5 baris" in as_("dewi").get(path).content.decode() for path in paths)
    more = line_of(sheet, paying.sari)
    more.pk, more.uuid, more.kind = None, uuid4(), AllowanceLine.Kind.LATE
    more.save()
    for path in paths:
        assert "5 baris" in as_("dewi").get(path).content.decode(), path
