"""One's own notices in the download of one's data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.access.models import Notice, NoticeChoice
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


def _notices(employee: Employee) -> OwnSheet:
    found = Notice.objects.filter(user_id=employee.user_id or 0).order_by("-pk")
    rows = (
        [
            f"{local(told):%Y-%m-%d %H:%M}",
            str(NOTICES[verb].text) if verb in NOTICES else "",
            count,
            f"{local(read):%Y-%m-%d %H:%M}" if read else "",
        ]
        for told, verb, count, read in found.values_list(
            "told_at", "entry__verb", "count", "read_at"
        ).iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Waktu")), Heading(_("Pemberitahuan"), width=50)),
        *(Heading(_("Jumlah"), "number"), Heading(_("Dibuka"))),
    ]
    about = _("Pemberitahuan untuk Anda dari setahun terakhir.")
    return OwnSheet(_("Pemberitahuan"), about, headings, rows)


def _choices(employee: Employee) -> OwnSheet:
    found = NoticeChoice.objects.filter(user_id=employee.user_id or 0).order_by("kind")
    rows = (
        [str(KINDS[one.kind].label), one.get_way_display()] for one in found if one.kind in KINDS
    )
    headings = [Heading(_("Hal"), width=50), Heading(_("Pilihan"), width=30)]
    about = _("Bagaimana Anda memilih diberi tahu; yang tidak Anda ubah tidak tampil.")
    return OwnSheet(_("Pilihan pemberitahuan"), about, headings, rows)
