"""The page of choices: a row for each kind with a box for each way, and how one's mail stands."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.conf import settings
from django.utils.translation import gettext as _

from pamong.access.models import Mailbox, User
from pamong.config.notices.forms import APP, AT_ONCE, DIGEST, OFFERED, NoticesForm
from pamong.config.notices.kinds import KINDS
from pamong.config.notices.mailbox import address_of, is_failing
from pamong.people.models import Employee
from pamong.ui.markup import esc, safe
from pamong.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class MailStanding:
    """Whether mail can reach a person: the server, the address, and what became of the last one."""

    has_server: bool
    address: str
    stopped_at: datetime | None
    failing_at: datetime | None
    asked_address: str = ""  # given, and not confirmed yet

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to choose."""
        return self.has_server and bool(self.address)


def mail_standing(user: User) -> MailStanding:
    """The same of one account, in one query, and in none where the install has no mail server."""
    if not settings.HAS_MAIL:
        return MailStanding(False, "", None, None)
    box = Mailbox.objects.filter(user=user).first()
    address = address_of(user, Employee.objects.filter(user=user).first(), box)
    failing = box.failing_at if box and is_failing(box, address) else None
    stopped_at, asked = (box.stopped_at, box.asked_address) if box else (None, "")
    return MailStanding(True, address, stopped_at, failing, asked)


def choices_table(form: NoticesForm) -> Table:
    """Every kind; what others wait for is always in the application, and only that is mailed at once."""
    ways = [APP, *([DIGEST, AT_ONCE] if form.has_mail else [])]
    ticked = {way: form.ticked(way) for way in ways}
    columns = [Column(_("Hal"), kind="row")]
    columns += [Column(form.fields[way].label, desk=True) for way in ways]
    rows = [
        Row([str(one.label), *(_box(way, kind, kind in ticked[way]) for way in ways)])
        for kind, one in KINDS.items()
    ]
    return Table(columns, rows, _("Beri tahu saya tentang"))


def _box(way: str, kind: str, is_ticked: bool) -> Cell | str | None:
    if kind not in OFFERED[way]:
        return _("Selalu") if way == APP else None
    titles = {APP: _("Di aplikasi"), DIGEST: _("Surel harian"), AT_ONCE: _("Surel segera")}
    words = f"{KINDS[kind].label}: {titles[way]}"
    checked = " checked" if is_ticked else ""
    return Cell(
        html=safe(
            f'<label class="pm-hit"><input class="pm-check" type="checkbox" name="{way}"'
            f' value="{escape(kind)}"{checked}>'
            f'<span class="visually-hidden">{esc(words)}</span></label>'
        )
    )
