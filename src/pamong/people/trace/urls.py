"""Addresses of the record."""

from django.urls import path

from pamong.people.trace import views

urlpatterns = [
    path("trace", views.trace, name="trace"),
    path("trace/purpose", views.purpose_state, name="purpose-state"),
]
