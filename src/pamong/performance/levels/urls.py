"""Addresses of unit levels."""

from django.urls import path

from pamong.performance.levels import views

urlpatterns = [
    path("levels/", views.level_list, name="level-list"),
    path("levels/<uuid:uuid>/<year:year>/<period:period>", views.level_set, name="level-set"),
]
