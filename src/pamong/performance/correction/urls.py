"""Addresses of corrections."""

from django.urls import path

from pamong.performance.correction import views

urlpatterns = [
    path("corrections/", views.correction_list, name="correction-list"),
    path("evaluations/<uuid:uuid>/correct", views.correction_ask, name="correction-ask"),
    path("corrections/<uuid:uuid>/grant", views.correction_grant, name="correction-grant"),
]
