"""Addresses of cards."""

from django.urls import path

from pamong.measurement.cards import figure_views, import_views, views

urlpatterns = [
    path("indicators/", views.card_list, name="card-list"),
    path("indicators/new", views.card_add, name="card-add"),
    path("indicators/import", import_views.cards_import, name="cards-import"),
    path("indicators/template", import_views.cards_template, name="cards-template"),
    path("indicators/table", import_views.cards_table, name="cards-table"),
    path("indicators/<uuid:uuid>/", views.card_detail, name="card-detail"),
    path("indicators/<uuid:uuid>/change", views.card_change, name="card-change"),
    path("indicators/<uuid:uuid>/target", figure_views.card_target, name="card-target"),
    path(
        "indicators/<uuid:uuid>/reading",
        figure_views.card_reading_enter,
        name="card-reading-enter",
    ),
    path(
        "indicators/<uuid:uuid>/readings/<uuid:reading>/confirm",
        figure_views.card_reading_confirm,
        name="card-reading-confirm",
    ),
    path("indicators/<uuid:uuid>/formula", figure_views.card_compose, name="card-compose"),
    path("indicators/<uuid:uuid>/close", views.card_close, name="card-close"),
    path("indicators/<uuid:uuid>/reopen", views.card_reopen, name="card-reopen"),
    path("indicators/<uuid:uuid>/owner", views.card_owner_mend, name="card-owner-mend"),
]
