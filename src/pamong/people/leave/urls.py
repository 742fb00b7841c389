"""Addresses of leave."""

from django.urls import path

from pamong.people.leave import views

urlpatterns = [
    path("leave", views.leave_list, name="leave-list"),
    path("leave/add", views.leave_add, name="leave-add"),
    path("leave/import", views.leaves_import, name="leaves-import"),
    path("leave/template", views.leave_template, name="leave-template"),
    path("leave/<uuid:uuid>/change", views.leave_change, name="leave-change"),
    path("leave/<uuid:uuid>/cancel", views.leave_cancel, name="leave-cancel"),
]
