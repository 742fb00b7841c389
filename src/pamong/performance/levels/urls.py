"""Addresses of unit levels."""

from django.urls import path, register_converter

from pamong.performance.levels import views
from pamong.performance.levels.period import PeriodConverter

register_converter(PeriodConverter, "period")

urlpatterns = [
    path("levels/", views.level_list, name="level-list"),
    path("levels/<uuid:uuid>/<int:year>/<period:period>", views.level_set, name="level-set"),
]
