"""What is kept of a dry run for its page: texts in the language of whoever sent the file."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.documents.choosing import LOOKED_AT, shown_columns
from pamong.documents.sheets import Row
from pamong.performance.intake.reading import shown_rejected
from pamong.performance.models import RecapRow
from pamong.performance.recap.plan import RecapPlan
from pamong.ui.numbers import say_number

NAMED = 10


def shown_plan(plan: RecapPlan) -> dict[str, Any]:
    """What the recap tells of whom, and every rejected row."""
    rows = [Row(row.line, row.cells) for row in plan.file.rows[:LOOKED_AT]]
    rows = rows or [Row(row.line, row.cells) for row in plan.file.rejected[:LOOKED_AT]]
    return shown_columns(plan.file.columns, rows) | {
        "touched": 0,
        "findings": list(findings_of(plan)),
        "rejected": shown_rejected(plan.rejected),
    }


def findings_of(plan: RecapPlan) -> Iterator[str]:
    """Who is missing on either side, and what a newer recap says already."""
    absent = [row for row in plan.rows if row.plan_id and not row.is_there]
    strangers = [row for row in plan.rows if row.is_there and row.employee_id is None]
    unplanned = [row for row in plan.rows if row.is_there and row.employee_id and not row.plan_id]
    if absent:
        yield _counted(absent, _("Ada di Pamong, tidak ada di rekap"))
    if unplanned:
        yield _counted(unplanned, _("Ada di rekap, belum ada di Pamong"))
    if strangers:
        yield _counted(strangers, _("NIP yang tidak dikenal di instansi ini"))
    if plan.kept:
        said = ngettext(
            "%(n)s baris tetap menurut rekap yang lebih baru.",
            "%(n)s baris tetap menurut rekap yang lebih baru.",
            plan.kept,
        )
        yield said % {"n": say_number(plan.kept)}


def _counted(rows: Sequence[RecapRow], text: str) -> str:
    """`… (12): the first names`; whom nobody knows here, as the recap names them."""
    names = [
        row.employee.full_name if row.employee else f"{row.name} {row.nip}" for row in rows[:NAMED]
    ]
    more = "; …" if len(rows) > NAMED else "."
    return f"{text} ({say_number(len(rows))}): {'; '.join(name.strip() for name in names)}{more}"
