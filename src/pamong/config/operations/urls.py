"""Addresses of backups."""

from django.urls import path

from pamong.config.operations import backup_views

app_name = "operations"
urlpatterns = [
    path("backups/ask", backup_views.backup_ask, name="backup-ask"),
    path("backups/<int:pk>/verify", backup_views.backup_verify, name="backup-verify"),
    path("backups/<int:pk>/take", backup_views.backup_take, name="backup-take"),
]
