"""What is wrong with the organisation's data: derived rows, found anew by `people.problems`."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.people.models.agency import Agency
from pamong.people.models.employee import Employee
from pamong.people.models.unit import Unit

if TYPE_CHECKING:
    from pamong.access.scope import Scope


class DataProblemQuerySet(models.QuerySet["DataProblem"]):
    """Reads of problems."""

    def visible_to(self, scope: "Scope") -> "DataProblemQuerySet":
        """The agency's for those who keep or watch it, one's units' for their administrator."""
        if scope.is_shell:
            return self.all()
        own = self.filter(agency_id=scope.agency_id)
        if scope.has(Role.HR, Role.AGENCY_HEAD, Role.AUDITOR):
            return own
        return own.filter(unit_id__in=scope.unit_ids)


class DataProblem(models.Model):
    """One thing that someone has to mend; `name` repeats the person's or unit's for the list."""

    class Kind(models.TextChoices):
        NO_RATER = "no_rater", _("Tanpa penilai")
        RATER_LEFT = "rater_left", _("Penilai sudah berhenti")
        RATER_MOVED = "rater_moved", _("Penilai pindah dari jabatannya")
        RATER_KEPT = "rater_kept", _("Pindah unit, penilai tetap")
        ABOVE_LEFT = "above_left", _("Atasan penilai sudah berhenti")
        CIRCLE = "circle", _("Penilaian melingkar")
        TWO_POSTS = "two_posts", _("Dua jabatan definitif")
        NO_HEAD = "no_head", _("Unit tanpa kepala")
        ODD_NIP = "odd_nip", _("NIP janggal")
        PLAN_GAP = "plan_gap", _("Hari tanpa SKP")
        CONTRACT_ENDED = "contract_end", _("Kontrak berakhir tanpa keputusan")
        LEAVING_HELD = "leaving_held", _("Berhenti belum berlaku")
        PLAN_OVERLAP = "plan_overlap", _("Dua SKP sekaligus")
        PLAN_POST = "plan_post", _("SKP mendatang dengan jabatan lama")
        CARD_OWNER = "card_owner", _("Penanggung jawab indikator berhenti atau pindah")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=Kind)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)
    employee = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=250)
    detail = models.CharField(max_length=200, blank=True)
    found_on = models.DateField()
    # Who leads by now what the rater led who is gone: the people go to that one.
    filled_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    objects: ClassVar[DataProblemQuerySet] = DataProblemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["agency", "kind", "name", "id"], name="people_problem_list"),
            models.Index(fields=["unit", "kind"], name="people_problem_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"


class ProblemSearch(models.Model):
    """The day on which an agency was last searched from end to end, and the last round of its facts."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, primary_key=True)
    searched_on = models.DateField()
    copied_on = models.DateField(null=True, blank=True)  # facts begun until then stand in the rows

    def __str__(self) -> str:
        return f"{self.agency} {self.searched_on}"
