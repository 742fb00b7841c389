"""Addresses of delegations."""

from django.urls import path

from pamong.people.delegations import views

urlpatterns = [
    path("delegations/", views.delegation_list, name="delegation-list"),
    path("delegations/make", views.delegation_make, name="delegation-make"),
    path("people/<uuid:uuid>/delegate", views.delegation_make, name="delegation-make-for"),
    path("delegations/<uuid:uuid>/end", views.delegation_end, name="delegation-end"),
]
