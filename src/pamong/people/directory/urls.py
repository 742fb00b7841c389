"""Addresses of people and units."""

from django.urls import path

from pamong.people.directory import views

urlpatterns = [
    path("profile", views.profile, name="profile"),
    path("people", views.employee_list, name="employee-list"),
    path("people/search", views.search, name="search"),
    path("people/<uuid:uuid>", views.employee_detail, name="employee-detail"),
    path("units", views.unit_list, name="unit-list"),
    path("units/<uuid:uuid>", views.unit_detail, name="unit-detail"),
]
