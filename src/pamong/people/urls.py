"""Addresses of `people`."""

from pamong.ui.addresses import by_first_word

app_name = "people"
urlpatterns = by_first_word(
    "pamong.people.agencies.urls",
    "pamong.people.contracts.urls",
    "pamong.people.directory.urls",
    "pamong.people.own_data.urls",
    "pamong.people.positions.urls",
    "pamong.people.kinds.urls",
    "pamong.people.jobs.urls",
    "pamong.people.filters.urls",
    "pamong.people.leave.urls",
    "pamong.people.letterhead.urls",
    "pamong.people.leaving.urls",
    "pamong.people.offline.urls",
    "pamong.people.retirement.urls",
    "pamong.people.delegations.urls",
    "pamong.people.posts.urls",
    "pamong.people.problems.urls",
    "pamong.people.raters.urls",
    "pamong.people.accounts.urls",
    "pamong.people.roles.urls",
    "pamong.people.teams.urls",
    "pamong.people.trace.urls",
    "pamong.people.tree.urls",
    "pamong.people.uploads.urls",
    "pamong.people.workdays.urls",
    "pamong.people.vacancies.urls",
)
