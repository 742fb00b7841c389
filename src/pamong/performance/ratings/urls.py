"""Addresses of rating many at once."""

from django.urls import path

from pamong.performance.ratings import views

urlpatterns = [
    path(
        "evaluations/<year:year>/<period:period>/rate",
        views.evaluations_rate,
        name="evaluations-rate",
    ),
    path(
        "evaluations/<year:year>/<period:period>/preview",
        views.evaluations_preview,
        name="evaluations-preview",
    ),
]
