"""A person's contracts on the person's page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.contracts.permissions import can_add_contract
from pamong.people.contracts.rules import FULL, HELD_BY, notice_ends, part_time_share, share_of
from pamong.people.holding import Local
from pamong.people.models import Contract, Employee, kind_on
from pamong.people.sections import Section
from pamong.ui.dates import say_days
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


def contract_section(scope: Scope, person: Employee, on: date) -> Section | None:
    """Contracts of a PPPK, the newest first, with the way to add one."""
    if person.kind not in HELD_BY:
        return None
    rows = Contract.objects.visible_to(scope).filter(employee=person).order_by("-valid_from")
    may, title, local = can_add_contract(scope, person), _("Kontrak"), scope.local_packs
    until = notice_ends(on, local)
    written = []
    for place, row in enumerate(rows):
        row.employee = person
        written.append(_row(row, on, until, local, is_latest=not place))
    if not written and not may:
        return None
    columns = [Column(title, kind="row"), Column(_("Jam kerja")), Column(_("Keputusan"))]
    url = reverse("people:contract-add", args=[person.uuid]) if may else ""
    table = Table(columns, written, title)
    return Section(title, table, _("Belum ada kontrak"), url, _("Catat kontrak"))


def _row(row: Contract, on: date, until: date, local: Local, *, is_latest: bool) -> Row:
    url = reverse("performance:contract-detail", args=[row.uuid])
    return Row(
        [
            Cell(say_days(row.valid_from, row.last), url=url, sub=row.letter),
            share_said(row, local),
            decision_cell(row, on, until, is_latest=is_latest),
        ]
    )


def share_said(row: Contract, local: Local) -> str:
    """Full time, or the share of it, and whether the rules say so where the contract does not."""
    share = share_of(kind_on(row.employee, row.valid_from), row.hours_share, row.valid_from, local)
    if share is None:
        return _("Bagian jam kerja belum diisi")
    if share == FULL:
        return _("Penuh waktu")
    told = {"share": say_number(share)}
    if row.hours_share is not None:
        return _("%(share)s%% jam penuh") % told
    by_rule = part_time_share(row.valid_from, local)
    told["citation"] = by_rule.citation if by_rule else ""
    return _("%(share)s%% jam penuh menurut aturan (%(citation)s)") % told


def decision_cell(row: Contract, on: date, until: date, *, is_latest: bool) -> Any:
    """What was decided, or that nothing was yet for one that ends before the other day.

    The latest of a person still waits when it is over.
    """
    if row.decision == Contract.Decision.END:
        return Cell(str(row.get_decision_display()), tag="none")
    if row.decision:
        return Cell(str(row.get_decision_display()), tag="agreed")
    is_over = is_latest and row.last < on
    if (row.is_on(on) or is_over) and row.last < until:
        return Cell(_("Belum diputuskan"), tag="wait")
    return ""
