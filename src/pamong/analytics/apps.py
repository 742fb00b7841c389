"""Registers the app with Django, and hands documents the kinds of papers that are made of figures."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """The app `analytics`."""

    name = "pamong.analytics"

    def ready(self) -> None:
        """Hand over once; a second start in one process adds nothing."""
        from pamong.analytics.annual.papers import ANNUAL_REPORT
        from pamong.documents.kinds import register

        register(ANNUAL_REPORT)
