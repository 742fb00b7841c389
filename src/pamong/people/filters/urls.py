"""Addresses of one's own filters."""

from django.urls import path

from pamong.people.filters import views

urlpatterns = [
    path("filters", views.filter_list, name="filter-list"),
    path("filters/save", views.filter_save, name="filter-save"),
    path("filters/<uuid:uuid>", views.filter_open, name="filter-open"),
    path("filters/<uuid:uuid>/rename", views.filter_rename, name="filter-rename"),
    path("filters/<uuid:uuid>/remove", views.filter_remove, name="filter-remove"),
]
