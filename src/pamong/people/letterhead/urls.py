"""Addresses of the look of papers."""

from django.urls import path

from pamong.people.letterhead import views

urlpatterns = [
    path("letterhead", views.look_set, name="look-set"),
    path("letterhead/sample", views.look_sample, name="look-sample"),
]
