"""Addresses of the register."""

from django.urls import path

from pamong.performance.register import views

urlpatterns = [
    path("plans/agency", views.register_plans, name="register-plans"),
    path("evaluations/agency", views.register_evaluations, name="register-evaluations"),
]
