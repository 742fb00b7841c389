"""Addresses of yearly reports."""

from django.urls import path

from pamong.analytics.annual import views

REPORT = "reports/yearly/<uuid:uuid>"
urlpatterns = [
    path("reports/yearly/", views.annual_list, name="annual-list"),
    path("reports/yearly/open", views.annual_open, name="annual-open"),
    path(f"{REPORT}/", views.annual_detail, name="annual-detail"),
    path(f"{REPORT}/fill", views.annual_fill, name="annual-fill"),
    path(f"{REPORT}/propose", views.annual_propose, name="annual-propose"),
    path(f"{REPORT}/approve", views.annual_approve, name="annual-approve"),
    path(f"{REPORT}/reopen", views.annual_reopen, name="annual-reopen"),
    path(f"{REPORT}/paper", views.annual_paper, name="annual-paper"),
    path(f"{REPORT}/text", views.annual_text, name="annual-text"),
    path(f"{REPORT}/sections/<slug:section>", views.annual_write, name="annual-write"),
]
