"""Addresses of objections."""

from django.urls import path

from pamong.performance.objection import views

urlpatterns = [
    path("objections/", views.objection_list, name="objection-list"),
    path("evaluations/<uuid:uuid>/object", views.objection_file, name="objection-file"),
    path("objections/<uuid:uuid>/", views.objection_detail, name="objection-detail"),
    path("objections/<uuid:uuid>/explain", views.objection_explain, name="objection-explain"),
    path("objections/<uuid:uuid>/decide", views.objection_decide, name="objection-decide"),
    path("objections/<uuid:uuid>/withdraw", views.objection_withdraw, name="objection-withdraw"),
]
