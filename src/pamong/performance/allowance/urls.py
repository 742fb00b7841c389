"""Addresses of the allowance."""

from django.urls import path

from pamong.performance.allowance import views

urlpatterns = [
    path("allowance", views.allowance_list, name="allowance-list"),
    path("allowance/draft", views.sheet_draft, name="sheet-draft"),
    path("allowance/mine", views.allowance_own, name="allowance-own"),
    path("allowance/columns", views.payroll_columns_set, name="payroll-columns-set"),
    path("allowance/sheets/<uuid:uuid>", views.allowance_sheet, name="allowance-sheet"),
    path("allowance/sheets/<uuid:uuid>/print", views.allowance_print, name="allowance-print"),
    path("allowance/sheets/<uuid:uuid>/redraw", views.sheet_redraw, name="sheet-redraw"),
    path("allowance/sheets/<uuid:uuid>/check", views.sheet_check, name="sheet-check"),
    path("allowance/sheets/<uuid:uuid>/return", views.sheet_return, name="sheet-return"),
    path("allowance/sheets/<uuid:uuid>/lock", views.sheet_lock, name="sheet-lock"),
    path("allowance/sheets/<uuid:uuid>/read", views.sheet_read, name="sheet-read"),
    path("allowance/sheets/<uuid:uuid>/export", views.sheet_export, name="sheet-export"),
    path("allowance/lines/<uuid:uuid>", views.allowance_line, name="allowance-line"),
]
