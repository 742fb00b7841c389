"""Of which part of the house an entry of the record is news, and which entries are nobody's news outside."""

from functools import cache

from pamong.access.models import Area
from pamong.config.api.areas import area_of
from pamong.config.verbs import VERBS

# Entries beside the table of verbs: what an act of the table, a file or the calendar brings with it.
BESIDE: dict[Area, tuple[str, ...]] = {
    Area.PEOPLE: (
        *("people.contract_changed", "people.employee_added", "people.employee_changed"),
        *("people.file_imported", "people.leaving_planned", "people.people_given_back"),
    ),
    Area.PLANS: (
        *("measurement.evidence_added", "measurement.evidence_removed"),
        *("measurement.card_reading_corrected", "measurement.card_readings_brought"),
        *("measurement.source_failed", "measurement.figures_questioned"),
        *("performance.acting_plan_closed", "performance.cascade_imported"),
        *("performance.entry_changed", "performance.entry_removed", "performance.goal_imported"),
        *("performance.plan_closed", "performance.plan_duty_changed", "performance.plan_followed"),
        *("performance.plan_imported", "performance.plan_post_changed"),
        *("performance.plan_rater_changed", "performance.plan_reopened"),
        *("performance.plans_imported", "performance.reading_corrected"),
        *("performance.recap_differed", "performance.revision_refused", "performance.role_given"),
    ),
    Area.RATINGS: (
        *("performance.evaluation_accepted_by_silence", "performance.evaluation_kept"),
        *("performance.evaluation_passed_on", "performance.history_set"),
        *("performance.predicates_set",),
    ),
    Area.PAY: ("performance.attendance_set",),
    Area.ADMINISTRATION: (
        *("people.account_opened", "people.agency_added", "people.agency_renamed"),
        *("people.mandate_given", "performance.fetch_failed", "performance.fetch_taken"),
        *("performance.retention_finished", "performance.retention_prepared"),
        *("performance.retention_purged",),
    ),
}
ACCOUNT = "access."  # whatever an account does about itself begins so
ITSELF = "config.webhook_"  # an address does not hear of addresses
SIGN_IN = "how somebody signs in is that person's own matter, as all of the account"
READING = "who read or took what is told to the people concerned, and to no application"
OWN = "a convenience of one account"
EXAMPLE = "invented data"
REMINDER = "how people are reminded; an application reads the day itself"
UNHEARD: dict[str, tuple[str, ...]] = {
    SIGN_IN: ("people.sheet_issued",),
    READING: (
        *(
            "people.list_asked",
            "people.list_taken",
            "people.people_exported",
            "people.own_data_taken",
        ),
        *("people.purpose_stated", "performance.evaluation_read", "performance.papers_taken"),
        *("performance.plans_exported", "performance.sheet_exported", "performance.sheet_read"),
        *("performance.national_exported",),
    ),
    OWN: ("people.filter_removed", "people.filter_renamed", "people.filter_saved"),
    REMINDER: ("performance.deadline_neared",),
    EXAMPLE: ("demo.agency_filled",),
}
TESTED = "config.webhook_tested"  # told to the one address that is tried, and to no other


@cache
def areas_of_entries() -> dict[str, Area]:
    """Each verb of the record that is news, with its part; never one that keeps secret who did it."""
    secret = {verb.ledger for verb in VERBS if verb.is_anonymous}
    beside = {name: area for area, names in BESIDE.items() for name in names}
    heard = [verb for verb in VERBS if not is_unheard(verb.ledger) | (verb.ledger in secret)]
    found = {verb.ledger: area_of(verb) for verb in heard}
    return found | {name: area for name, area in beside.items() if name not in secret}


def is_unheard(name: str) -> bool:
    """Whether an entry is nobody's news outside."""
    return name.startswith((ACCOUNT, ITSELF)) or any(name in names for names in UNHEARD.values())
