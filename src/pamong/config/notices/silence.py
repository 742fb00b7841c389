"""Which verbs of the record tell nobody, and why: by the slice in which they stand, or one by one."""

from pamong.config.notices.table import NOTICES
from pamong.config.verbs import VERBS

OWN = "one's own work: nobody waits for it"
FILE = "the page of a file or of long work shows its progress to whoever began it"
LIST = "stands among what waits on the first screen of whoever goes on with it"
DATA = "a fact of the organisation that its pages show; nobody has to answer"
PAPER = "the page of the paper shows it to whoever may open it"
READ = "the person reads it on the own pages, where every reading is listed"
# Slices whose verbs tell nobody for one reason, where the table of notices does not say otherwise.
SLICES: dict[str, str] = {
    OWN: (
        "measurement.links people.filters people.own_data performance.evidence performance.national "
        "performance.progress performance.ratings performance.sampling performance.team_input"
    ),
    FILE: (
        "config.operations people.jobs people.uploads performance.attendance "
        "performance.credit_import performance.history performance.library performance.recap "
        "measurement.sources performance.national_source performance.plan_files"
    ),
    LIST: "people.vacancies performance.allowance performance.calibration",
    DATA: (
        "analytics.annual "
        "access.keys config.webhooks measurement.cards measurement.publishing people.accounts people.agencies "
        "people.leaving people.letterhead people.offline people.positions people.tree people.workdays "
        "performance.allowance_base performance.cascade performance.levels"
    ),
    PAPER: "performance.papers",
    READ: "people.trace",
}
# Verbs of other slices, and those with another reason than their slice.
VERBS_ALONE: dict[str, tuple[str, ...]] = {
    OWN: (
        *("performance.plan_drafted", "performance.acting_plan_drafted"),
        *("performance.plan_copied", "performance.result_saved"),
        *("performance.result_removed", "performance.annexes_saved"),
        *("performance.plan_withdrawn", "performance.plan_shortened"),
        *("performance.role_taken", "performance.entry_recorded"),
        *("performance.result_carried", "performance.dialogue_action_done"),
        *("performance.follow_up_finished", "performance.evaluation_acknowledged"),
        *("performance.objection_withdrawn", "performance.evaluation_opened"),
        *("performance.entry_confirmed", "performance.behaviour_expected"),
        *("performance.copied_marked", "performance.copied_unmarked"),
        *("performance.entry_confirmation_undone", "performance.milestone_removed"),
    ),
    FILE: (*("performance.bases_imported", "performance.packing_asked"),),
    LIST: (
        *("performance.credit_entered", "performance.credit_corrected"),
        *("performance.credit_confirmed", "performance.credit_refused"),
        *("performance.retention_approved", "performance.retention_declined"),
    ),
    DATA: (
        *("performance.window_set", "performance.rhythm_chosen"),
        *("performance.payroll_columns_set", "performance.rank_noted", "people.team_made"),
        *("people.team_changed", "people.team_ended", "people.member_ended"),
        *("people.contract_added", "people.contract_removed", "people.assignment_ended"),
        *("people.acting_rater_set", "people.delegation_ended"),
    ),
    READ: (
        *("performance.evaluation_read", "performance.sheet_read"),
        *("performance.sheet_exported", "performance.evidence_confirmed"),
    ),
}
_BY_SLICE = {slice_: reason for reason, slices in SLICES.items() for slice_ in slices.split()}
_ALONE = {verb: reason for reason, verbs in VERBS_ALONE.items() for verb in verbs}


# The reason of each verb that tells nobody; a verb with neither notice nor reason is missing, and a test says so.
SILENT: dict[str, str] = {
    verb.ledger: _BY_SLICE[verb.slice]
    for verb in VERBS
    if verb.slice in _BY_SLICE and verb.ledger not in NOTICES
} | _ALONE
