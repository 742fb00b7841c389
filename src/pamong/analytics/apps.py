"""Registers the app with Django, and hands documents the kinds of papers that are made of figures."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """The app `analytics`."""

    name = "pamong.analytics"

    def ready(self) -> None:
        """Hand over once; a second start in one process adds nothing."""
        from pamong.analytics.annual.papers import ANNUAL_REPORT, sees_report
        from pamong.documents.kinds import register
        from pamong.performance.papers.scan_queries import SEES
        from pamong.performance.papers.signing_presentation import PRINTED

        register(ANNUAL_REPORT)
        SEES[ANNUAL_REPORT.code] = sees_report
        PRINTED[ANNUAL_REPORT.code] = "analytics:annual-paper"
