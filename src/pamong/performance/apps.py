"""Registers the app with Django."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """The app `performance`."""

    name = "pamong.performance"
