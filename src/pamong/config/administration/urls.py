"""Addresses of what is administered."""

from django.urls import path

from pamong.config.administration import views

urlpatterns = [
    path("administration", views.administration, name="administration"),
    path("administration/imports", views.administration_imports, name="administration-imports"),
]
