"""Addresses of leaving the service."""

from django.urls import path

from pamong.people.leaving import views

urlpatterns = [
    path("people/<uuid:uuid>/leave", views.employee_leave, name="employee-leave"),
    path("people/<uuid:uuid>/leave/withdraw", views.leaving_withdraw, name="leaving-withdraw"),
    path("people/<uuid:uuid>/return", views.employee_return, name="employee-return"),
]
