"""Addresses of daily entries; days and months stand in them as ISO writes them."""

from datetime import date

from django.urls import path, register_converter

from pamong.performance.daily import days_views, review_views, views


class IsoDay:
    """2026-11-25."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """A day that the calendar has; any other is no address."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """The day."""
        return str(value)


class IsoMonth:
    """2026-11."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> date:
        """The first day of the month."""
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: str) -> str:
        """The month."""
        return value


register_converter(IsoDay, "day")
register_converter(IsoMonth, "month")

urlpatterns = [
    path("daily/", views.daily, name="daily"),
    path("daily/days", days_views.daily_days, name="daily-days"),
    path("daily/<day:day>", views.daily_day, name="daily-day"),
    path("daily/month/<month:month>", views.daily_month, name="daily-month"),
    path("daily/review/", review_views.daily_review, name="daily-review"),
    path("daily/review/confirm", review_views.entries_confirm, name="entries-confirm"),
    path("daily/review/return", review_views.entries_return, name="entries-return"),
    path(
        "daily/review/confirm/<int:first>/<int:count>/",
        review_views.confirmations_undo,
        name="confirmations-undo",
    ),
]
