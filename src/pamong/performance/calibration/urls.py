"""Addresses of calibration."""

from django.urls import path

from pamong.performance.calibration import change_views, views

urlpatterns = [
    path("calibrations/", views.calibration_list, name="calibration-list"),
    path("calibrations/new", views.calibration_open, name="calibration-open"),
    path("calibrations/<uuid:uuid>/", views.calibration_detail, name="calibration-detail"),
    path("calibrations/<uuid:uuid>/read", views.calibration_read, name="calibration-read"),
    path("calibrations/<uuid:uuid>/note", views.calibration_note, name="calibration-note"),
    path(
        "calibrations/<uuid:uuid>/raters/<uuid:rater>",
        views.calibration_rater_add,
        name="calibration-rater-add",
    ),
    path("calibrations/<uuid:uuid>/advance", views.calibration_advance, name="calibration-advance"),
    path("calibrations/<uuid:uuid>/return", views.calibration_return, name="calibration-return"),
    path("calibrations/<uuid:uuid>/close", views.calibration_close, name="calibration-close"),
    path(
        "calibrations/peers/<uuid:uuid>/propose",
        change_views.calibration_propose,
        name="calibration-propose",
    ),
    path(
        "calibrations/changes/<uuid:uuid>/agree",
        change_views.calibration_agree,
        name="calibration-agree",
    ),
    path(
        "calibrations/changes/<uuid:uuid>/decline",
        change_views.calibration_decline,
        name="calibration-decline",
    ),
]
