"""Addresses of what team leaders say."""

from django.urls import path

from pamong.performance.team_input import views

urlpatterns = [
    path("teams/input", views.team_input_list, name="team-input-list"),
    path(
        "teams/<uuid:uuid>/input/<uuid:plan>/<period:period>",
        views.team_input_give,
        name="team-input-give",
    ),
]
