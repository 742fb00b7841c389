"""Addresses of evidence."""

from django.urls import path

from pamong.performance.evidence import views

urlpatterns = [
    path("evidence/", views.evidence_list, name="evidence-list"),
    path("evidence/check", views.evidence_check, name="evidence-check"),
    path("evidence/<uuid:evidence>/file", views.evidence_file, name="evidence-file"),
    path("evidence/<uuid:evidence>/withdraw", views.evidence_withdraw, name="evidence-withdraw"),
    path("plans/<uuid:uuid>/evidence/", views.evidence_plan, name="evidence-plan"),
    path("plans/<uuid:uuid>/evidence/<uuid:evidence>/", views.evidence_use, name="evidence-use"),
]
