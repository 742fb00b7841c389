"""Addresses of fetching from the national system."""

from django.urls import path

from pamong.performance.national_source import views

urlpatterns = [
    path("national-source", views.fetch_list, name="fetch-list"),
    path("national-source/ask", views.fetch_ask, name="fetch-ask"),
]
