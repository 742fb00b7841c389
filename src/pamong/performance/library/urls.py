"""Addresses of the library."""

from django.urls import path

from pamong.performance.library import views

urlpatterns = [
    path("library", views.library, name="library"),
    path("library/remove", views.library_remove, name="library-remove"),
    path("library/template", views.library_template, name="library-template"),
]
