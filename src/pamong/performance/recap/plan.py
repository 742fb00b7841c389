"""What a recap would put in place of the one before it, before anything is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pamong.access.scope import Role, Scope
from pamong.people.importing.refusing import RowError
from pamong.people.models import Agency, Employee
from pamong.performance.intake.reading import RejectedRow
from pamong.performance.models import PLAN_ITSELF, Evaluation, Plan, RecapRow
from pamong.performance.periods import period_days
from pamong.performance.recap.columns import LABELS
from pamong.performance.recap.matching import matched
from pamong.performance.recap.reading import RecapFile, RecapLine
from pamong.performance.rules import PREDICATES, RATINGS, pack_on

SCALES = {"results": RATINGS, "behaviour": RATINGS, "predicate": PREDICATES}
Key = tuple[int, str, date | None]


@dataclass(frozen=True, slots=True)
class RecapAsked:
    """What a recap is of, as whoever sent it says: the year, its plans or one period, and its day."""

    year: int
    part: str
    as_of: date


@dataclass(slots=True)
class RecapPlan:
    """The whole file against what the last recap said."""

    agency: Agency
    file: RecapFile
    asked: RecapAsked
    rows: list[RecapRow] = field(default_factory=list)
    old: list[RecapRow] = field(default_factory=list)  # of the recaps that this one replaces
    kept: int = 0  # rows about which a newer recap speaks
    rejected: list[RejectedRow] = field(default_factory=list)

    @property
    def added(self) -> int:
        """Rows of which no recap spoke before."""
        return len(self._keys() - {key_of(row) for row in self.old})

    @property
    def changed(self) -> int:
        """Rows that say something else, or the same on a later day; and those that are gone."""
        held = {key_of(row): row for row in self.old}
        gone = len(held.keys() - self._keys())
        return gone + sum(
            self._differs(row, held[key_of(row)]) for row in self.rows if key_of(row) in held
        )

    @property
    def unchanged(self) -> int:
        """The others."""
        gone = len({key_of(row) for row in self.old} - self._keys())
        return self.kept + len(self.rows) - self.added - self.changed + gone

    def _keys(self) -> set[Key]:
        return {key_of(row) for row in self.rows}

    def _differs(self, new: RecapRow, old: RecapRow) -> bool:
        return new.values() != old.values() or old.recap.as_of != self.asked.as_of

    def digest(self) -> str:
        """The mark of all that would be written; another mark means that something changed."""
        mark = hashlib.sha256(f"{self.file.digest}{self.asked}{self.changed}".encode())
        for row in self.rows:
            mark.update(f"{key_of(row)}{row.values()}".encode())
        mark.update(str([(row.line, row.reason) for row in self.rejected]).encode())
        return mark.hexdigest()


def key_of(row: RecapRow) -> Key:
    """What a row is about: a plan here, or a person and a day where there is none."""
    return (row.plan_id, "", None) if row.plan_id else (0, row.nip, row.starts_on)


def reach_of(scope: Scope) -> Q:
    """Whose rows a recap of this account may replace, as a condition on people: all of the agency, or one's own."""
    if scope.has(Role.HR):
        return Q()
    return Q(unit_id__in=scope.unit_ids) | Q(rater_id__in=scope.rater_ids)


@dataclass(slots=True)
class _Known:
    """The people whom one reaches, with their plans of the year, and what newer recaps say."""

    scope: Scope
    people: dict[str, Employee]
    plans: dict[int, list[Plan]]
    rated: frozenset[int]  # plans with a rating of the period
    seen: set[tuple[str, date | None]] = field(default_factory=set)


def plan_recap(agency: Agency, file: RecapFile, asked: RecapAsked, scope: Scope) -> RecapPlan:
    """Compare with what stands, in four queries."""
    plan = RecapPlan(agency, file, asked, rejected=list(file.rejected))
    known = _known(agency, asked, scope)
    lines: dict[str, list[tuple[RecapLine, RecapRow]]] = defaultdict(list)
    for line in file.rows:
        try:
            lines[line.nip].append((line, _row(plan, known, line)))
        except RowError as error:
            plan.rejected.append(RejectedRow(line.line, line.cells, str(error)))
    for nip, told in lines.items():
        person = known.people.get(nip)
        owned = known.plans.get(person.pk, []) if person else []
        rows = [row for _line, row in told]
        for row, own in matched(rows, owned):
            row.plan = own
            plan.rows.append(row)
    plan.rows += _absent(plan, known)
    _leave_newer(plan, scope)
    plan.rejected.sort(key=lambda row: row.line)
    return plan


def _known(agency: Agency, asked: RecapAsked, scope: Scope) -> _Known:
    people = Employee.objects.filter(reach_of(scope), agency=agency)
    plans: dict[int, list[Plan]] = defaultdict(list)
    for plan in _plans(agency, asked, people):
        plans[plan.employee_id].append(plan)
    rated = (
        Evaluation.objects.final()
        .standing()
        .filter(period=asked.part, plan__agency=agency, plan__year=asked.year)
    )
    keys = (
        frozenset(rated.values_list("plan_id", flat=True))
        if asked.part != PLAN_ITSELF
        else frozenset()
    )
    named = {person.nip: person for person in people if person.nip}
    return _Known(scope, named, plans, keys)


def _plans(agency: Agency, asked: RecapAsked, people: "QuerySet[Employee]") -> Iterable[Plan]:
    rows = Plan.objects.filter(agency=agency, year=asked.year, employee__in=people.order_by())
    return rows.select_related("employee").order_by("pk")


def _row(plan: RecapPlan, known: _Known, line: RecapLine) -> RecapRow:
    person = known.people.get(line.nip)
    if person is None and not known.scope.has(Role.HR):
        raise RowError(_("NIP ini tidak ditemukan di antara pegawai Anda."))
    if (line.nip, line.starts_on) in known.seen:
        raise RowError(_("Pegawai dan periode ini ada lebih dari satu kali dalam rekap."))
    known.seen.add((line.nip, line.starts_on))
    is_plan = plan.asked.part == PLAN_ITSELF
    rated = {} if is_plan else line.rated
    codes = {name: _code(plan, person, name, text) for name, text in rated.items()}
    return RecapRow(
        agency=plan.agency,
        year=plan.asked.year,
        part=plan.asked.part,
        nip=line.nip,
        name=line.name,
        employee=person,
        is_there=line.is_there if is_plan else bool(codes),
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        status=line.status if is_plan else "",
        is_agreed=line.is_agreed if is_plan else True,
        **codes,
    )


def _code(plan: RecapPlan, person: Employee | None, name: str, text: str) -> str:
    """A rating or a predicate by the words of the pack that rates the person."""
    day = period_days(plan.asked.year, plan.asked.part)[0]
    kind = person.kind if person else None
    scale = pack_on(day, kind, local=plan.agency.local_packs).scales[SCALES[name]]
    code = scale.find(text)
    if code is None:
        told: dict[str, Any] = {"field": LABELS[name], "text": text[:40]}
        told["labels"] = ", ".join(scale.labels.values())
        raise RowError(_("%(field)s “%(text)s” tidak dikenal: tulis %(labels)s.") % told)
    return code


def _absent(plan: RecapPlan, known: _Known) -> Iterable[RecapRow]:
    """Plans that stand here, of which the recap says nothing."""
    told = {row.plan_id for row in plan.rows}
    for own in (one for plans in known.plans.values() for one in plans):
        counts = own.is_in_force and (plan.asked.part == PLAN_ITSELF or own.pk in known.rated)
        if counts and own.pk not in told:
            yield RecapRow(
                agency=plan.agency,
                year=plan.asked.year,
                part=plan.asked.part,
                nip=own.employee.nip,
                employee=own.employee,
                plan=own,
                is_there=False,
            )


def _leave_newer(plan: RecapPlan, scope: Scope) -> None:
    """What a recap of a later day says stays; the rest is replaced."""
    rows = RecapRow.objects.filter(agency=plan.agency, year=plan.asked.year, part=plan.asked.part)
    if not scope.has(Role.HR):
        people = Employee.objects.filter(reach_of(scope), agency=plan.agency)
        rows = rows.filter(employee__in=people.order_by())
    standing = list(rows.select_related("recap").order_by("pk"))
    newer = {key_of(row) for row in standing if row.recap.as_of > plan.asked.as_of}
    plan.old = [row for row in standing if key_of(row) not in newer]
    plan.kept = len(newer)
    plan.rows = [row for row in plan.rows if key_of(row) not in newer]
