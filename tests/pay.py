"""What attendance, allowance, angka kredit and earlier years leave behind, by the names that tests/access.toml uses."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from pamong.people.tests.world import World
from pamong.performance.attendance.actions import receive_attendance
from pamong.performance.credit.actions import BalanceFacts, enter_balance
from pamong.performance.credit_import.actions import receive_credits
from pamong.performance.history.actions import receive_history
from pamong.performance.models import (
    AllowanceBase,
    AllowanceLine,
    AllowancePenalty,
    AllowanceSheet,
    AllowanceTable,
    AttendanceUpload,
    CreditDetermination,
    CreditEntry,
    CreditUpload,
    HistoryUpload,
)
from pamong.performance.recap.tests.make import make_recap_file
from pamong.performance.rules import mark_of, pack_on


def make_attendance_file(world: World) -> AttendanceUpload:
    """Dewi's file of October, one of whose rows is rejected."""
    text = f"NIP;Hadir\n{world.sari.nip};20\n5;2\n"
    file = ContentFile(text.encode(), name="oktober.csv")
    by, on = world.account("dewi"), world.day
    return receive_attendance(world.agency, file, month=date(2026, 10, 1), by=by, on=on)


def make_history_file(world: World) -> HistoryUpload:
    """Dewi's file of earlier years, one of whose rows is rejected."""
    text = f"NIP;Tahun;Predikat\n{world.sari.nip};2019;Baik\n5;2019;Baik\n"
    file = ContentFile(text.encode(), name="riwayat.csv")
    return receive_history(world.agency, file, by=world.account("dewi"), on=world.day)


def make_table(world: World, **overrides: Any) -> AllowanceTable:
    """Dewi's table of bases, not yet released."""
    fields = {"valid_from": date(2026, 1, 1), "basis": "Perbup 12/2026", "made_on": world.day}
    fields |= {"made_by": world.account("dewi"), **overrides}
    table = AllowanceTable.objects.create(agency=world.agency, **fields)
    AllowanceBase.objects.create(table=table, grade=9, amount=3_500_000)
    return table


def make_sheet(world: World) -> AllowanceLine:
    """Sari's line in the clinic's sheet of October, which Rini drew up and checked."""
    table = make_table(world, status=AllowanceTable.Status.RELEASED)
    sheet = AllowanceSheet.objects.create(
        unit=world.clinic,
        month=date(2026, 10, 1),
        status=AllowanceSheet.Status.CHECKED,
        table=table,
        pack=mark_of(pack_on(date(2026, 10, 1), local=())),
        drawn_by=world.account("rini"),
        drawn_on=world.day,
    )
    return AllowanceLine.objects.create(
        sheet=sheet,
        employee=world.sari,
        month=sheet.month,
        name=world.sari.full_name,
        unit_name=world.clinic.name,
        position_name="Bidan",
        first_day=sheet.month,
        last_day=date(2026, 10, 31),
        of_days=31,
        attendance_share=40,
        performance_share=60,
    )


def make_penalty(world: World) -> AllowancePenalty:
    """Agus is cut for half a year."""
    return AllowancePenalty.objects.create(
        employee=world.agus,
        kind="potong_6_bulan",
        cut_percent=25,
        first_month=date(2026, 10, 1),
        until_month=date(2027, 4, 1),
        reference="SK 1/2026",
        noted_by=world.account("dewi"),
        noted_on=world.day,
    )


def make_credit_file(world: World) -> CreditUpload:
    """Dewi's file of balances, one of whose rows is rejected."""
    text = "NIP;Jenjang;Angka kredit menurut PAK;Nomor dokumen;Tanggal dokumen\n"
    text += f"{world.putri.nip};Ahli Pertama;10;1/PAK;2023-01-20\n5;;;;\n"
    file = ContentFile(text.encode(), name="saldo.csv")
    return receive_credits(world.agency, file, by=world.account("dewi"), on=world.day)


def make_credit_entry(world: World) -> CreditEntry:
    """Sari's balance, entered by Rini."""
    facts = BalanceFacts(
        kind=CreditEntry.Kind.INTEGRATION,
        level="ahli_pertama",
        as_of=date(2022, 12, 31),
        given={"credit": "10"},
        document_number="1/PAK/2023",
        document_on=date(2023, 1, 20),
        source="PAK kertas",
    )
    return enter_balance(world.sari, facts, by=world.account("rini"), on=world.day)


def make_determination(world: World) -> CreditDetermination:
    """Sari's, set by Budi."""
    pack = mark_of(pack_on(world.day, local=()))
    return CreditDetermination.objects.create(
        employee=world.sari,
        number="1/PAK/2026",
        set_on=world.day,
        until=date(2025, 12, 31),
        level="ahli_pertama",
        rank="III/a",
        post_name="Bidan Ahli Pertama",
        unit_name=world.clinic.name,
        old=10,
        total=10,
        inputs={"level": "ahli_pertama", "rank": "III/a", "held": "10", "rows": []},
        pack=pack,
        set_by=world.account("budi"),
        setter=world.budi,
    )


def make_pay(world: World) -> dict[str, Any]:
    """Everything."""
    line = make_sheet(world)
    return {
        "attendance_file": make_attendance_file(world).uuid,
        "history_file": make_history_file(world).uuid,
        "base_table": make_table(world).uuid,
        "pay_line": line.uuid,
        "pay_sheet": line.sheet.uuid,
        "penalty": make_penalty(world).uuid,
        "credit_file": make_credit_file(world).uuid,
        "recap_file": make_recap_file(world).uuid,
        "credit_entry": make_credit_entry(world).uuid,
        "determination": make_determination(world).uuid,
    }
