"""Addresses of `measurement`."""

from pamong.measurement.cards.urls import urlpatterns as cards

app_name = "measurement"
urlpatterns = [*cards]
