"""Registers the app with Django."""

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    """The app `transparency`."""

    name = "pamong.transparency"
