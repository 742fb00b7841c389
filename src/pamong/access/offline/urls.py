"""Addresses of what a device keeps."""

from django.urls import path

from pamong.access.offline import views

urlpatterns = [
    path("worker.js", views.worker, name="worker"),
    path("device", views.device, name="device"),
    path("offline", views.offline, name="offline"),
]
