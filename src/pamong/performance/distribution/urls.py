"""Addresses of the distribution by unit."""

from django.urls import path

from pamong.performance.distribution import views

urlpatterns = [
    path("distribution/", views.distribution, name="distribution"),
    path(
        "distribution/<uuid:uuid>/<int:year>/<period:period>",
        views.distribution_unit,
        name="distribution-unit",
    ),
]
