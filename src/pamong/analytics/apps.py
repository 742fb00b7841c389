"""Registers the app with Django, and hands documents the kinds of papers that are made of figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnalyticsConfig(AppConfig):
    """The app `analytics`."""

    name = "pamong.analytics"

    def ready(self) -> None:
        """Hand over once; a second start in one process adds nothing."""
        from pamong.analytics.annual.papers import ANNUAL_REPORT, sees_report
        from pamong.analytics.annual.permissions import can_list_annual_reports
        from pamong.analytics.annual.waiting import TO_APPROVE, WAITS
        from pamong.analytics.dashboards.permissions import can_find_dashboards
        from pamong.analytics.dashboards.warming import read_first
        from pamong.analytics.snapshot.tasks import AFTER
        from pamong.documents.kinds import register
        from pamong.performance.home.asked import REQUESTS
        from pamong.performance.home.waiting import ABOVE
        from pamong.performance.papers.presentation import BESIDE
        from pamong.performance.papers.scan_queries import SEES
        from pamong.performance.papers.signing_presentation import PRINTED

        register(ANNUAL_REPORT)
        if read_first not in AFTER:
            AFTER.append(read_first)
        REQUESTS[WAITS[0]] = TO_APPROVE
        if WAITS not in ABOVE:
            ABOVE.append(WAITS)
        SEES[ANNUAL_REPORT.code] = sees_report
        PRINTED[ANNUAL_REPORT.code] = "analytics:annual-paper"
        BESIDE["analytics:brief"] = (_("Ringkasan bulanan"), can_find_dashboards)
        BESIDE["analytics:annual-list"] = (_("Laporan kinerja tahunan"), can_list_annual_reports)
