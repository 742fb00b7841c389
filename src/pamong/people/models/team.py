"""Teams across units: the leader gives work and feedback, the rater keeps rating."""

import uuid as uuidlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward
from pamong.people.models.employee import Employee
from pamong.people.models.unit import Unit


class Team(Recorded, Dated):
    """A team (tim kerja) with its leader, for a time."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(_("Nama tim"), max_length=200)
    leader = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="teams_led")

    objects: ClassVar[DatedQuerySet["Team"]] = DatedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [life_is_forward("people_team_life_is_forward")]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency's chain."""
        return self.agency.uuid


class TeamMember(Dated):
    """One person's time in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="memberships")

    objects: ClassVar[DatedQuerySet["TeamMember"]] = DatedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [life_is_forward("people_teammember_life_is_forward")]

    def __str__(self) -> str:
        return f"{self.team}: {self.employee}"
