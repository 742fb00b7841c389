"""Addresses of the packs of rules."""

from django.urls import path

from pamong.performance.rulebook import views

urlpatterns = [
    path("answers/", views.rule_index, name="rule-index"),
    path("answers/<slug:rule>/", views.rule_answer, name="rule-answer"),
    path("packs/", views.packs, name="packs"),
    path("packs/<slug:pack>/", views.pack_page, name="pack"),
    path("packs/<slug:pack>/<str:name>", views.pack_file, name="pack-file"),
]
