"""Every address of Pamong, app by app."""

from django.urls import include, path

from pamong.config.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("pamong.ui.urls")),
    path("", include("pamong.access.urls")),
    path("account/", include("pamong.access.allauth_urls")),
    path("", include("pamong.people.urls")),
    path("", include("pamong.measurement.urls")),
    path("", include("pamong.performance.urls")),
]
