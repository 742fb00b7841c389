"""Addresses of teams."""

from django.urls import path

from pamong.people.teams import import_views, views

urlpatterns = [
    path("teams", views.team_list, name="team-list"),
    path("teams/make", views.team_make, name="team-make"),
    path("teams/import", import_views.teams_import, name="teams-import"),
    path("teams/template", import_views.teams_template, name="teams-template"),
    path("teams/<uuid:uuid>", views.team_detail, name="team-detail"),
    path("teams/<uuid:uuid>/change", views.team_change, name="team-change"),
    path("teams/<uuid:uuid>/end", views.team_end, name="team-end"),
    path("teams/<uuid:uuid>/members/add", views.member_add, name="member-add"),
    path("teams/<uuid:uuid>/members/<uuid:person>/end", views.member_end, name="member-end"),
]
