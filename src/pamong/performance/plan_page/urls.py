"""Addresses of a plan's own page."""

from django.urls import path

from pamong.performance.plan_page import views

urlpatterns = [
    path("plans/<uuid:uuid>/", views.plan_detail, name="plan-detail"),
    path("revisions/<uuid:uuid>/answer", views.revision_answer, name="revision-answer"),
]
