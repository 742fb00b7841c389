"""Addresses of `access`; those that allauth looks up by its own names are in `allauth_urls`."""

from django.urls import include, path

from pamong.access.drafts.urls import urlpatterns as drafts
from pamong.access.keys.urls import urlpatterns as keys
from pamong.access.security.urls import urlpatterns as security
from pamong.access.sign_in.urls import urlpatterns as sign_in

app_name = "access"
urlpatterns = [
    path("", include(drafts)),
    path("", include(sign_in)),
    path("", include(security)),
    path("", include(keys)),
]
