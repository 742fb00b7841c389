"""Teams across units: the leader gives work and feedback, the rater keeps rating."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee
from pamong.people.models.unit import Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class TeamQuerySet(DatedQuerySet["Team"]):
    """Reads of teams."""

    def visible_to(self, scope: "Scope") -> "TeamQuerySet":
        """The agency's for who keeps, watches or leads people; else those one leads or is in, and of the unit one heads."""
        if scope.is_shell:
            return self.all()
        own = self.filter(agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR) or scope.unit_ids or scope.leads:
            return own
        joined = TeamMember.objects.filter(team=OuterRef("pk"), employee_id=scope.employee_id)
        heads = Employee.objects.filter(
            pk=scope.employee_id, position__is_head=True, unit=OuterRef("unit")
        )
        mine = Q(leader_id=scope.employee_id) | Exists(joined) | Exists(heads)
        return own.filter(mine)


class Team(Recorded, Dated):
    """A team (tim kerja) with its leader, for a time."""

    OF = "agency"
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(_("Nama tim"), max_length=200)
    mandate = models.CharField(_("Dasar penugasan"), max_length=200, blank=True)
    leader = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="teams_led")

    objects: ClassVar[TeamQuerySet] = TeamQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [life_is_forward("people_team_life_is_forward")]

    def __str__(self) -> str:
        return self.name


class TeamMember(Dated):
    """One person's time in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Peran dalam tim"), max_length=120, blank=True)

    objects: ClassVar[DatedQuerySet["TeamMember"]] = DatedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            life_is_forward("people_teammember_life_is_forward"),
            models.UniqueConstraint(
                fields=["team", "employee"],
                condition=Q(valid_to=None),
                name="people_teammember_one_open_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.employee}"
