"""Addresses of looking at evidence."""

from django.urls import path

from pamong.performance.verification import views

urlpatterns = [
    path("evidence/waiting/", views.evidence_waiting, name="evidence-waiting"),
    path("evidence/<uuid:evidence>/", views.evidence_detail, name="evidence-detail"),
    path("evidence/<uuid:evidence>/confirm", views.evidence_confirm, name="evidence-confirm"),
    path("evidence/<uuid:evidence>/question", views.evidence_question, name="evidence-question"),
    path("evidence/<uuid:evidence>/explain", views.evidence_explain, name="evidence-explain"),
]
