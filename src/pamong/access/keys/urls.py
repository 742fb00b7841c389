"""Addresses of keys for programs."""

from django.urls import path

from pamong.access.keys import views

urlpatterns = [
    path("account/keys", views.keys, name="keys"),
    path("account/keys/make", views.key_make, name="key-make"),
    path("account/keys/<uuid:uuid>/revoke", views.key_revoke, name="key-revoke"),
]
