"""Addresses of the team board."""

from django.urls import path

from pamong.performance.team import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/remind/<uuid:uuid>", views.team_remind, name="team-remind"),
]
