"""Addresses of letting people in."""

from django.urls import path

from pamong.people.accounts import views

urlpatterns = [
    path("accounts", views.units, name="accounts"),
    path("accounts/sheets", views.sheets_issue, name="sheets-issue"),
    path("units/<uuid:uuid>/accounts", views.unit_accounts, name="unit-accounts"),
    path("units/<uuid:uuid>/access-sheet", views.sheet_issue, name="sheet-issue"),
    path("people/<uuid:uuid>/code", views.code_page, name="code-page"),
    path("people/<uuid:uuid>/code/issue", views.code_issue, name="code-issue"),
]
