"""Addresses of data problems."""

from django.urls import path

from pamong.people.problems import views

urlpatterns = [
    path("problems", views.problem_list, name="problem-list"),
    path("problems/waiting", views.blocking_list, name="blocking-list"),
]
