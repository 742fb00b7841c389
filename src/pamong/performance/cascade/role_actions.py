"""Verbs of the matrix of roles and results: share roles out, take one into a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import Draft, digest_of, record, record_all
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.scope import scope_of
from pamong.performance.cascade.permissions import can_share_roles, can_share_team_roles
from pamong.performance.models import Plan, Result, RoleCell
from pamong.performance.plan.permissions import can_edit_plan

LONGEST_ROLE = 500
Place = tuple[int, int]  # result, employee


@dataclass(frozen=True, slots=True)
class CellInput:
    """One cell as typed; `seen` is the version that the page showed, 0 where it was empty."""

    result_id: int
    employee_id: int
    text: str
    seen: int = 0

    @property
    def place(self) -> Place:
        """Its row and column."""
        return self.result_id, self.employee_id


@dataclass(frozen=True, slots=True)
class StaleCell:
    """A cell that somebody else changed meanwhile; both texts are shown."""

    given: CellInput
    standing: str
    version: int


def stale_among(cells: Iterable[CellInput], standing: Mapping[Place, RoleCell]) -> list[StaleCell]:
    """Cells whose page is older than what stands now, unless both say the same."""
    found = []
    for cell in cells:
        row = standing.get(cell.place)
        version, text = (row.version, row.text) if row else (0, "")
        if cell.seen != version and cell.text.strip() != text:
            found.append(StaleCell(cell, text, version))
    return found


@dataclass(frozen=True, slots=True)
class Circle:
    """Among whom a plan's results are shared out: those whom its owner rates, or the members of a team."""

    people: frozenset[int]
    team: Team | None = None


@transaction.atomic
def share_roles(plan: Plan, cells: Sequence[CellInput], *, by: User, on: date) -> Plan:
    """Store the leader's matrix whole or not at all; an emptied cell takes its role back."""
    plan = Plan.objects.lock(plan)
    require(can_share_roles(scope_of(by, on), plan))
    rated = Employee.objects.active().filter(rater_id=plan.employee_id)
    return _share(plan, cells, Circle(frozenset(rated.values_list("pk", flat=True))), by=by, on=on)


@transaction.atomic
def share_team_roles(
    team: Team, plan: Plan, cells: Sequence[CellInput], *, by: User, on: date
) -> Plan:
    """Store what the members of a team owe for its leader's results; their raters stay who they are."""
    plan = Plan.objects.lock(plan)
    require(can_share_team_roles(scope_of(by, on), team, plan))
    if not team.is_on(on):
        raise ValidationError(_("Tim ini tidak berjalan hari ini."))
    people = TeamMember.objects.on(on).filter(team=team, employee__left_on=None)
    members = frozenset(people.values_list("employee_id", flat=True))
    return _share(plan, cells, Circle(members, team), by=by, on=on)


def _share(plan: Plan, cells: Sequence[CellInput], circle: Circle, *, by: User, on: date) -> Plan:
    _check_places(plan, cells, circle.people)
    standing = {
        (row.result_id, row.employee_id): row
        for row in RoleCell.objects.select_for_update(of=("self",))
        .filter(result__plan=plan, team=circle.team)
        .select_related("employee__agency", "result")
        .order_by("pk")
    }
    _check_fresh(cells, standing)
    changed = _changed(cells, standing)
    if changed:
        _write(changed, standing, circle.team)
        record_all(_entries(plan, changed, standing, circle.team), by=by, on=on)
    return plan


def _check_places(plan: Plan, cells: Iterable[CellInput], people: frozenset[int]) -> None:
    """Only the leader's own results, and only the people of today."""
    results = set(plan.results.values_list("pk", flat=True))
    for cell in cells:
        if cell.result_id not in results or cell.employee_id not in people:
            raise ValidationError(
                _(
                    "Susunan pegawai atau hasil kerja sudah berubah. Salin isian Anda, lalu muat "
                    "ulang halaman matriks."
                ),
                code="moved",
            )
        if len(cell.text.strip()) > LONGEST_ROLE:
            raise ValidationError(
                _("Ringkas peran menjadi paling banyak %(n)d huruf."), params={"n": LONGEST_ROLE}
            )


def _check_fresh(cells: Iterable[CellInput], standing: Mapping[Place, RoleCell]) -> None:
    if stale := stale_among(cells, standing):
        names = ", ".join(sorted({_name(standing, cell.given) for cell in stale}))
        raise ValidationError(
            _(
                "Sel untuk %(names)s baru saja diubah orang lain. Muat ulang untuk melihat keduanya."
            ),
            params={"names": names},
            code="stale",
        )


def _name(standing: Mapping[Place, RoleCell], cell: CellInput) -> str:
    row = standing.get(cell.place)
    person = row.employee if row else Employee.objects.get(pk=cell.employee_id)
    return person.full_name


def _changed(cells: Iterable[CellInput], standing: Mapping[Place, RoleCell]) -> list[CellInput]:
    def text_of(place: Place) -> str:
        row = standing.get(place)
        return row.text if row else ""

    return [cell for cell in cells if cell.text.strip() != text_of(cell.place)]


def _write(
    changed: Sequence[CellInput], standing: Mapping[Place, RoleCell], team: Team | None
) -> None:
    new, kept, gone = [], [], []
    for cell in changed:
        row, text = standing.get(cell.place), cell.text.strip()
        if row is None:
            new.append(
                RoleCell(
                    result_id=cell.result_id, employee_id=cell.employee_id, team=team, text=text
                )
            )
        elif not text:
            gone.append(row.pk)
        else:
            kept.append(
                RoleCell(
                    pk=row.pk,
                    uuid=row.uuid,
                    result_id=row.result_id,
                    employee_id=row.employee_id,
                    text=text,
                    version=row.version + 1,
                )
            )
    RoleCell.objects.filter(pk__in=gone).delete()
    RoleCell.objects.bulk_update(kept, ["text", "version"], batch_size=200)
    RoleCell.objects.bulk_create(new, batch_size=200)


def _entries(
    plan: Plan,
    changed: Sequence[CellInput],
    standing: Mapping[Place, RoleCell],
    team: Team | None,
) -> list[Draft]:
    """One entry for the matrix, and one for each person whose roles changed."""
    marks = {pk: str(uuid) for pk, uuid in plan.results.values_list("pk", "uuid")}
    by_person: dict[int, dict[str, Any]] = {}
    for cell in changed:
        row = standing.get(cell.place)
        new = cell.text.strip()
        by_person.setdefault(cell.employee_id, {})[marks[cell.result_id]] = [
            digest_of(row.text) if row else None,
            digest_of(new) if new else None,
        ]
    people = Employee.objects.select_related("agency").in_bulk(by_person)
    whole: dict[str, Any] = {"cells": [None, len(changed)], "people": [None, len(by_person)]}
    verb = "performance.roles_shared"
    if team:
        verb, whole["team"] = "performance.team_roles_shared", team
        for told in by_person.values():
            told["team"] = team
    return [
        Draft(verb, plan, whole),
        *(Draft("performance.role_given", people[pk], by_person[pk]) for pk in sorted(by_person)),
    ]


def candidates_for(plan: Plan) -> list[RoleCell]:
    """Roles given to the plan's owner for its year that no plan has taken up yet: the rater's, and teams'."""
    given = Q(team=None, result__plan__employee_id=plan.rater_id or 0)
    if not plan.is_acting:  # work in teams belongs to the plan of the definitive post
        in_team = TeamMember.objects.within(plan.starts_on, plan.ends_on).filter(
            team=OuterRef("team"), employee=plan.employee_id
        )
        given |= Q(Exists(in_team), team__isnull=False)
    rows = RoleCell.objects.filter(
        given, employee_id=plan.employee_id, result__plan__year=plan.year, taken_as=None
    )
    rows = rows.select_related("result", "employee", "team__leader")
    return list(rows.order_by(F("team_id").asc(nulls_first=True), "result__place", "pk"))


@transaction.atomic
def take_role(plan: Plan, cell: RoleCell, *, by: User, on: date) -> Result:
    """Make a role from the matrix a result of the plan, joined to the leader's result that it serves.

    A result that says the same already, drafted before the matrix came, is joined instead.
    """
    plan = Plan.objects.lock(plan)
    require(can_edit_plan(scope_of(by, on), plan))
    cell = RoleCell.objects.select_for_update(of=("self",)).get(pk=cell.pk)
    if cell.pk not in {row.pk for row in candidates_for(plan)}:
        raise ValidationError(
            _("Peran ini sudah diambil atau bukan untuk SKP ini. Muat ulang halaman SKP."),
            code="taken",
        )
    same = plan.results.filter(text=cell.text, role_cell=None).select_related("serves").first()
    result = same or Result(plan=plan, text=cell.text, place=_next_place(plan))
    was = str(same.uuid) if same else None
    served = str(same.serves.uuid) if same and same.serves else None
    changes = {
        "result": [was, str(result.uuid)],
        "text": [digest_of(same.text) if same else None, digest_of(result.text)],
        "serves": [served, str(cell.result.uuid)],
        "role": [None, str(cell.uuid)],
    }
    result.serves_id, result.role_cell = cell.result_id, cell
    result.save()
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1)
    record("performance.role_taken", plan, by=by, on=on, changes=changes)
    return result


def _next_place(plan: Plan) -> int:
    return (plan.results.aggregate(last=Max("place"))["last"] or 0) + 1
