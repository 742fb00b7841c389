"""Addresses of printable pages."""

from django.urls import path

from pamong.performance.papers import views

urlpatterns = [
    path("plans/<uuid:uuid>/paper", views.plan_paper, name="plan-paper"),
    path("evaluations/<uuid:uuid>/paper", views.evaluation_paper, name="evaluation-paper"),
    path("reports/", views.report_list, name="report-list"),
]
