"""Addresses of bringing agreed plans in."""

from django.urls import path

from pamong.performance.plan_files import views

urlpatterns = [
    path("plan-files", views.planfile_list, name="planfile-list"),
    path("plan-files/receive", views.planfile_receive, name="planfile-receive"),
    path("plan-files/template", views.planfile_template, name="planfile-template"),
    path("plan-files/<uuid:uuid>", views.planfile_detail, name="planfile-detail"),
    path("plan-files/<uuid:uuid>/import", views.planfile_import, name="planfile-import"),
    path("plan-files/<uuid:uuid>/drop", views.planfile_drop, name="planfile-drop"),
    path("plan-files/<uuid:uuid>/rejected", views.planfile_rejected, name="planfile-rejected"),
]
