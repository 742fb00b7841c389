"""Addresses of the table of bases and of penalties."""

from django.urls import path

from pamong.performance.allowance_base import views

urlpatterns = [
    path("allowance/bases", views.base_tables, name="base-tables"),
    path("allowance/bases/make", views.table_make, name="table-make"),
    path("allowance/bases/<uuid:uuid>", views.base_table, name="base-table"),
    path("allowance/bases/<uuid:uuid>/set", views.base_set, name="base-set"),
    path("allowance/bases/<uuid:uuid>/import", views.bases_import, name="bases-import"),
    path("allowance/bases/<uuid:uuid>/release", views.table_release, name="table-release"),
    path("allowance/bases/<uuid:uuid>/drop", views.table_drop, name="table-drop"),
    path("allowance/penalties", views.penalties, name="penalties"),
    path("allowance/penalties/note", views.penalty_note, name="penalty-note"),
    path("allowance/penalties/<uuid:uuid>", views.penalty_detail, name="penalty-detail"),
    path("allowance/penalties/<uuid:uuid>/end", views.penalty_end, name="penalty-end"),
]
