"""What another table of the allowance would pay whom, tried on the newest sheets; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.allowance.drawing import grounds_in
from pamong.performance.allowance.members import people_paid
from pamong.performance.allowance.paying import (
    CLAUSES,
    attendance_percent,
    pay_of,
    predicate_percent,
    shares_of,
    source_of,
)
from pamong.performance.local_rules.effect import TRIED, effect_context
from pamong.performance.models import AllowanceLine, LocalRule
from pamong.performance.months import first_from, say_month
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number, say_rupiah
from pamong.ui.tables import Cell, Column, Row, Table

PREDICATES = "allowance_predicates"
TRIED_HERE = CLAUSES - {"allowance_basis"}  # another basis has other figures than a line holds
DAILY = "daily_lines"  # a source whose percent is counted from lines and not given to a predicate


@dataclass(slots=True)
class Paid:
    """One person's month by both tables; nothing where a part of it cannot be computed."""

    line: AllowanceLine
    before: int | None = 0
    after: int | None = 0

    @property
    def difference(self) -> int:
        """How much more it would be."""
        return (self.after or 0) - (self.before or 0)


def pay_context(scope: Scope, rule: LocalRule, before: Pack, after: Pack) -> dict[str, Any]:
    """For how many it holds, and for those of the newest month what each would get."""
    lines = _tried(scope, rule)
    people = _paid(lines, before, after)
    if not people:
        return {"effect": paid_said(rule)}
    moved = [one for one in people if one.before != one.after]
    moved.sort(key=lambda one: (-abs(one.difference), one.line.name, one.line.pk))
    told = {
        "tried": say_number(len(people)),
        "moved": say_number(len(moved)),
        "month": say_month(lines[0].month),
        "before": say_rupiah(sum(one.before or 0 for one in people)),
        "after": say_rupiah(sum(one.after or 0 for one in people)),
    }
    said = _("Dicoba pada TPP %(month)s: jumlah %(tried)s pegawai tidak berubah.")
    if moved:
        said = _(
            "Dicoba pada TPP %(month)s %(tried)s pegawai: jumlah %(moved)s pegawai berubah, "
            "semuanya bersama dari %(before)s menjadi %(after)s."
        )
    parts = (paid_said(rule), said % told, _differences_said(scope, lines))
    return effect_context(" ".join(part for part in parts if part), moved, _table)


def _differences_said(scope: Scope, lines: Sequence[AllowanceLine]) -> str:
    """What the same sheets pay besides, for other months: no new table changes it."""
    rows = AllowanceLine.objects.visible_to(scope).exclude(kind=AllowanceLine.Kind.REGULAR)
    rows = rows.filter(sheet__in={line.sheet_id for line in lines})
    besides = rows.aggregate(Sum("total"))["total__sum"]
    if not besides:
        return ""
    said = _("Di luar itu selisih dan susulan bulan lalu %(sum)s, yang tidak berubah.")
    return said % {"sum": say_rupiah(besides)}


def paid_said(rule: LocalRule) -> str:
    """The allowance is for everybody who is paid, with a plan or without."""
    month = first_from(rule.valid_from)
    told = {"n": say_number(people_paid(rule.agency, month)), "month": say_month(month)}
    return _("Berlaku bagi %(n)s pegawai yang dibayar TPP, mulai TPP bulan %(month)s.") % told


def _tried(scope: Scope, rule: LocalRule) -> list[AllowanceLine]:
    """The lines of the newest month that has any, unit by unit."""
    rows = AllowanceLine.objects.visible_to(scope).filter(sheet__unit__agency=rule.agency_id)
    rows = rows.filter(kind=AllowanceLine.Kind.REGULAR)
    month: date | None = rows.order_by("-month").values_list("month", flat=True).first()
    found = rows.filter(month=month) if month else rows.none()
    found = found.select_related("sheet", "employee")
    return list(found.order_by("sheet__unit__path", "name", "pk")[:TRIED])


def _paid(lines: Sequence[AllowanceLine], before: Pack, after: Pack) -> list[Paid]:
    """The sum of each person's lines; one without a figure has no sum."""
    found: dict[int, Paid] = {}
    for line in lines:
        one = found.setdefault(line.employee_id, Paid(line))
        one.before = _added(one.before, _total(line, before))
        one.after = _added(one.after, _total(line, after))
    return [one for one in found.values() if one.before is not None or one.after is not None]


def _added(held: int | None, more: int | None) -> int | None:
    return None if held is None or more is None else held + more


def _total(line: AllowanceLine, pack: Pack) -> int | None:
    """What the figures of a line come to by a pack's own split and percentages."""
    shares = shares_of(pack)
    if shares.keys() < {"attendance", "performance"}:
        return None
    attended, _outcome, _lacks = attendance_percent(pack, line.counts)
    return pay_of(
        pack,
        replace(
            grounds_in(line),
            attendance_share=shares["attendance"],
            performance_share=shares["performance"],
            attendance_percent=attended,
            predicate_percent=_performed(line, pack),
        ),
    ).total


def _performed(line: AllowanceLine, pack: Pack) -> Decimal | None:
    if source_of(pack) == DAILY or not line.predicate:
        return line.predicate_percent
    if pack.tables[PREDICATES].cell(line.predicate, "percent") is None:
        return None  # the agency has not said it yet
    outcome = predicate_percent(pack, line.predicate)
    found: Decimal | None = outcome.value["percent"]
    return found


def _table(rows: Sequence[Paid]) -> Table:
    return Table(
        columns=[
            Column(_("Pegawai"), kind="row"),
            Column(_("Sekarang"), kind="num"),
            Column(_("Nanti"), kind="num"),
            Column(_("Selisih"), kind="num"),
        ],
        rows=[_row(one) for one in rows],
        caption=_("Pegawai yang jumlah TPP-nya berubah"),
    )


def _row(one: Paid) -> Row:
    url = reverse("performance:allowance-line", args=[one.line.uuid])
    return Row(
        cells=[
            Cell(one.line.name, url=url, sub=one.line.unit_name),
            *(_said(amount) for amount in (one.before, one.after)),
            _said(one.difference if None not in (one.before, one.after) else None),
        ]
    )


def _said(amount: int | None) -> str:
    return _("belum ada") if amount is None else say_rupiah(amount)
