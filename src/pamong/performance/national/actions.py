"""Reads that leave a mark, because plans and ratings of many people leave the house."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction

from pamong.access.permissions import require
from pamong.documents.writing import write_book
from pamong.ledger.actions import Actor, record
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_for
from pamong.performance.national.permissions import can_export_national
from pamong.performance.national.queries import evaluations_out, plans_out
from pamong.performance.national.sheets import evaluation_pages, plan_pages

PLANS, EVALUATIONS = "plans", "evaluations"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken out: plans or evaluations of a year, of a unit with those below it or of all."""

    kind: str
    year: int
    unit: Unit | None = None


@transaction.atomic
def export_national(
    agency: Agency, asked: Asked, stream: BinaryIO, *, by: Actor, on: date
) -> BinaryIO:
    """Write the workbook in the field order of the national form; the record says who took it."""
    scope = scope_for(by, on)
    require(can_export_national(scope, agency))
    out = (scope, agency, asked.year, asked.unit)
    pages = (
        plan_pages(plans_out(*out), asked.year)
        if asked.kind == PLANS
        else evaluation_pages(evaluations_out(*out), asked.year)
    )
    write_book(stream, pages)
    changes = {
        "kind": [None, asked.kind],
        "year": [None, asked.year],
        "unit": [None, asked.unit],
    }
    record("performance.national_exported", agency, by=by, on=on, changes=changes)
    return stream
