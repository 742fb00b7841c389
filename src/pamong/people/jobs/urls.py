"""Addresses of long work."""

from django.urls import path

from pamong.people.jobs import views

urlpatterns = [
    path("tasks", views.job_list, name="job-list"),
    path("tasks/<uuid:uuid>", views.job_detail, name="job-detail"),
    path("tasks/<uuid:uuid>/retry", views.job_retry, name="job-retry"),
    path("tasks/<uuid:uuid>/stop", views.job_stop, name="job-stop"),
    path("tasks/<uuid:uuid>/file", views.job_file, name="job-file"),
]
