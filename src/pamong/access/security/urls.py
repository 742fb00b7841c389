"""Addresses of the own account's safety; those under allauth's names stand outside the namespace."""

from django.urls import path

from pamong.access.security import views

allauth_names = [
    path("security", views.security, name="mfa_index"),
    path("second-factor", views.factor_ask, name="mfa_authenticate"),
    path("second-factor/reauthenticate", views.factor_reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/add", views.factor_add, name="mfa_activate_totp"),
    path("second-factor/remove", views.factor_remove, name="mfa_deactivate_totp"),
    path("reserve-codes", views.reserve_codes, name="mfa_view_recovery_codes"),
    path("reserve-codes/renew", views.reserve_codes_renew, name="mfa_generate_recovery_codes"),
]
urlpatterns = [
    path("account/security", views.security, name="security"),
    path("account/sessions/end", views.sessions_end, name="sessions-end"),
    path("account/language", views.language_set, name="language-set"),
    path("account/shortcut", views.shortcut_set, name="shortcut-set"),
]
