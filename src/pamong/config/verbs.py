"""Every verb once: its address, words, action, predicate, what the ledger says, and what undoes it."""

from pamong.config.account_verbs import ACCOUNT_VERBS
from pamong.config.calibration_verbs import CALIBRATION_VERBS
from pamong.config.credit_verbs import CREDIT_VERBS
from pamong.config.day_verbs import DAY_VERBS
from pamong.config.improvement_verbs import IMPROVEMENT_VERBS
from pamong.config.measure_verbs import MEASURE_VERBS
from pamong.config.operation_verbs import OPERATION_VERBS
from pamong.config.people_verbs import PEOPLE_VERBS
from pamong.config.plan_verbs import PLAN_VERBS
from pamong.config.rating_verbs import RATING_VERBS
from pamong.config.report_verbs import REPORT_VERBS
from pamong.config.sanction_verbs import SANCTION_VERBS
from pamong.config.verb import Verb, load
from pamong.config.year_verbs import YEAR_VERBS

__all__ = ["VERBS", "Verb", "load", "verb_named"]

VERBS: tuple[Verb, ...] = (
    *YEAR_VERBS,
    *DAY_VERBS,
    *PEOPLE_VERBS,
    *PLAN_VERBS,
    *RATING_VERBS,
    *MEASURE_VERBS,
    *REPORT_VERBS,
    *CALIBRATION_VERBS,
    *IMPROVEMENT_VERBS,
    *SANCTION_VERBS,
    *CREDIT_VERBS,
    *ACCOUNT_VERBS,
    *OPERATION_VERBS,
)


def verb_named(name: str) -> Verb | None:
    """A verb by its address's name, with or without the app."""
    return next((v for v in VERBS if name in {v.name, v.name.partition(":")[2]}), None)
