"""Addresses of the kind of employee."""

from django.urls import path

from pamong.people.kinds import views

urlpatterns = [path("people/<uuid:uuid>/kind", views.kind_change, name="kind-change")]
