"""How long after a day its lines may be written: a clause of the pack, in working days of the person's unit."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.people.person_days import PersonDays
from pamong.performance.models import DailyEntry
from pamong.performance.rules import Local, pack_on
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_long

CLAUSE = "daily_entry_days"


def last_day_to_write(
    day: date, days: PersonDays, pack: Pack | None = None, *, local: Local = ()
) -> date | None:
    """The last day on which lines of the day may be written; nothing where the pack sets no end."""
    number = (pack or pack_on(day, local=local)).numbers.get(CLAUSE)
    return days.day_after(day, int(number.value), is_working=True) if number else None


def is_unconfirmed(day: date, local: Local = ()) -> bool:
    """Whether the end rests on a clause for which no confirmed text was seen."""
    number = pack_on(day, local=local).numbers.get(CLAUSE)
    return bool(number and number.unconfirmed)


def lock_reason(day: date, *, on: date, days: PersonDays, local: Local = ()) -> str:
    """Why lines of the day cannot be written today; empty when they can."""
    if day > on:
        return _("Hari ini belum tiba. Progress dapat diisi mulai %s.") % say_day_long(day)
    last = last_day_to_write(day, days, local=local)
    if last is not None and on > last:
        return _(
            "Batas isi %(last)s sudah lewat. Baris yang dikembalikan penilai tetap dapat "
            "diperbaiki; untuk yang lain bicarakan dengan penilai Anda."
        ) % {"last": say_day_long(last)}
    return ""


def check_own(entry: DailyEntry) -> None:
    """A line that the rater confirmed stays as it was confirmed."""
    if entry.status == DailyEntry.Status.CONFIRMED:
        raise ValidationError(
            _("Baris yang sudah dikonfirmasi penilai tidak dapat diubah. Muat ulang halaman."),
            code="wrong_state",
        )
