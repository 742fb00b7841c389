"""The tree of units. A unit that moves or ends keeps its dates."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded
from pamong.people.models.agency import Agency
from pamong.people.models.dated import Dated, DatedQuerySet, life_is_forward

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from pamong.access.scope import Scope
    from pamong.people.models.unit_change import UnitChange


class UnitQuerySet(DatedQuerySet["Unit"]):
    """Reads of the tree."""

    def visible_to(self, scope: "Scope") -> "UnitQuerySet":
        """The names of the units of one's own agency are no secret inside it."""
        return self.all() if scope.is_shell else self.filter(agency_id=scope.agency_id)

    def below(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything under it."""
        return self.filter(agency_id=unit.agency_id, path__startswith=unit.path)


class Unit(Recorded, Dated):
    """An office, division, school or clinic. `path` holds the keys from the root, as /1/7/."""

    OF = "agency"

    class Kind(models.TextChoices):
        OFFICE = "office", _("Perangkat daerah")
        DIVISION = "division", _("Bidang atau bagian")
        SECTION = "section", _("Seksi atau subbagian")
        DISTRICT = "district", _("Kecamatan")
        SCHOOL = "school", _("Sekolah")
        CLINIC = "clinic", _("Puskesmas atau rumah sakit")
        AGENCY = "agency", _("Instansi")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    code = models.CharField(_("Kode unit"), max_length=60)
    name = models.CharField(_("Nama unit"), max_length=250)
    kind = models.CharField(_("Jenis"), max_length=12, choices=Kind, default=Kind.OFFICE)
    path = models.CharField(max_length=200, editable=False, db_index=True)
    # The last day since which the unit bears its name; nothing where it never bore another.
    renamed_on = models.DateField(null=True, editable=False)

    changes: "RelatedManager[UnitChange]"
    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="people_unit_code_once"),
            life_is_forward("people_unit_life_is_forward"),
        ]
        indexes = [models.Index(fields=["agency", "name", "id"], name="people_unit_by_name")]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """What the unit was called on the day; asks nothing of a unit that never bore another name."""
        if self.renamed_on is None or day >= self.renamed_on:
            return self.name
        later = [row for row in self.changes.all() if row.what == "name" and row.valid_from > day]
        return min(later, key=lambda row: row.valid_from).was_name if later else self.name

    def place(self) -> None:
        """Write the path from the parent's; the row needs its key first."""
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])


def recall_names(units: Iterable[Unit]) -> None:
    """Fetch the former names of those units of a list that bore others, in one query or none."""
    renamed = [unit for unit in units if unit.renamed_on]
    if renamed:
        models.prefetch_related_objects(renamed, "changes")
