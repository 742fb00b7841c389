"""Addresses of follow-ups."""

from django.urls import path

from pamong.performance.follow_up import proposal_views, views

urlpatterns = [
    path("follow-ups/", views.follow_up_list, name="follow-up-list"),
    path("follow-ups/accept", proposal_views.proposals_accept, name="proposals-accept"),
    path(
        "follow-ups/accepted/<int:first>/<int:count>/",
        proposal_views.proposals_undo,
        name="proposals-undo",
    ),
    path("follow-ups/<uuid:uuid>/finish", views.follow_up_finish, name="follow-up-finish"),
    path("evaluations/<uuid:uuid>/follow-ups/new", views.follow_up_add, name="follow-up-add"),
    path(
        "evaluations/<uuid:uuid>/results/<uuid:result>/carry",
        views.result_carry,
        name="result-carry",
    ),
]
