"""Addresses of drafts."""

from django.urls import path

from pamong.access.drafts import api

urlpatterns = [path("drafts/<slug:key>", api.draft, name="draft")]
