"""Addresses of contracts; they are decided on in `performance`, beside the predicates."""

from django.urls import path

from pamong.people.contracts import views

urlpatterns = [
    path("people/<uuid:uuid>/contracts/add", views.contract_add, name="contract-add"),
    path("contracts/<uuid:uuid>/remove", views.contract_remove, name="contract-remove"),
]
