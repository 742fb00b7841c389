"""Addresses of printable pages."""

from django.urls import path

from pamong.performance.papers import (
    credit_views,
    follow_views,
    packing_views,
    scan_views,
    signing_views,
    views,
)

urlpatterns = [
    path("plans/<uuid:uuid>/paper", views.plan_paper, name="plan-paper"),
    path("evaluations/<uuid:uuid>/paper", views.evaluation_paper, name="evaluation-paper"),
    path("evaluations/<uuid:uuid>/document", views.evaluation_document, name="evaluation-document"),
    path("plans/<uuid:uuid>/annex-paper", views.annex_paper, name="annex-paper"),
    path("plans/<uuid:uuid>/matrix-paper", views.matrix_paper, name="matrix-paper"),
    path("levels/<uuid:uuid>/paper", views.predicates_paper, name="predicates-paper"),
    path(
        "evaluations/<uuid:uuid>/conversion-paper",
        credit_views.conversion_paper,
        name="conversion-paper",
    ),
    path(
        "credit/determinations/<uuid:uuid>/paper",
        credit_views.determination_paper,
        name="determination-paper",
    ),
    path(
        "credit/determinations/<uuid:uuid>/papers",
        credit_views.determination_papers,
        name="determination-papers",
    ),
    path(
        "credit/determinations/<uuid:uuid>/accumulation",
        credit_views.accumulation_paper,
        name="accumulation-paper",
    ),
    path(
        "improvements/<uuid:uuid>/paper", follow_views.improvement_paper, name="improvement-paper"
    ),
    path("sanctions/<uuid:uuid>/paper", follow_views.sanction_paper, name="sanction-paper"),
    path("objections/<uuid:uuid>/paper", follow_views.objection_paper, name="objection-paper"),
    path("calibrations/<uuid:uuid>/paper", follow_views.minutes_paper, name="minutes-paper"),
    path("own-papers/<year:year>", views.own_papers, name="own-papers"),
    path("reports/", views.report_list, name="report-list"),
    path("reports/pack", packing_views.papers_pack, name="papers-pack"),
    path("scans/", scan_views.scan_find, name="scan-find"),
    path("scans/<uuid:uuid>/", scan_views.scan_attach, name="scan-attach"),
    path("scans/<uuid:uuid>/<uuid:scan>/file", scan_views.scan_file, name="scan-file"),
    path("scans/<uuid:uuid>/<uuid:scan>/remove", scan_views.scan_remove, name="scan-remove"),
    path("signing/", signing_views.papers_sign, name="papers-sign"),
]
