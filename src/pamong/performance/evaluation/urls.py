"""Addresses of evaluations."""

from django.urls import path

from pamong.performance.evaluation import views

urlpatterns = [
    path("evaluations/", views.evaluation_list, name="evaluation-list"),
    path("evaluations/own", views.evaluation_own, name="evaluation-own"),
    path(
        "evaluations/<year:year>/<period:period>/open",
        views.evaluation_open,
        name="evaluation-open",
    ),
    path("evaluations/<uuid:uuid>/preview", views.evaluation_preview, name="evaluation-preview"),
]
