"""Who rates, who accepts, who reads with a purpose."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pamong.access.scope import Role, Scope
from pamong.people.models import Employee
from pamong.people.permissions import keeps_person
from pamong.people.trace.permissions import must_state_purpose as is_auditor_alone
from pamong.performance.models import Evaluation, Plan
from pamong.performance.plan.permissions import is_owner, rates


def can_open_evaluation(scope: Scope, plan: Plan) -> bool:
    """The rater, or the personnel office for a whole unit."""
    return rates(scope, plan) or (
        scope.has(Role.HR, Role.AGENCY_HEAD)
        and (scope.is_shell or scope.agency_id == plan.agency_id)
        and not is_owner(scope, plan)
    )


def require_set_or_own(rates: bool) -> None:
    """Until the predicate is set a rating is its rater's alone; whoever may know of it is told so."""
    if not rates:
        raise PermissionDenied(
            _(
                "Penilaian ini belum ditetapkan, sehingga baru penilainya yang melihat isinya. "
                "Hasilnya tampil di sini begitu predikat ditetapkan."
            )
        )


def can_rate_evaluation(scope: Scope, evaluation: Evaluation) -> bool:
    """The plan's rater or, of a period over before he came, the one before him; or a delegate of either."""
    is_owed = evaluation.owed_by_id in scope.rate_ids
    return is_owed and not is_owner(scope, evaluation.plan)


def can_acknowledge_evaluation(scope: Scope, evaluation: Evaluation) -> bool:
    """The one rated."""
    return is_owner(scope, evaluation.plan)


def can_read_evaluation(scope: Scope, evaluation: Evaluation) -> bool:
    """An auditor states a purpose; no one else needs to."""
    return must_state_purpose(scope, evaluation)


def must_state_purpose(scope: Scope, evaluation: Evaluation) -> bool:
    """An auditor who has no other part in it."""
    if scope.is_shell or not is_auditor_alone(scope):
        return False
    plan = evaluation.plan
    is_party = is_owner(scope, plan) or rates(scope, plan) or can_rate_evaluation(scope, evaluation)
    is_party = is_party or scope.active_id in {plan.superior_id, evaluation.rater_id} - {None}
    return not is_party


def must_state_purpose_for(scope: Scope, person: Employee) -> bool:
    """An auditor who has no other part in the person, before anything that shows results opens."""
    if scope.is_shell or not is_auditor_alone(scope):
        return False
    rates = {person.rater_id, person.rater_superior_id} & scope.rater_ids
    is_own = bool(scope.employee_id) and person.pk == scope.employee_id
    return not (rates or is_own or keeps_person(scope, person))
