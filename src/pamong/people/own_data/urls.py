"""Addresses of one's own data."""

from django.urls import path

from pamong.people.own_data import views

urlpatterns = [
    path("profile/data", views.own_data, name="own-data"),
    path("profile/data/take", views.own_data_take, name="own-data-take"),
    path("profile/data/file", views.own_data_file, name="own-data-file"),
]
