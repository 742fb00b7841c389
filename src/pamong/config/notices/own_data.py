"""One's own notices in the download of one's data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.access.models import Mailbox, Notice, NoticeChoice
from pamong.access.scope import Scope
from pamong.config.notices.kinds import KINDS
from pamong.config.notices.table import NOTICES
from pamong.documents.writing import Heading
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.ui.dates import local

MANY = 2000


def notice_sheets(_scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """What one was told of, and how one chose to be told."""
    yield _notices(employee)
    yield _choices(employee)
    yield _mailbox(employee)


def _notices(employee: Employee) -> OwnSheet:
    found = Notice.objects.filter(user_id=employee.user_id or 0).order_by("-pk")
    rows = (
        [
            f"{local(told):%Y-%m-%d %H:%M}",
            str(NOTICES[verb].text) if verb in NOTICES else "",
            count,
            f"{local(read):%Y-%m-%d %H:%M}" if read else "",
            f"{local(mailed):%Y-%m-%d %H:%M}" if mailed else "",
        ]
        for told, verb, count, read, mailed in found.values_list(
            "told_at", "entry__verb", "count", "read_at", "mailed_at"
        ).iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Waktu")), Heading(_("Pemberitahuan"), width=50)),
        *(Heading(_("Jumlah"), "number"), Heading(_("Dibuka")), Heading(_("Dikirim lewat surel"))),
    ]
    about = _("Pemberitahuan untuk Anda dari setahun terakhir.")
    return OwnSheet(_("Pemberitahuan"), about, headings, rows)


def _yes(is_so: bool) -> str:
    return _("Ya") if is_so else _("Tidak")


def _mailbox(employee: Employee) -> OwnSheet:
    """Whether one takes mail, and whether the address was refused."""
    found = Mailbox.objects.filter(user_id=employee.user_id or 0)
    rows = (
        [
            one.address or one.asked_address,
            f"{local(one.stopped_at):%Y-%m-%d %H:%M}" if one.stopped_at else "",
            f"{local(one.failing_at):%Y-%m-%d %H:%M}" if one.failing_at else "",
        ]
        for one in found
    )
    headings = [
        *(Heading(_("Alamat sendiri"), width=30), Heading(_("Surel dihentikan"))),
        Heading(_("Alamat surel ditolak")),
    ]
    about = _("Bagaimana surel kepada Anda, bila tidak seperti biasa. Isi surel tidak disimpan.")
    return OwnSheet(_("Surel pemberitahuan"), about, headings, rows)


def _choices(employee: Employee) -> OwnSheet:
    found = NoticeChoice.objects.filter(user_id=employee.user_id or 0).order_by("kind")
    rows = (
        [
            *(str(KINDS[one.kind].label), one.get_way_display()),
            *(_yes(one.in_digest), _yes(one.at_once) if KINDS[one.kind].blocks else ""),
        ]
        for one in found
        if one.kind in KINDS
    )
    headings = [
        *(Heading(_("Hal"), width=50), Heading(_("Pilihan"), width=30)),
        *(Heading(_("Surel harian")), Heading(_("Surel segera"))),
    ]
    about = _("Bagaimana Anda memilih diberi tahu; yang tidak Anda ubah tidak tampil.")
    return OwnSheet(_("Pilihan pemberitahuan"), about, headings, rows)
