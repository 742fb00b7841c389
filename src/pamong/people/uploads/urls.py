"""Addresses of bringing people in from a file."""

from django.urls import path

from pamong.people.uploads import views

urlpatterns = [
    path("imports", views.import_list, name="import-list"),
    path("imports/receive", views.upload_receive, name="upload-receive"),
    path("imports/template", views.import_template, name="import-template"),
    path("imports/<uuid:uuid>", views.import_detail, name="import-detail"),
    path("imports/<uuid:uuid>/columns", views.columns_choose, name="columns-choose"),
    path("imports/<uuid:uuid>/units", views.units_choose, name="units-choose"),
    path("imports/<uuid:uuid>/confirm", views.upload_confirm, name="upload-confirm"),
    path("imports/<uuid:uuid>/drop", views.upload_drop, name="upload-drop"),
    path("imports/<uuid:uuid>/differences", views.import_differences, name="import-differences"),
    path(
        "imports/<uuid:uuid>/differences/file",
        views.import_differences_file,
        name="import-differences-file",
    ),
    path("imports/<uuid:uuid>/rejected", views.import_rejected, name="import-rejected"),
]
