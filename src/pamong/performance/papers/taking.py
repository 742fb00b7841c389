"""Papers of many people at once: chosen under one scope, recorded as one taking, handed out in batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import EVERYTHING, Scope
from pamong.documents.issuing import Issued, issue_papers
from pamong.documents.kinds import Choice, Kind, Writing, whole_kinds
from pamong.documents.typeset import UndrawableError
from pamong.ledger.actions import Actor, record
from pamong.people.models import Employee, Unit
from pamong.people.scope import scope_for, scope_of
from pamong.people.trace.actions import state_purpose
from pamong.people.trace.permissions import must_state_purpose
from pamong.performance.models import Plan
from pamong.performance.papers.credit_writings import determinations_chosen
from pamong.performance.papers.permissions import (
    can_audit_papers,
    can_issue_own_papers,
    can_take_papers,
)

BATCH = 50  # papers: their reads and their record are a fixed number of queries
TAKEN = "performance.papers_taken"
Chosen = Sequence[tuple[Kind, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which papers of a unit with all below, and whether they go to the inspectorate."""

    year: int
    kinds: Sequence[Kind]
    is_audit: bool = False
    purpose: str = ""  # what an auditor states


@dataclass(frozen=True, slots=True)
class Failed:
    """A paper that could not be laid out; the others go on."""

    writing: Writing
    reason: str


@transaction.atomic
def take_papers(unit: Unit, asked: Asked, *, by: Actor, on: date) -> Chosen:
    """The keys by kind; the record says who took how many, and an auditor's purpose is told to everybody."""
    scope = scope_for(by, on)
    chosen = choose_papers(unit, asked, scope)
    choice = Choice(asked.year, unit_path=unit.path)
    if asked.is_audit and must_state_purpose(scope):
        people = _people_in(choice, scope)
        state_purpose(people, purpose=asked.purpose, by=by, on=on)  # type: ignore[arg-type]
    changes = {
        "year": [None, asked.year],
        "papers": [None, sum(len(keys) for _kind, keys in chosen)],
        "is_audit": [None, asked.is_audit],
    }
    record(TAKEN, unit, by=by, on=on, changes=changes)
    return chosen


def choose_papers(unit: Unit, asked: Asked, scope: Scope) -> Chosen:
    """The keys by kind of whoever may take them; leaves no mark."""
    allowed = can_audit_papers if asked.is_audit else can_take_papers
    require(allowed(scope, unit))
    choice = Choice(asked.year, unit_path=unit.path)
    reach = EVERYTHING if asked.is_audit else scope  # whoever may take the bundle takes it whole
    return [(kind, kind.chosen(reach, choice)) for kind in asked.kinds]


def _people_in(choice: Choice, scope: Scope) -> list[Employee]:
    """Everybody of whom a bundle tells: by a plan of the year, or by angka kredit set down in it."""
    plans = Plan.objects.visible_to(scope).filter(year=choice.year)
    planned = plans.filter(unit__path__startswith=choice.unit_path)
    credited = determinations_chosen(EVERYTHING, choice)
    keys = [rows.order_by().values("employee_id") for rows in (planned, credited)]
    return list(Employee.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1])))


def issue_own_papers(year: int, *, by: User, on: date, at: datetime) -> list[Issued]:
    """All of one's own papers of a year, of every kind, in the order in which one files them."""
    scope = scope_of(by, on)
    require(can_issue_own_papers(scope))
    choice = Choice(year, employee_id=scope.employee_id)
    chosen = [(kind, kind.chosen(scope, choice)) for kind in whole_kinds()]
    found = list(issued_each(chosen, by=by, on=on, at=at))
    issued = [one for one in found if isinstance(one, Issued)]
    if len(issued) < len(found):
        raise ValidationError(
            _("Salah satu dokumen tidak dapat disusun. Hubungi pengelola server.")
        )
    if not issued:
        said = _(
            "Belum ada dokumen tahun %(year)s yang dapat dicetak. SKP dicetak setelah disetujui."
        )
        raise ValidationError(said, params={"year": year})
    return issued


def issued_each(chosen: Chosen, *, by: Actor, on: date, at: datetime) -> Iterator[Issued | Failed]:
    """Every paper in its order; one that cannot be laid out is told and stops no other."""
    for kind, keys in chosen:
        left = iter(keys)
        while batch := list(islice(left, BATCH)):
            writings = kind.writings(batch)
            try:
                yield from issue_papers(writings, by=by, on=on, at=at)
            except UndrawableError:
                yield from _one_by_one(writings, by=by, on=on, at=at)


def _one_by_one(
    writings: Sequence[Writing], *, by: Actor, on: date, at: datetime
) -> Iterator[Issued | Failed]:
    for writing in writings:
        try:
            yield from issue_papers([writing], by=by, on=on, at=at)
        except UndrawableError as error:
            yield Failed(writing, str(error))
