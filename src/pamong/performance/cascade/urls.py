"""Addresses of the cascade and the matrix."""

from django.urls import path

from pamong.performance.cascade import matrix_views, views

urlpatterns = [
    path("cascade/", views.cascade, name="cascade"),
    path("cascade/new", views.goal_add, name="goal-add"),
    path("cascade/findings", views.cascade_findings, name="cascade-findings"),
    path("cascade/<uuid:uuid>/", views.goal_detail, name="goal-detail"),
    path("cascade/<uuid:uuid>/change", views.goal_change, name="goal-change"),
    path("cascade/<uuid:uuid>/remove", views.goal_remove, name="goal-remove"),
    path("cascade/<uuid:uuid>/link", views.goal_link, name="goal-link"),
    path("cascade/<uuid:uuid>/unlink/<uuid:parent>", views.goal_unlink, name="goal-unlink"),
    path("cascade/<uuid:uuid>/target", views.goal_target, name="goal-target"),
    path("matrix/", matrix_views.matrix, name="matrix"),
    path("matrix/<uuid:uuid>/share", matrix_views.roles_share, name="roles-share"),
    path("teams/<uuid:uuid>/matrix", matrix_views.team_matrix, name="team-matrix"),
    path(
        "teams/<uuid:uuid>/matrix/<uuid:plan>/share",
        matrix_views.team_roles_share,
        name="team-roles-share",
    ),
    path("plans/<uuid:uuid>/roles/<uuid:cell>/take", matrix_views.role_take, name="role-take"),
]
