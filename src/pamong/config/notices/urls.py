"""Addresses of notices."""

from django.urls import path

from pamong.config.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read", views.notices_read, name="notices-read"),
    path("notices/choices", views.notice_choices, name="notice-choices"),
    path("notices/<uuid:uuid>", views.notice_open, name="notice-open"),
]
