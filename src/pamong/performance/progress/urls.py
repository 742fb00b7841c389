"""Addresses of realisation and action plan."""

from django.urls import path

from pamong.performance.progress import views

urlpatterns = [
    path("plans/<uuid:uuid>/readings", views.readings_enter, name="readings-enter"),
    path("plans/<uuid:uuid>/steps", views.steps_save, name="steps-save"),
    path("plans/<uuid:uuid>/steps/<int:quarter>/copy", views.steps_copy, name="steps-copy"),
]
