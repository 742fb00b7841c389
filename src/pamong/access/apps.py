"""Registers the app with Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The app `access`."""

    name = "pamong.access"
