"""Addresses of roles and of what needs two administrators."""

from django.urls import path

from pamong.people.roles import views

urlpatterns = [
    path("roles", views.roles, name="roles"),
    path("roles/<uuid:uuid>", views.role_page, name="role-page"),
    path("roles/<uuid:uuid>/end", views.role_end, name="role-end"),
    path("roles/<uuid:uuid>/code", views.account_code_ask, name="account-code-ask"),
    path("people/<uuid:uuid>/role", views.role_give, name="role-give"),
    path("people/<uuid:uuid>/code/ask", views.code_ask, name="code-ask"),
    path("access-requests", views.access_requests, name="access-requests"),
    path("access-requests/<uuid:uuid>", views.access_request, name="access-request"),
    path("access-requests/<uuid:uuid>/grant", views.access_grant, name="access-grant"),
    path("access-requests/<uuid:uuid>/code", views.granted_code_issue, name="granted-code-issue"),
    path("access-requests/<uuid:uuid>/decline", views.access_decline, name="access-decline"),
]
