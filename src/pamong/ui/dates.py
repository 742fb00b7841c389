"""Dates and times as people in Indonesian offices write them: read generously, said in one way."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pamong.ui.said import said

NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
NAMED = re.compile(r"(\d{1,2})[-/. ]*([a-z]{3,9})\.?[-/. ]*(\d{4})$")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})$|(\d{1,2})(\d{2})$|(\d{1,2})$")
NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
EARLIEST, LATEST = 1900, 2199  # a slip of the finger lies outside
MONTH_OF = {name: number for number, names in enumerate(NAMES, start=1) for name in names}


def this_day() -> date:
    """The day that wording like "5 hari lagi" counts from."""
    return date.fromisoformat(settings.TODAY) if settings.TODAY else timezone.localdate()


def parse_date(text: str) -> date:
    """The date a person typed: 25-11-2026, 25/11/2026, 25 Nov 2026, 2026-11-25."""
    parts = _parts_of(" ".join(text.lower().split()))
    if parts is None:
        message = _("Tulis tanggal, bulan, dan tahun, misalnya 25-11-2026.")
        raise ValidationError(message, code="date")
    try:
        found = date(*parts)
    except ValueError:
        message = _(
            "Tanggal itu tidak ada di kalender. Periksa lagi; contoh penulisan: 25-11-2026."
        )
        raise ValidationError(message, code="date") from None
    if not EARLIEST <= found.year <= LATEST:
        message = _("Tulis tahun antara %(earliest)s dan %(latest)s.")
        params = {"earliest": EARLIEST, "latest": LATEST}
        raise ValidationError(message, code="date", params=params)
    return found


def _parts_of(bare: str) -> tuple[int, int, int] | None:
    """Year, month and day as they stand in the text; none where it is no date."""
    if found := ISO.match(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := NUMERIC.match(bare):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := NAMED.match(bare)) and found[2] in MONTH_OF:
        return int(found[3]), MONTH_OF[found[2]], int(found[1])
    return None


def parse_time(text: str) -> time:
    """The time a person typed: 15.42, 15:42, 1542, 15."""
    bare = re.sub(r"^(pukul|jam)\s+", "", " ".join(text.lower().split()))
    found = CLOCK.match(bare)
    if found:
        hour, minute = found[1] or found[3] or found[5], found[2] or found[4] or "0"
        try:
            return time(int(hour), int(minute))
        except ValueError:
            pass
    raise ValidationError(_("Tulis jam dan menit, misalnya 15.42."), code="time")


def local(at: datetime) -> datetime:
    """The instant on the clocks of the office."""
    return timezone.localtime(at) if timezone.is_aware(at) else at


def day_of(value: date | datetime) -> date:
    """The calendar day of a date or an instant."""
    return local(value).date() if isinstance(value, datetime) else value


ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}  # quarters and halves of a year


def month_name(number: int) -> str:
    """November."""
    return _name("month", number, get_language())


def weekday_name(number: int) -> str:
    """Senin, for 0."""
    return _name("weekday", number, get_language())


@lru_cache(maxsize=64)
def _name(kind: str, number: int, _language: str | None) -> str:
    """A page names dozens of days; each name is looked up once a language."""
    return str(MONTHS[number] if kind == "month" else WEEKDAYS[number])


def say_day(value: date | datetime, on: date | None = None) -> str:
    """24 November; the year only when it is not the current one."""
    day = day_of(value)
    short = f"{day.day} {month_name(day.month)}"
    return said(short if day.year == (on or this_day()).year else f"{short} {day.year}", day)


def say_day_full(value: date | datetime) -> str:
    """25 November 2026."""
    day = day_of(value)
    return said(f"{day.day} {month_name(day.month)} {day.year}", day)


def say_day_long(value: date | datetime) -> str:
    """Senin, 30 November 2026: for deadlines."""
    day = day_of(value)
    return said(f"{weekday_name(day.weekday())}, {say_day_full(value)}", day)


def say_days(first: date, last: date) -> str:
    """1 Januari sampai 31 Desember 2027; the year once when both have it."""
    begins = (
        f"{first.day} {month_name(first.month)}" if first.year == last.year else say_day_full(first)
    )
    return _("%(first)s sampai %(last)s") % {"first": begins, "last": say_day_full(last)}


def say_last(end: date | None) -> str:
    """The last day of what holds until before a day; "sekarang" where it goes on."""
    return _("sekarang") if end is None else say_day_full(end - timedelta(days=1))


def say_month(value: date | datetime) -> str:
    """November 2026."""
    day = day_of(value)
    return f"{month_name(day.month)} {day.year}"


def say_time(value: time | datetime) -> str:
    """15.42, in English 15:42."""
    at = local(value) if isinstance(value, datetime) else value
    return f"{at.hour:02d}{':' if get_language() == 'en' else '.'}{at.minute:02d}"


def say_clock(value: time | datetime) -> str:
    """As in "pukul 15.42"."""
    return _("pukul %(time)s") % {"time": say_time(value)}


def say_span(first: time, last: time) -> str:
    """08.15–12.00."""
    return f"{say_time(first)}–{say_time(last)}"


def say_instant(value: datetime, on: date | None = None) -> str:
    """24 November, pukul 15.42."""
    return f"{say_day(value, on)}, {say_clock(value)}"


def say_moment(value: date | datetime) -> str:
    """Selasa, 24 November 2026, pukul 15.42; without the time for a mere date."""
    said = say_day_long(value)
    return f"{said}, {say_clock(value)}" if isinstance(value, datetime) else said


def say_ago(value: date | datetime, on: date | None = None) -> str:
    """22 hari lalu."""
    days = ((on or this_day()) - day_of(value)).days
    if days == 0:
        return _("hari ini")
    if days == 1:
        return _("kemarin")
    if days < 0:
        return say_left(value, on)
    return ngettext("%(days)s hari lalu", "%(days)s hari lalu", days) % {"days": days}


def say_left(value: date | datetime, on: date | None = None) -> str:
    """5 hari lagi; a day that is over says by how many days."""
    days = (day_of(value) - (on or this_day())).days
    if days == 0:
        return _("hari ini")
    if days == 1:
        return _("besok")
    if days > 0:
        return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}
    return ngettext("lewat %(days)s hari", "lewat %(days)s hari", -days) % {"days": -days}
