"""Addresses of `access`; those that allauth looks up by its own names are in `allauth_urls`."""

from django.urls import include, path

from pamong.access.drafts.urls import urlpatterns as drafts
from pamong.access.keys.urls import urlpatterns as keys
from pamong.access.offline.urls import urlpatterns as offline
from pamong.access.security.urls import urlpatterns as security
from pamong.access.sign_in.urls import urlpatterns as sign_in
from pamong.access.unsent.urls import urlpatterns as unsent

app_name = "access"
urlpatterns = [
    path("", include(part)) for part in (drafts, offline, sign_in, security, keys, unsent)
]
