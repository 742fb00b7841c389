"""Addresses about who rates whom."""

from django.urls import path

from pamong.people.raters import list_views, views

urlpatterns = [
    path("supervision", list_views.supervision_list, name="supervision-list"),
    path("supervision/set", list_views.rater_set, name="rater-set"),
    path("supervision/set/<int:first>/<int:count>/", list_views.raters_undo, name="raters-undo"),
    path("people/<uuid:uuid>/superior", views.superior_set, name="superior-set"),
    path("profile/supervisor", views.supervisor_report, name="supervisor-report"),
    path("supervisor-reports", views.supervisor_report_list, name="supervisor-report-list"),
    path(
        "supervisor-reports/<uuid:uuid>",
        views.supervisor_report_detail,
        name="supervisor-report-detail",
    ),
    path("supervisor-reports/<uuid:uuid>/mend", views.report_mend, name="report-mend"),
    path("supervisor-reports/<uuid:uuid>/decline", views.report_decline, name="report-decline"),
]
