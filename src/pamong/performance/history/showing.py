"""What is kept of a dry run for its page: texts in the language of whoever sent the file."""

from typing import Any

from pamong.documents.choosing import LOOKED_AT, shown_columns
from pamong.documents.sheets import Row
from pamong.ledger.actions import plain
from pamong.performance.history.plan import HistoryPlan, PastChange
from pamong.performance.history.wording import change_lines
from pamong.performance.intake.reading import shown_rejected
from pamong.ui.dates import say_days

FIRST = 15


def shown_plan(plan: HistoryPlan) -> dict[str, Any]:
    """The first of everything that the file would do, and every rejected row."""
    rows = [Row(row.line, row.cells) for row in plan.file.rows[:LOOKED_AT]]
    rows = rows or [Row(row.line, row.cells) for row in plan.file.rejected[:LOOKED_AT]]
    return shown_columns(plan.file.columns, rows) | {
        "changes": [_change(change) for change in plan.changes[:FIRST]],
        "touched": len(plan.changes),
        "findings": plan.findings[:FIRST],
        "findings_left": max(0, len(plan.findings) - FIRST),
        "rejected": shown_rejected(plan.rejected),
    }


def _change(change: PastChange) -> dict[str, Any]:
    return {
        "name": change.employee.full_name,
        "nip": change.employee.nip,
        "line": change.line,
        "days": say_days(*change.days),
        "is_new": change.standing is None,
        "lines": [str(plain(line)) for line in change_lines(change)],
    }
