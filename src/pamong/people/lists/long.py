"""Lists too long to wait for: written by the worker with the rights that their reader has then."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.clock import today
from pamong.access.scope import Scope
from pamong.people.jobs.kinds import JobKind, Made
from pamong.people.jobs.work import Work
from pamong.people.lists.actions import take_list
from pamong.people.lists.permissions import can_take_list
from pamong.people.lists.reading import TYPES, TooLongError, name_of, read_whole, write_sheet
from pamong.people.models import Job
from pamong.people.scope import scope_of
from pamong.ui.listing import Sheet, rows_asked
from pamong.ui.listing_again import first_rows, request_again
from pamong.ui.numbers import say_number

MOST_ROWS = 300_000  # a workbook holds a million; all of them stand in memory


def may_write(scope: Scope, job: Job) -> bool:
    """Whoever asked for it, while that account is open; what it may see is decided by the list's own view."""
    return can_take_list(scope) and job.user.is_active and job.agency_id == scope.agency_id


def write_long(work: Work) -> Made:
    """Read the list anew from its beginning; a run after another one writes another file."""
    given: Any = work.job.given
    zone = work.job.agency.time_zone
    with translation.override(given["language"]), timezone.override(zone or None):
        sheet, name = _read(work)
        with work.path.open("wb") as stream:
            write_sheet(stream, given["kind"], sheet)
    on, by, rows = today(zone), work.job.user, len(sheet.rows)
    take_list(given["list"], given["kind"], rows, scope=scope_of(by, on), by=by, on=on)
    return Made(f"{name}.{given['kind']}", done=rows)


def _read(work: Work) -> tuple[Sheet, str]:
    """The rows, and what the file is called: the reader's address asked for again, with the rights of now."""
    job, given = work.job, work.job.given
    scope = scope_of(job.user, today(job.agency.time_zone))
    url = f"{given['path']}?{given['query']}"
    request, view = request_again(url, user=job.user, scope=scope)
    with rows_asked(given["which"]):
        answer = first_rows(request, view)
        try:
            sheet = read_whole(
                request, answer, view, most=MOST_ROWS, tell=lambda rows: work.tell(rows, 0)
            )
        except TooLongError as error:
            told = _("Daftar ini lebih dari %(most)s baris. Saring dahulu, lalu unduh lagi.")
            raise ValidationError(told % {"most": say_number(MOST_ROWS)}) from error
    return sheet, name_of(request.GET, answer)


KINDS = [
    JobKind(
        f"list-{kind}",
        label=gettext_lazy("Daftar panjang"),
        of=gettext_lazy("baris"),
        may=may_write,
        run=write_long,
        content_type=content_type,
    )
    for kind, content_type in TYPES.items()
]
