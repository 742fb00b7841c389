"""Addresses of `people`."""

from django.urls import include, path

from pamong.people.accounts.urls import urlpatterns as accounts
from pamong.people.contracts.urls import urlpatterns as contracts
from pamong.people.delegations.urls import urlpatterns as delegations
from pamong.people.directory.urls import urlpatterns as directory
from pamong.people.leave.urls import urlpatterns as leave
from pamong.people.leaving.urls import urlpatterns as leaving
from pamong.people.own_data.urls import urlpatterns as own_data
from pamong.people.positions.urls import urlpatterns as positions
from pamong.people.posts.urls import urlpatterns as posts
from pamong.people.problems.urls import urlpatterns as problems
from pamong.people.raters.urls import urlpatterns as raters
from pamong.people.retirement.urls import urlpatterns as retirement
from pamong.people.roles.urls import urlpatterns as roles
from pamong.people.teams.urls import urlpatterns as teams
from pamong.people.trace.urls import urlpatterns as trace
from pamong.people.tree.urls import urlpatterns as tree
from pamong.people.uploads.urls import urlpatterns as uploads
from pamong.people.vacancies.urls import urlpatterns as vacancies
from pamong.people.workdays.urls import urlpatterns as workdays

app_name = "people"
urlpatterns = [
    path("", include(contracts)),
    path("", include(directory)),
    path("", include(own_data)),
    path("", include(positions)),
    path("", include(leave)),
    path("", include(leaving)),
    path("", include(retirement)),
    path("", include(delegations)),
    path("", include(posts)),
    path("", include(problems)),
    path("", include(raters)),
    path("", include(accounts)),
    path("", include(roles)),
    path("", include(teams)),
    path("", include(trace)),
    path("", include(tree)),
    path("", include(uploads)),
    path("", include(workdays)),
    path("", include(vacancies)),
]
