"""Addresses of a recap of the national application, and of the mark of what was copied there."""

from django.urls import path

from pamong.performance.recap import views

urlpatterns = [
    path("recaps", views.recap_list, name="recap-list"),
    path("recaps/files", views.recap_files, name="recap-files"),
    path("recaps/files/receive", views.recap_receive, name="recap-receive"),
    path("recaps/files/template", views.recap_template, name="recap-template"),
    path("recaps/<uuid:uuid>", views.recap_file, name="recap-file"),
    path("recaps/<uuid:uuid>/columns", views.recap_columns_choose, name="recap-columns-choose"),
    path("recaps/<uuid:uuid>/import", views.recap_load, name="recap-load"),
    path("recaps/<uuid:uuid>/drop", views.recap_drop, name="recap-drop"),
    path("recaps/<uuid:uuid>/rejected", views.recap_rejected, name="recap-rejected"),
    path("plans/<uuid:uuid>/copied/<part>", views.copied_mark, name="copied-mark"),
    path("plans/<uuid:uuid>/copied/<part>/undo", views.copied_unmark, name="copied-unmark"),
]
