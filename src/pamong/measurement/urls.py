"""Addresses of `measurement`."""

from pamong.measurement.cards.urls import urlpatterns as cards
from pamong.measurement.findings.urls import urlpatterns as findings
from pamong.measurement.publishing.urls import urlpatterns as publishing
from pamong.measurement.sources.urls import urlpatterns as sources

app_name = "measurement"
urlpatterns = [*cards, *findings, *publishing, *sources]
