"""What entries about ratings hold as codes, in the words of the rules of their day."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pamong.access.scope import Scope
from pamong.people.trace.permissions import must_state_purpose as is_auditor_alone
from pamong.people.trace.words import ByField, Coded, Rows
from pamong.performance.evaluation.stated import stated_for
from pamong.performance.models import Evaluation
from pamong.performance.rules import choices, pack_on
from pamong.policy.pack import Pack

EVALUATION, SETTING = "performance.evaluation", "performance.predicatesetting"
LEVEL = "performance.unitlevel"
CREDIT = ("performance.creditentry", "performance.creditdetermination")
RATINGS, VALUES, PREDICATES, ORGANISATION = (
    *("rating", "behaviour_value", "predicate", "organisation"),
)
SCALES = {
    "predicate": PREDICATES,
    "results_rating": RATINGS,
    "results_suggested": RATINGS,
    "behaviour_rating": RATINGS,
    "unit_level": ORGANISATION,
    "level": ORGANISATION,
    "post_level": "credit_level",
}


def coded_fields(scope: Scope, day: date, rows: Rows) -> Mapping[int, ByField]:
    """By an entry's place what its codes mean; a person's ratings only where the reader sees them set."""
    seen = _seen(
        scope, {row["subject_uuid"] for row in rows if row["subject_kind"] == EVALUATION}, day
    )
    found = {}
    for row in rows:
        kind = row["subject_kind"]
        if kind in {SETTING, LEVEL, *CREDIT} or (
            kind == EVALUATION and row["subject_uuid"] in seen
        ):
            found[row["sequence"]] = _words(pack_on(row["effective_on"], local=()))
    return found


def _seen(scope: Scope, subjects: set[UUID], day: date) -> set[UUID]:
    """Set evaluations that one may read; for the auditor of people for whom a purpose was stated today."""
    if not subjects:
        return set()
    rows = Evaluation.objects.visible_to(scope).final().filter(uuid__in=subjects)
    if is_auditor_alone(scope):
        whose = set(rows.order_by().values_list("plan__employee_id", flat=True))
        rows = rows.filter(plan__employee_id__in=stated_for(scope.user_id, whose, day))
    return set(rows.values_list("uuid", flat=True))


def _words(pack: Pack) -> dict[str, Coded]:
    ratings = dict(choices(pack, RATINGS))
    found: dict[str, Any] = {
        name: Coded(words=dict(choices(pack, scale))) for name, scale in SCALES.items()
    }
    found |= {code: Coded(label, ratings) for code, label in choices(pack, VALUES)}
    return found | {code: Coded(label) for code, label in choices(pack, PREDICATES)}
