"""Sheets by month, their lines, and one's own pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum

from pamong.access.scope import Scope
from pamong.people.models import Agency, Unit
from pamong.performance.allowance.lacking import counts_of, lacking_in
from pamong.performance.allowance.members import paying_units
from pamong.performance.models import AllowanceLine, AllowanceSheet, PayrollColumns, SheetRead
from pamong.ui.paging import Page, page_of

SIZE = 50
OWN_MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthSheets:
    """A page of a month's sheets that one may see, and what all of them come to."""

    page: Page[AllowanceSheet]
    count: int
    people: int
    total: int
    lacking: int  # lines of all of them that lack a part


def sheets_of(scope: Scope, month: date, after: str) -> MonthSheets:
    """By the name of the unit, in three queries."""
    rows = AllowanceSheet.objects.visible_to(scope).filter(month=month)
    sums = rows.aggregate(n=Count("pk"), of_people=Sum("people"), of_total=Sum("total"))
    lines = AllowanceLine.objects.filter(sheet=OuterRef("pk")).exclude(missing=[])
    lacking = lines.order_by().values("sheet").annotate(n=Count("pk")).values("n")
    some = AllowanceLine.objects.filter(sheet__in=rows).exclude(missing=[]).count()
    own = AllowanceLine.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet")
    every = own.annotate(n=Count("pk")).values("n")
    rows = rows.annotate(lacking=Subquery(lacking), lines_n=Subquery(every))
    rows = rows.select_related("unit")
    page = page_of(rows, after, by=("unit__name", "pk"))
    return MonthSheets(page, sums["n"], sums["of_people"] or 0, sums["of_total"] or 0, some)


def units_without(scope: Scope, month: date) -> "QuerySet[Unit]":
    """The units that one keeps and that have no sheet for the month yet."""
    drawn = AllowanceSheet.objects.filter(unit=OuterRef("pk"), month=month)
    return paying_units(scope, month).exclude(Exists(drawn))


def lines_page(sheet: AllowanceSheet, after: str, lacks: str = "") -> Page[AllowanceLine]:
    """A page of the sheet in the order of names, or of the lines that lack a part."""
    return page_of(lacking_in(all_lines(sheet), lacks), after, SIZE, by=("name", "pk"))


def all_lines(sheet: AllowanceSheet) -> "QuerySet[AllowanceLine]":
    """Every line, for the paper and the payroll."""
    return AllowanceLine.objects.filter(sheet=sheet).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Totals:
    """What the columns of a sheet add up to; counted again from its lines."""

    attendance: int
    performance: int
    cut: int
    total: int
    differences: int
    lacking: Mapping[str, int]  # lines without a part, by the part
    findings: int
    lines: int


def totals_of(sheet: AllowanceSheet) -> Totals:
    """In four queries."""
    lines = AllowanceLine.objects.filter(sheet=sheet)
    added = (Sum(name) for name in ("attendance", "performance", "cut", "total"))
    sums = lines.aggregate(*added, n=Count("pk"))
    differences = lines.exclude(kind=AllowanceLine.Kind.REGULAR).aggregate(Sum("total"))
    return Totals(
        sums["attendance__sum"] or 0,
        sums["performance__sum"] or 0,
        sums["cut__sum"] or 0,
        sums["total__sum"] or 0,
        differences["total__sum"] or 0,
        counts_of(lines),
        lines.exclude(findings=[]).count(),
        sums["n"],
    )


def has_read(sheet: AllowanceSheet, user_id: int, on: date) -> bool:
    """Whether the account stated its purpose for the sheet on the day."""
    return SheetRead.objects.filter(sheet=sheet, reader_id=user_id, on=on).exists()


def reads_of(sheet: AllowanceSheet) -> list[SheetRead]:
    """Who looked at the sheet with a purpose, newest first."""
    return list(SheetRead.objects.filter(sheet=sheet).select_related("reader"))


def own_lines(scope: Scope) -> list[AllowanceLine]:
    """One's own pay of the last year, the newest first."""
    rows = AllowanceLine.objects.visible_to(scope).filter(employee_id=scope.employee_id)
    return list(
        rows.select_related("sheet").order_by("-sheet__month", "kind", "first_day")[
            : OWN_MONTHS * 3
        ]
    )


def columns_of(agency: Agency) -> list[tuple[str, str]]:
    """The payroll's own columns, or nothing where nobody chose."""
    row = PayrollColumns.objects.filter(agency=agency).first()
    return [(name, heading) for name, heading in row.columns] if row else []
