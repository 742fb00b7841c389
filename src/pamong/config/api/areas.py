"""Which part of the house a verb belongs to, by the slice of its action."""

from collections.abc import Mapping

from pamong.access.models import Area
from pamong.config.verb import Verb

OF_SLICES: Mapping[Area, str] = {
    Area.PEOPLE: "people.positions people.raters people.posts people.kinds people.leaving people.tree"
    " people.teams people.delegations people.vacancies people.contracts people.leave people.workdays"
    " people.own_data people.filters",
    Area.PLANS: "performance.plan performance.cascade performance.progress performance.daily"
    " performance.daily_file performance.evidence performance.verification performance.sampling performance.library performance.plan_files performance.national performance.recap"
    " measurement.cards measurement.findings measurement.links measurement.publishing measurement.sources analytics.annual",
    Area.RATINGS: "performance.levels performance.evaluation performance.team_input performance.ratings"
    " performance.calibration performance.predicates performance.closing performance.correction performance.objection"
    " performance.feedback performance.feedback_ask performance.follow_up performance.improvement performance.sanction"
    " performance.credit"
    " performance.credit_import performance.history",
    Area.PAY: "performance.attendance performance.allowance performance.allowance_base",
    Area.ADMINISTRATION: "config.operations people.agencies people.uploads people.jobs people.letterhead people.offline people.accounts people.roles"
    " people.trace performance.windows performance.local_rules performance.retention performance.national_source config.webhooks",
}
PAPERS = {  # printing is asked where the thing printed is
    "plan-paper": Area.PLANS,
    "annex-paper": Area.PLANS,
    "matrix-paper": Area.PLANS,
}
_AREAS = {name: area for area, names in OF_SLICES.items() for name in names.split()}


def area_of(verb: Verb) -> Area:
    """The part of the house; a slice that none has fails at once, and a test with it."""
    if verb.slice == "performance.papers":
        return PAPERS.get(verb.short, Area.RATINGS)
    return _AREAS[verb.slice]
