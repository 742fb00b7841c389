"""Addresses of `analytics`."""

from pamong.analytics.dashboards.urls import urlpatterns as dashboards

app_name = "analytics"
urlpatterns = [*dashboards]
