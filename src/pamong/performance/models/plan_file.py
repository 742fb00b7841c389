"""A file of agreed plans on its way in: looked at, then imported or dropped."""

from typing import ClassVar

from django.db import models

from pamong.people.models import Intake, IntakeQuerySet


class PlanFile(Intake):
    """A file of agreed plans of a year."""

    year = models.PositiveSmallIntegerField()

    objects: ClassVar[IntakeQuerySet["PlanFile"]] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="performance_planfile_by_user")]
