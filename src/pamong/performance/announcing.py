"""What a leader or the personnel office tells a unit's messenger group: counts and days, of nobody by name."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.evaluation.queries import WorkLine
from pamong.performance.home.queries import Due
from pamong.performance.models import Plan, Window
from pamong.performance.periods import say_period
from pamong.performance.rhythm import When
from pamong.performance.team.queries import STALE_DAYS, TeamRow
from pamong.performance.windows.queries import WindowLine
from pamong.ui.dates import say_day_full, say_day_long
from pamong.ui.pasting import Paste

READINGS, ANSWER = "readings", "answer"  # what the people themselves still owe


def deadlines_told(windows: Sequence[Due]) -> Paste:
    """The next days on which something closes, as everybody has them."""
    told = [one for one in windows if not one.is_ours]
    return Paste(_("Tenggat di Pamong"), [_closing(one.stage, one) for one in told])


def _closing(stage: str, window: Due) -> str:
    period = say_period(window.year, window.period)
    named = {"stage": Window.Stage(stage).label, "period": period}
    named["day"] = say_day_long(window.closes_on)
    return _("%(stage)s %(period)s: paling lambat %(day)s") % named


def windows_told(lines: Sequence[WindowLine], year: int, day: date) -> Paste:
    """Every stage of a year that is open or still to come."""
    told = [
        _("%(stage)s %(period)s: %(opens)s sampai %(closes)s")
        % {
            "stage": Window.Stage(line.stage).label,
            "period": say_period(year, line.period),
            "opens": say_day_full(line.window.opens_on),
            "closes": say_day_full(line.window.closes_on),
        }
        for line in lines
        if line.window and line.window.closes_on >= day
    ]
    return Paste(_("Jendela waktu di Pamong"), told)


def team_told(rows: Sequence[TeamRow], plan_year: int, ends: date | None) -> Paste:
    """What waits for the people of a team."""
    told = []
    drafting = sum(row.waits_for_person for row in rows)
    if drafting:
        words = ngettext(
            "%(n)d pegawai belum mengajukan SKP %(year)s",
            "%(n)d pegawai belum mengajukan SKP %(year)s",
            drafting,
        )
        told.append(_until(words % {"n": drafting, "year": plan_year}, ends))
    stale = sum(row.is_stale for row in rows)
    if stale:
        words = ngettext(
            "%(n)d pegawai belum menambah bukti dukung dalam %(days)d hari terakhir",
            "%(n)d pegawai belum menambah bukti dukung dalam %(days)d hari terakhir",
            stale,
        )
        told.append(words % {"n": stale, "days": STALE_DAYS})
    return Paste(_("Yang menunggu pegawai di tim ini"), told)


def _until(words: str, ends: date | None) -> str:
    """The sentence with its last day, where one is set."""
    if ends is None:
        return words
    return _("%(what)s, paling lambat %(day)s") % {"what": words, "day": say_day_long(ends)}


def evaluation_told(
    lacking: Mapping[str, Sequence[WorkLine]], when: When, ends: date | None
) -> Paste:
    """What the people whom one rates still owe in a period."""
    told = []
    if count := len(lacking.get(READINGS, ())):
        words = ngettext(
            "%(n)d pegawai belum melengkapi realisasi",
            "%(n)d pegawai belum melengkapi realisasi",
            count,
        )
        told.append(_until(words % {"n": count}, ends))
    if count := len(lacking.get(ANSWER, ())):
        words = ngettext(
            "%(n)d pegawai belum menjawab hasil penilaian",
            "%(n)d pegawai belum menjawab hasil penilaian",
            count,
        )
        told.append(words % {"n": count})
    return Paste(_("Penilaian %(period)s") % {"period": say_period(*when)}, told)


def closing_told(waiting: int) -> Paste:
    """Plans that a move closed and that wait for a rating."""
    told = []
    if waiting:
        words = ngettext(
            "%(n)d SKP yang ditutup karena mutasi menunggu dinilai",
            "%(n)d SKP yang ditutup karena mutasi menunggu dinilai",
            waiting,
        )
        told.append(words % {"n": waiting})
    return Paste(_("Penilaian penutup"), told, reverse("performance:closing-list"))


def row_told(row: TeamRow, plan_year: int, ends: date | None) -> Paste:
    """What waits for one person, with the page where it is done; whoever else opens that is shown nothing."""
    title = _("Pengingat dari Pamong")
    if row.waits_for_person:
        words, path = _plan_owed(row, plan_year)
        return Paste(title, [_until(words, ends)], path)
    if row.is_stale:
        words = _("Belum ada bukti dukung dalam %(days)d hari terakhir") % {"days": STALE_DAYS}
        return Paste(title, [words], reverse("performance:evidence-list"))
    return Paste(title, [])


def _plan_owed(row: TeamRow, year: int) -> tuple[str, str]:
    """What is to be done with the plan, and where."""
    if row.plan is None:
        words = _("SKP %(year)s belum dibuat") % {"year": year}
        return words, f"{reverse('performance:plan-draft')}?year={year}"
    words = _("SKP %(year)s menunggu dilengkapi dan diajukan") % {"year": year}
    if row.plan.status == Plan.Status.RETURNED:
        words = _("SKP %(year)s dikembalikan, menunggu diperbaiki dan diajukan lagi")
        words %= {"year": year}
    return words, reverse("performance:plan-detail", args=[row.plan.uuid])
