"""Addresses of follow-ups."""

from django.urls import path

from pamong.performance.follow_up import views

urlpatterns = [
    path("follow-ups/", views.follow_up_list, name="follow-up-list"),
    path("follow-ups/accept", views.proposals_accept, name="proposals-accept"),
    path("follow-ups/<uuid:uuid>/finish", views.follow_up_finish, name="follow-up-finish"),
    path("evaluations/<uuid:uuid>/follow-ups/new", views.follow_up_add, name="follow-up-add"),
    path(
        "evaluations/<uuid:uuid>/results/<uuid:result>/carry",
        views.result_carry,
        name="result-carry",
    ),
]
