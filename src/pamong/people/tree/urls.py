"""Addresses on which the tree of units is changed."""

from django.urls import path

from pamong.people.tree import views

urlpatterns = [
    path("units/<uuid:uuid>/add", views.unit_add, name="unit-add"),
    path("units/<uuid:uuid>/change", views.unit_change, name="unit-change"),
    path("units/<uuid:uuid>/move", views.unit_move, name="unit-move"),
    path("units/<uuid:uuid>/close", views.unit_close, name="unit-close"),
    path("units/<uuid:uuid>/reopen", views.unit_reopen, name="unit-reopen"),
    path("units/changes/<uuid:uuid>/cancel", views.unit_change_cancel, name="unit-change-cancel"),
]
