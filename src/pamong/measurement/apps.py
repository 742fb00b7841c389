"""Registers the app with Django."""

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    """The app `measurement`."""

    name = "pamong.measurement"
