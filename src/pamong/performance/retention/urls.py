"""Addresses of retention."""

from django.urls import path

from pamong.performance.retention import views

urlpatterns = [
    path("retention", views.retention, name="retention"),
    path("retention/<uuid:uuid>", views.retention_detail, name="retention-detail"),
    path("retention/<uuid:uuid>/file", views.retention_file, name="retention-file"),
    path("retention/<uuid:uuid>/propose", views.retention_propose, name="retention-propose"),
    path("retention/<uuid:uuid>/approve", views.retention_approve, name="retention-approve"),
    path("retention/<uuid:uuid>/decline", views.retention_decline, name="retention-decline"),
]
