"""Addresses of the dashboards."""

from django.urls import path

from pamong.analytics.dashboards import views

urlpatterns = [path("dashboards", views.dashboard, name="dashboard")]
