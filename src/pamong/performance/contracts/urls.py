"""Addresses of contracts that are decided on."""

from django.urls import path

from pamong.performance.contracts import views

urlpatterns = [
    path("contracts", views.contract_list, name="contract-list"),
    path("contracts/<uuid:uuid>", views.contract_detail, name="contract-detail"),
    path("contracts/<uuid:uuid>/decide", views.contract_decide, name="contract-decide"),
]
