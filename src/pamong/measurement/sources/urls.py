"""Addresses of sources and of what they brought."""

from django.urls import path

from pamong.measurement.sources import push_views, run_views, views

urlpatterns = [
    path("sources/", views.source_list, name="source-list"),
    path("sources/new", views.source_add, name="source-add"),
    path("sources/<uuid:uuid>/", views.source, name="source"),
    path("sources/<uuid:uuid>/change", views.source_change, name="source-change"),
    path("sources/<uuid:uuid>/connect", views.source_connect, name="source-connect"),
    path("sources/<uuid:uuid>/secret", push_views.source_secret, name="source-secret"),
    path("sources/<uuid:uuid>/push", push_views.source_push, name="source-push"),
    path("sources/<uuid:uuid>/remove", views.source_remove, name="source-remove"),
    path("sources/<uuid:uuid>/fetch", views.source_fetch, name="source-fetch"),
    path("sources/<uuid:uuid>/file", views.source_receive, name="source-receive"),
    path("sources/runs/<uuid:uuid>/", run_views.source_run, name="source-run"),
    path("sources/runs/<uuid:uuid>/columns", run_views.source_map, name="source-map"),
    path("sources/runs/<uuid:uuid>/match", run_views.indicators_match, name="indicators-match"),
    path("sources/runs/<uuid:uuid>/cards", run_views.cards_make, name="cards-make"),
    path("sources/runs/<uuid:uuid>/write", run_views.run_write, name="run-write"),
    path("sources/runs/<uuid:uuid>/drop", run_views.run_drop, name="run-drop"),
    path("sources/runs/<uuid:uuid>/rejected", run_views.run_rejected, name="run-rejected"),
]
