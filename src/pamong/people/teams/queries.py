"""Teams and their people."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from pamong.access.scope import Role, Scope
from pamong.people.batches import pieces
from pamong.people.models import Assignment, Employee, Team, TeamMember, Unit
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.models.team import TeamQuerySet
from pamong.people.naming import named
from pamong.ui.paging import Page, page_of

PAGE, MOST_FOUND = 25, 8


def teams_of(scope: Scope, text: str, after: str, on: date, *, ended: bool) -> Page[Team]:
    """Teams by name, with the number of members of the day as `people`."""
    rows = Team.objects.visible_to(scope)
    rows = rows.filter(valid_to__lte=on) if ended else rows.filter(_lasts(on))
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(leader__name__icontains=text))
    held = TeamMember.objects.on(on).filter(team=OuterRef("pk")).order_by().values("team")
    count = Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0)
    teams = rows.select_related("leader", "unit").annotate(people=count)
    return page_of(teams, after, PAGE, by=("name", "pk"))


def _lasts(on: date) -> Q:
    """Not ended yet; also teams that begin later."""
    return Q(valid_to=None) | Q(valid_to__gt=on)


def members_of(team: Team, after: str, on: date) -> Page[TeamMember]:
    """Those who are or will be in the team, by name."""
    return _by_name(team.members.filter(_lasts(on)), after)


def past_members_of(team: Team, after: str, on: date) -> Page[TeamMember]:
    """Those who were in it, by name."""
    return _by_name(team.members.filter(valid_to__lte=on), after)


def _by_name(rows: QuerySet[TeamMember], after: str) -> Page[TeamMember]:
    around = rows.select_related("employee__unit", "employee__position")
    return page_of(around, after, PAGE, by=("employee__name", "pk"))


def units_for_team(scope: Scope, text: str, on: date) -> list[Unit]:
    """Units in which one may place a team, by a part of the name: those one keeps, and one's own."""
    rows = Unit.objects.visible_to(scope).on(on).filter(name__icontains=text)
    if not scope.has(Role.HR):
        own = Employee.objects.filter(pk=scope.employee_id if scope.leads else 0).values("unit_id")
        rows = rows.filter(Q(pk__in=scope.unit_ids) | Q(pk__in=own))
    return list(rows.select_related("parent").order_by("name", "pk")[: MOST_FOUND + 1])


def team_with_head(rows: TeamQuerySet, on: date) -> TeamQuerySet:
    """Teams as the predicates ask about them: with the head of their unit on the day as `unit_head`."""
    heads = Assignment.objects.on(on).filter(unit=OuterRef("unit"), position__is_head=True)
    head = Subquery(heads.order_by("kind", "pk").values("employee_id")[:1])
    return rows.select_related("leader", "unit", "agency").annotate(unit_head=head)


def people_to_lend(scope: Scope, text: str) -> EmployeeQuerySet:
    """Those of one's own whom a NIP or words of a name mean; as a leader of people also oneself."""
    own = Employee.objects.visible_to(scope).active().filter(agency_id=scope.agency_id)
    if not scope.has(Role.HR):
        mine = Q(unit_id__in=scope.unit_ids) | Q(rater_id__in=scope.rater_ids)
        own = own.filter(mine | Q(pk=scope.employee_id if scope.leads else 0))
    rows = own.select_related("unit", "position", "agency").order_by("name", "pk")
    return named(rows, text)


def people_by_nip(scope: Scope, nips: Collection[str]) -> dict[str, Employee]:
    """People of the agency whom a file names; whether one may lend them the verbs ask."""
    found: dict[str, Employee] = {}
    for some in pieces(sorted(nip for nip in nips if nip)):
        rows = Employee.objects.active().filter(agency_id=scope.agency_id, nip__in=some)
        found |= {row.nip: row for row in rows.select_related("agency", "unit", "rater")}
    return found


def name_key(name: str) -> str:
    """A team's name as two spellings of it share it."""
    return " ".join(name.split()).casefold()


def teams_named(scope: Scope, keys: Collection[str], on: date) -> dict[str, list[Team]]:
    """Teams that have not ended, by the keys of their names."""
    rows = Team.objects.visible_to(scope).filter(_lasts(on), agency_id=scope.agency_id)
    found: dict[str, list[Team]] = {}
    for row in team_with_head(rows, on):
        key = name_key(row.name)
        if key in keys:
            found.setdefault(key, []).append(row)
    return found
