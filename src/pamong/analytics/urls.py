"""Addresses of `analytics`."""

from pamong.analytics.annual.urls import urlpatterns as annual
from pamong.analytics.brief.urls import urlpatterns as brief
from pamong.analytics.dashboards.urls import urlpatterns as dashboards

app_name = "analytics"
urlpatterns = [*dashboards, *brief, *annual]
