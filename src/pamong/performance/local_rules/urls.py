"""Addresses of the rules."""

from django.urls import path

from pamong.performance.local_rules import views

urlpatterns = [
    path("rules", views.rules, name="rules"),
    path("rules/<slug:clause>/change", views.rule_ask, name="rule-ask"),
    path("rules/changes/<uuid:uuid>", views.rule_detail, name="rule-detail"),
    path("rules/changes/<uuid:uuid>/grant", views.rule_grant, name="rule-grant"),
    path("rules/changes/<uuid:uuid>/refuse", views.rule_refuse, name="rule-refuse"),
]
