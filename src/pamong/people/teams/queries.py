"""Teams and their people."""

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee, Team, TeamMember
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.naming import named
from pamong.ui.paging import Page, page_of

PAGE, MOST_MEMBERS, MOST_FOUND = 25, 300, 8


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


def members_of(team: Team) -> list[TeamMember]:
    """Everybody who is, was or will be in the team, by name."""
    rows = team.members.select_related("employee__unit", "employee__position")
    return list(rows.order_by("employee__name", "-valid_from")[:MOST_MEMBERS])


def people_to_lend(scope: Scope, text: str) -> EmployeeQuerySet:
    """Those of one's own whom a NIP or words of a name mean; as a leader of people also oneself."""
    own = Employee.objects.visible_to(scope).active().filter(agency_id=scope.agency_id)
    if not scope.has(Role.HR):
        mine = Q(unit_id__in=scope.unit_ids) | Q(rater_id__in=scope.rater_ids)
        own = own.filter(mine | Q(pk=scope.employee_id if scope.leads else 0))
    rows = own.select_related("unit", "position", "agency").order_by("name", "pk")
    return named(rows, text)
