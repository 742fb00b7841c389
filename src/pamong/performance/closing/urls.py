"""Addresses of plans that a move closed."""

from django.urls import path

from pamong.performance.closing import views

urlpatterns = [
    path("evaluations/closing", views.closing_list, name="closing-list"),
    path("evaluations/closing/open", views.closing_open, name="closing-open"),
    path("evaluations/<uuid:uuid>/close", views.evaluation_close, name="evaluation-close"),
]
