"""Addresses of posts."""

from django.urls import path

from pamong.people.positions import views

urlpatterns = [
    path("positions", views.position_list, name="position-list"),
    path("positions/add", views.position_add, name="position-add"),
    path("positions/<uuid:uuid>/change", views.position_change, name="position-change"),
    path("positions/<uuid:uuid>/close", views.position_close, name="position-close"),
    path("positions/<uuid:uuid>/reopen", views.position_reopen, name="position-reopen"),
]
