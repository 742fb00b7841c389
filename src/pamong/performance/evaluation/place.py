"""Through which list one reads an evaluation: one's own, the people one rates, or the agency's."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.evaluation.permissions import can_rate_evaluation
from pamong.performance.models import Evaluation
from pamong.performance.plan.permissions import is_owner
from pamong.performance.plan.place import Place, place_beside


def place_of(scope: Scope, evaluation: Evaluation) -> Place:
    """The name and address of the list above an evaluation's page."""
    plan = evaluation.plan
    if is_owner(scope, plan):
        return _("Hasil penilaian saya"), reverse("performance:evaluation-own")
    if can_rate_evaluation(scope, evaluation):
        return _("Penilaian"), reverse("performance:evaluation-list")
    return place_beside(scope, plan, _("Penilaian instansi"), "performance:register-evaluations")
