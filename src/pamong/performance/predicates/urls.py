"""Addresses of setting predicates."""

from django.urls import path

from pamong.performance.predicates import views

urlpatterns = [
    path(
        "evaluations/<year:year>/<period:period>/set", views.predicates_set, name="predicates-set"
    ),
]
