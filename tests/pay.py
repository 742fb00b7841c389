"""What attendance, allowance and earlier years leave behind, by the names that tests/access.toml uses."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from pamong.people.tests.world import World
from pamong.performance.attendance.actions import receive_attendance
from pamong.performance.history.actions import receive_history
from pamong.performance.models import AttendanceUpload, HistoryUpload


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


def make_pay(world: World) -> dict[str, Any]:
    """Everything."""
    return {
        "attendance_file": make_attendance_file(world).uuid,
        "history_file": make_history_file(world).uuid,
    }
