"""What a leader tells the messenger group of the team, and one person: counts and days, of nobody by name."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.announcing import until
from pamong.performance.models import Plan
from pamong.performance.team.queries import STALE_DAYS, TeamRow
from pamong.ui.pasting import Paste


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
        told.append(until(words % {"n": drafting, "year": plan_year}, ends))
    stale = sum(row.is_stale for row in rows)
    if stale:
        words = ngettext(
            "%(n)d pegawai belum menambah bukti dukung dalam %(days)d hari terakhir",
            "%(n)d pegawai belum menambah bukti dukung dalam %(days)d hari terakhir",
            stale,
        )
        told.append(words % {"n": stale, "days": STALE_DAYS})
    return Paste(_("Yang menunggu pegawai di tim ini"), told)


def row_told(row: TeamRow, plan_year: int, ends: date | None) -> Paste:
    """What waits for one person, with the page where it is done; whoever else opens that is shown nothing."""
    title = _("Pengingat dari Pamong")
    if row.waits_for_person:
        words, path = _plan_owed(row, plan_year)
        return Paste(title, [until(words, ends)], path)
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
