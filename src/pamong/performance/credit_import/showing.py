"""What is kept of a dry run for its page: texts in the language of whoever sent the file."""

from typing import Any

from django.utils.translation import gettext as _

from pamong.documents.choosing import LOOKED_AT, shown_columns
from pamong.documents.sheets import Row
from pamong.performance.credit.rules import credit_pack
from pamong.performance.credit.wording import balance_lines, kind_said, level_said
from pamong.performance.credit_import.plan import BalanceChange, BalancePlan
from pamong.performance.intake.reading import shown_rejected
from pamong.ui.dates import say_day_full, this_day

FIRST = 15


def shown_plan(plan: BalancePlan) -> dict[str, Any]:
    """The first of everything that the file would do, and every rejected row."""
    rows = [Row(row.line, row.cells) for row in plan.file.rows[:LOOKED_AT]]
    rows = rows or [Row(row.line, row.cells) for row in plan.file.rejected[:LOOKED_AT]]
    return shown_columns(plan.file.columns, rows) | {
        "changes": [_change(change) for change in plan.changes[:FIRST]],
        "touched": len(plan.changes),
        "rejected": shown_rejected(plan.rejected),
    }


def _change(change: BalanceChange) -> dict[str, Any]:
    return {
        "name": change.employee.full_name,
        "nip": change.employee.nip,
        "line": change.line,
        "lines": lines_of(change),
        "document": change.balance.document_number if change.balance else "",
        "corrects": change.corrects is not None,
    }


def lines_of(change: BalanceChange) -> list[str]:
    """What a row would enter, in words."""
    return [*_balance_lines(change), *_rank_lines(change)]


def _balance_lines(change: BalanceChange) -> list[str]:
    balance, person = change.balance, change.employee
    pack = credit_pack(this_day(), person.kind, person.agency.local_packs)
    if balance is None or pack is None:
        return []
    told = {
        "kind": kind_said(balance.kind),
        "level": level_said(pack, balance.level),
        "day": say_day_full(balance.as_of),
    }
    head = _("%(kind)s, %(level)s, per %(day)s") % told
    return [head, *balance_lines(pack, balance.given)]


def _rank_lines(change: BalanceChange) -> list[str]:
    if change.rank is None:
        return []
    told = {"rank": change.rank.rank, "day": say_day_full(change.rank.starts_on)}
    return [_("golongan %(rank)s sejak %(day)s") % told]
