"""Addresses of people and units."""

from django.urls import path

from pamong.people.directory import views

urlpatterns = [path("profile", views.profile, name="profile")]
