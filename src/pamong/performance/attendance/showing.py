"""What is kept of a dry run for its page: texts in the language of whoever sent the file."""

from typing import Any

from pamong.documents.choosing import LOOKED_AT, shown_columns
from pamong.documents.sheets import Row
from pamong.ledger.actions import plain
from pamong.performance.attendance.plan import AttendancePlan, MonthChange
from pamong.performance.intake.reading import shown_rejected

FIRST = 15


def shown_plan(plan: AttendancePlan) -> dict[str, Any]:
    """The first of everything that the file would do, and every rejected row."""
    rows = [Row(row.line, row.cells) for row in plan.file.rows[:LOOKED_AT]]
    return shown_columns(plan.file.columns, rows) | {
        "changes": [_change(change) for change in plan.changes[:FIRST]],
        "touched": len(plan.changes),
        "findings": plan.findings(),
        "rejected": shown_rejected(plan.rejected),
    }


def _change(change: MonthChange) -> dict[str, Any]:
    return {
        "name": change.employee.full_name,
        "nip": change.employee.nip,
        "line": change.line,
        "is_new": change.attendance is None,
        "pairs": [[name, plain(a), plain(b)] for name, (a, b) in change.fields.items()],
    }
