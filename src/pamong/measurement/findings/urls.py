"""Addresses of questions about figures."""

from django.urls import path

from pamong.measurement.findings import views

urlpatterns = [
    path("indicators/<uuid:uuid>/signals", views.card_signals, name="card-signals"),
    path("indicators/findings/", views.finding_list, name="finding-list"),
    path("indicators/findings/<uuid:uuid>/", views.finding_detail, name="finding-detail"),
    path("indicators/findings/<uuid:uuid>/answer", views.finding_answer, name="finding-answer"),
]
