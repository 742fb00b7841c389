"""Addresses of what goes out to the national application."""

from django.urls import path

from pamong.performance.national import views

urlpatterns = [
    path("plans/<uuid:uuid>/national", views.plan_national, name="plan-national"),
    path("evaluations/<uuid:uuid>/national", views.evaluation_national, name="evaluation-national"),
    path("reports/<year:year>/national/<kind>", views.national_export, name="national-export"),
]
