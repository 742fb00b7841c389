"""Addresses of a table of daily entries."""

from django.urls import path

from pamong.performance.daily_file import views

urlpatterns = [
    path("daily/import", views.daily_import, name="daily-import"),
    path("daily/template", views.daily_template, name="daily-template"),
]
