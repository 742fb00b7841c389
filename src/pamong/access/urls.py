"""Addresses of `access`."""

from django.urls import include, path

from pamong.access.drafts.urls import urlpatterns as drafts

app_name = "access"
urlpatterns = [path("", include(drafts))]
