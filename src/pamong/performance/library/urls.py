"""Addresses of the library."""

from django.urls import path

from pamong.performance.library import views

urlpatterns = [
    path("library", views.library, name="library"),
    path("library/remove", views.library_remove, name="library-remove"),
    path("library/add", views.library_add, name="library-add"),
    path("library/table", views.library_table, name="library-table"),
    path("library/<uuid:uuid>", views.library_change, name="library-change"),
    path("library/<uuid:uuid>/remove", views.library_result_remove, name="library-result-remove"),
    path("library/template", views.library_template, name="library-template"),
]
