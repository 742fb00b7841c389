"""Addresses of the late steps."""

from django.urls import path

from pamong.performance.late import views

urlpatterns = [path("steps/late", views.late_steps, name="late-steps")]
