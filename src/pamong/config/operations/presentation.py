"""Backups and background tasks in words and tables."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.kept import kept_a_minute
from pamong.access.scope import Scope
from pamong.config.operations.permissions import can_see_operations
from pamong.config.operations.queries import Fault, faults_of_operations
from pamong.ui.components import Task
from pamong.ui.tables import Column, Row, Table


def operations_notices(scope: Scope, now: datetime) -> list[Task]:
    """One line for the personnel office when the install needs its administrator."""
    if not can_see_operations(scope):
        return []
    faults = kept_a_minute("operations.faults", lambda: faults_of_operations(now))
    if not faults:
        return []
    text = ngettext(
        "Periksa %(n)d masalah operasi sistem", "Periksa %(n)d masalah operasi sistem", len(faults)
    ) % {"n": len(faults)}
    return [
        Task(
            text,
            reverse("operations"),
            say_fault(faults[0], is_whole=False),
            ("late", _("Perlu diperiksa")),
        )
    ]


def say_fault(fault: Fault, *, is_whole: bool = True) -> str:
    """What is wrong, in a sentence; how much of it is no matter of one agency among several."""
    uncounted = {
        "tasks_wait": _("Tugas latar menunggu dan tidak ada proses yang mengerjakannya."),
        "mails_wait": _("Surel sudah lama menunggu dikirim."),
        "mails_given_up": _("Ada surel yang tidak jadi terkirim dalam sehari terakhir."),
    }
    if not is_whole and fault.kind in uncounted:
        return uncounted[fault.kind]
    sentences = {
        "backup_failed": _("Cadangan malam %(name)s gagal."),
        "backup_late": _("Cadangan malam %(name)s sudah dijadwalkan, tetapi belum dibuat."),
        "backup_stopped": _("Tidak ada cadangan malam sejak %(name)s."),
        "round_failed": _(
            "Bagian %(name)s dari putaran tugas berkala gagal dan dicoba lagi tiap menit."
        ),
        "task_failed": _("Tugas latar %(name)s gagal %(count)d kali dan tidak dicoba lagi."),
        "tasks_wait": _("%(count)d tugas latar menunggu dan tidak ada proses yang mengerjakannya."),
        "mails_wait": _("%(count)d surel sudah lama menunggu dikirim."),
        "mails_given_up": _("%(count)d surel tidak jadi terkirim dalam sehari terakhir."),
    }
    return sentences[fault.kind] % {"name": fault.name, "count": fault.count}


def say_mend(fault: Fault) -> str:
    """What the administrator of the server can do about it."""
    mends = {
        "backup_failed": _("Periksa folder cadangan dan ruang disk di server."),
        "backup_late": _("Pastikan layanan pamong worker berjalan di server."),
        "backup_stopped": _("Pastikan layanan pamong serve atau pamong tick berjalan di server."),
        "round_failed": _("Lihat rincian dan catatan layanan pamong tick di server."),
        "task_failed": _("Lihat catatan layanan pamong worker di server."),
        "tasks_wait": _("Pastikan layanan pamong worker berjalan di server."),
        "mails_wait": _("Periksa server surel, lalu catatan layanan pamong worker di server."),
        "mails_given_up": _("Isinya ikut dalam surel harian berikutnya. Periksa server surel."),
    }
    return mends[fault.kind]


def faults_table(faults: Sequence[Fault], *, is_whole: bool) -> Table:
    """Each fault with what to do; the machine's own words, which name agencies, where there is one."""
    columns = [Column(_("Masalah"), kind="row"), Column(_("Tindakan")), Column(_("Rincian"))]
    rows = [
        Row(
            [
                say_fault(f, is_whole=is_whole),
                say_mend(f),
                f.detail if is_whole and f.detail else "–",
            ]
        )
        for f in faults
    ]
    return Table(columns, rows, _("Masalah operasi"))
