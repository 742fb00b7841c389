"""Registers the app with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The app `ui`."""

    name = "pamong.ui"
