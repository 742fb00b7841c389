"""Addresses of plans."""

from django.urls import path

from pamong.performance.plan import (
    content_views,
    many_views,
    period_views,
    revision_views,
    shorten_views,
    views,
)

urlpatterns = [
    path("periods/", period_views.period, name="period"),
    path("plans/", views.plan_list, name="plan-list"),
    path("plans/new", views.plan_draft, name="plan-draft"),
    path("plans/acting/<uuid:uuid>", views.acting_plan_draft, name="acting-plan-draft"),
    path("plans/team", views.plan_subordinates, name="plan-subordinates"),
    path("plans/agree", many_views.plan_agree_many, name="plan-agree-many"),
    path("plans/return", many_views.plan_return_many, name="plan-return-many"),
    path(
        "plans/agree/<int:first>/<int:count>/",
        many_views.agreements_undo,
        name="agreements-undo",
    ),
    path("plans/<uuid:uuid>/propose", views.plan_propose, name="plan-propose"),
    path("plans/<uuid:uuid>/withdraw", views.plan_withdraw, name="plan-withdraw"),
    path("plans/<uuid:uuid>/agree", views.plan_agree, name="plan-agree"),
    path("plans/<uuid:uuid>/return", views.plan_return, name="plan-return"),
    path("plans/<uuid:uuid>/results/new", content_views.result_add, name="result-add"),
    path(
        "plans/<uuid:uuid>/results/<uuid:result>/",
        content_views.result_change,
        name="result-change",
    ),
    path(
        "plans/<uuid:uuid>/results/<uuid:result>/remove",
        content_views.result_remove,
        name="result-remove",
    ),
    path("plans/<uuid:uuid>/shorten", shorten_views.plan_shorten, name="plan-shorten"),
    path("plans/<uuid:uuid>/copy", revision_views.plan_copy, name="plan-copy"),
    path("plans/<uuid:uuid>/revision", revision_views.revision_ask, name="revision-ask"),
    path("plans/<uuid:uuid>/annexes", content_views.annexes_change, name="annexes-change"),
    path("plans/<uuid:uuid>/behaviour", content_views.behaviour_change, name="behaviour-change"),
]
