"""Addresses of one evaluation's own pages."""

from django.urls import path

from pamong.performance.evaluation_page import views

urlpatterns = [
    path("evaluations/<uuid:uuid>/", views.evaluation_detail, name="evaluation-detail"),
    path("evaluations/<uuid:uuid>/rate", views.evaluation_rate, name="evaluation-rate"),
    path("evaluations/<uuid:uuid>/read", views.evaluation_read, name="evaluation-read"),
    path(
        "evaluations/<uuid:uuid>/acknowledge",
        views.evaluation_acknowledge,
        name="evaluation-acknowledge",
    ),
]
