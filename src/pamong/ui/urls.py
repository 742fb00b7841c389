"""Addresses of `ui`."""

from django.urls import path

from pamong.ui import views

app_name = "ui"
urlpatterns = [
    path("ui/", views.catalogue, name="catalogue"),
]
