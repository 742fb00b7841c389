"""Addresses of a month's attendance."""

from django.urls import path

from pamong.performance.attendance import views

urlpatterns = [
    path("attendance", views.attendance, name="attendance"),
    path("attendance/receive", views.attendance_receive, name="attendance-receive"),
    path("attendance/template", views.attendance_template, name="attendance-template"),
    path("attendance/<uuid:uuid>", views.attendance_detail, name="attendance-detail"),
    path(
        "attendance/<uuid:uuid>/columns",
        views.attendance_columns_choose,
        name="attendance-columns-choose",
    ),
    path("attendance/<uuid:uuid>/import", views.attendance_import, name="attendance-import"),
    path("attendance/<uuid:uuid>/drop", views.attendance_drop, name="attendance-drop"),
    path("attendance/<uuid:uuid>/rejected", views.attendance_rejected, name="attendance-rejected"),
]
