"""Addresses of earlier years."""

from django.urls import path

from pamong.performance.history import views

urlpatterns = [
    path("history", views.history, name="history"),
    path("history/receive", views.history_receive, name="history-receive"),
    path("history/template", views.history_template, name="history-template"),
    path("history/<uuid:uuid>", views.history_detail, name="history-detail"),
    path(
        "history/<uuid:uuid>/columns", views.history_columns_choose, name="history-columns-choose"
    ),
    path("history/<uuid:uuid>/import", views.history_import, name="history-import"),
    path("history/<uuid:uuid>/drop", views.history_drop, name="history-drop"),
    path("history/<uuid:uuid>/rejected", views.history_rejected, name="history-rejected"),
    path("years/<uuid:uuid>", views.years, name="years"),
]
