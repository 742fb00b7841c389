"""Every address of Pamong, app by app."""

from django.urls import include, path

from pamong.config.api.gate import api
from pamong.config.api.views import api_docs
from pamong.config.operations.alive import healthz, healthz_live
from pamong.config.operations.views import operations
from pamong.config.views import help_guide, help_page
from pamong.performance.home.views import home

handler400 = "pamong.ui.errors.bad_request"
handler403 = "pamong.ui.errors.forbidden"
handler404 = "pamong.ui.errors.not_found"
handler500 = "pamong.ui.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path(
        "", include("pamong.performance.urls")
    ),  # first what is opened most: they are tried in turn
    path("", include("pamong.people.urls")),
    path("healthz", healthz, name="healthz"),
    path("healthz/live", healthz_live, name="healthz-live"),
    path("operations", operations, name="operations"),
    path("operations/", include("pamong.config.operations.urls")),
    path("", include("pamong.config.administration.urls")),
    path("", include("pamong.config.notices.urls")),
    path("", include("pamong.config.feed.urls")),
    path("", include("pamong.config.mail.urls")),
    path("", include("pamong.config.webhooks.urls")),
    path("help", help_page, name="help"),
    path("help/<slug:slug>", help_guide, name="help-guide"),
    path("", include("pamong.ui.urls")),
    path("", include("pamong.documents.urls")),
    path("", include("pamong.access.urls")),
    path("account/", include("pamong.access.allauth_urls")),
    path("", include("pamong.measurement.urls")),
    path("", include("pamong.transparency.urls")),
    path("", include("pamong.analytics.urls")),
    path("api/v1/docs", api_docs, name="api-docs"),
    path("api/v1/<path:rest>", api, name="api"),
]
