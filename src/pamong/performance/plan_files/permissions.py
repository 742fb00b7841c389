"""Who brings agreed plans in; pure predicates over a scope."""

from pamong.access.scope import Scope
from pamong.people.importing.reach import import_reach
from pamong.people.models import Agency
from pamong.people.permissions import can_import_people
from pamong.performance.models import PlanFile


def can_import_plans(scope: Scope, agency: Agency, within: frozenset[int] | None) -> bool:
    """HR for the whole agency, a unit's administrator in her own units."""
    return can_import_people(scope, agency, within)


def can_receive_planfile(scope: Scope, agency: Agency) -> bool:
    """Whoever may import plans anywhere in the agency."""
    return can_import_plans(scope, agency, import_reach(scope))


def can_import_planfile(scope: Scope, file: PlanFile) -> bool:
    """The one who sent the file, while she may still import."""
    return file.user_id == scope.user_id and can_receive_planfile(scope, file.agency)


def can_drop_planfile(scope: Scope, file: PlanFile) -> bool:
    """The one who sent it, also when she may import no more."""
    return file.user_id == scope.user_id
