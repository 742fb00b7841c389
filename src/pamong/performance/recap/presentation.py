"""A recap and what it says of one plan, as values for the component tags."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.uploads import tables
from pamong.performance.intake.presentation import file_context, files_table
from pamong.performance.models import PLAN_ITSELF, Plan, RecapUpload
from pamong.performance.periods import say_period
from pamong.performance.recap.columns import LABELS
from pamong.performance.recap.permissions import can_mark_copied
from pamong.performance.recap.queries import Standing, standing_of
from pamong.performance.recap.states import State
from pamong.ui.dates import say_day, say_day_full, say_days
from pamong.ui.tables import Table


def part_said(year: int, part: str) -> str:
    """`SKP 2026` or `triwulan III 2026`."""
    return f"SKP {year}" if part == PLAN_ITSELF else say_period(year, part)


def days_said(starts_on: date | None, ends_on: date | None) -> str:
    """From when until when, as far as it is told."""
    if starts_on and ends_on:
        return say_days(starts_on, ends_on)
    return say_day_full(starts_on) if starts_on else ""


def outcome(upload: RecapUpload) -> str:
    """The counts in one line."""
    words = {"added": _("%(n)s baru"), "changed": _("%(n)s berubah")}
    return tables.outcome(upload, **words)


def uploads_table(rows: Sequence[RecapUpload]) -> Table:
    """One's own files."""
    return files_table(rows, "performance:recap-file", outcome)


def detail_context(upload: RecapUpload) -> dict[str, Any]:
    """What the page of a file shows."""
    return file_context(upload, LABELS, outcome) | {
        "verb": _("Pakai rekap ini"),
        "note": _("Rekap hanya dibandingkan: SKP dan penilaian di Pamong tidak berubah."),
        "unknown": _("Judul kolom belum dikenali. Pilih kolom NIP dan yang dibandingkan."),
        "findings": upload.shown.get("findings", ()),
        "about": part_said(upload.year, upload.part),
        "compare_url": _compare_url(upload),
    }


def _compare_url(upload: RecapUpload) -> str:
    query = urlencode({"year": upload.year, "part": upload.part})
    return f"{reverse('performance:recap-list')}?{query}"


def standing_facts(standing: Standing) -> list[tuple[Any, str]]:
    """How one plan or rating stands in the national application, line by line."""
    facts: list[tuple[Any, str]] = [(_("Status"), str(State(standing.state).label))]
    if standing.as_of:
        told = _("Belum ada")
        if standing.is_there:
            parts = (standing.status, days_said(*standing.days))
            told = " · ".join(part for part in parts if part) or _("Ada")
        facts.append((_("Menurut rekap %(day)s") % {"day": say_day(standing.as_of)}, told))
    if standing.marked_on:
        said = f"{say_day_full(standing.marked_on)} · {standing.marked_by}".strip(" ·")
        facts.append((_("Ditandai disalin"), said))
    return facts


def standing_said(plan: Plan) -> str:
    """The same in one line for the page of a plan; nothing while nobody told anything."""
    standing = standing_of(plan, PLAN_ITSELF, plan.version)
    if standing is None or not (standing.as_of or standing.marked_on):
        return ""
    state = str(State(standing.state).label).lower()
    told = standing.status or state
    if standing.as_of and standing.is_there:
        return _("%(told)s, menurut rekap %(day)s") % {"told": told, "day": say_day(standing.as_of)}
    day = standing.marked_on or standing.as_of
    return f"{state}, {say_day(day)}" if day else state


def mark_context(scope: Scope, plan: Plan, part: str, number: int) -> dict[str, Any]:
    """The part of a page to copy from that says how it stands there, and whether it was copied."""
    standing = standing_of(plan, part, number)
    facts = [(_("Status"), str(plan.get_status_display()))]
    return {
        "standing_facts": standing_facts(standing) if standing else facts,
        "is_marked": standing is not None and standing.is_marked,
        "may_mark": standing is not None and can_mark_copied(scope, plan),
        "mark_url": reverse("performance:copied-mark", args=[plan.uuid, part]),
        "unmark_url": reverse("performance:copied-unmark", args=[plan.uuid, part]),
    }
