"""Addresses of publishing."""

from django.urls import path

from pamong.measurement.publishing import views

ONE = "publications/<uuid:uuid>/"
urlpatterns = [
    path("publications/", views.publication_list, name="publication-list"),
    path("indicators/<uuid:uuid>/publish", views.publication_propose, name="publication-propose"),
    path(ONE, views.publication_detail, name="publication-detail"),
    path(f"{ONE}confirm", views.publication_confirm, name="publication-confirm"),
    path(f"{ONE}decline", views.publication_decline, name="publication-decline"),
    path(f"{ONE}withdraw", views.publication_withdraw, name="publication-withdraw"),
]
