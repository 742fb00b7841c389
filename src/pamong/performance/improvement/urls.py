"""Addresses of plans to improve."""

from django.urls import path

from pamong.performance.improvement import views

urlpatterns = [
    path("evaluations/<uuid:uuid>/improve", views.improvement_open, name="improvement-open"),
    path("improvements/", views.improvement_list, name="improvement-list"),
    path("improvements/<uuid:uuid>/", views.improvement_detail, name="improvement-detail"),
    path("improvements/<uuid:uuid>/milestones", views.milestone_add, name="milestone-add"),
    path("improvements/<uuid:uuid>/judge", views.improvement_judge, name="improvement-judge"),
    path(
        "improvements/<uuid:uuid>/acknowledge",
        views.improvement_acknowledge,
        name="improvement-acknowledge",
    ),
    path("improvements/<uuid:uuid>/cancel", views.improvement_cancel, name="improvement-cancel"),
    path("milestones/<uuid:uuid>/note", views.milestone_note, name="milestone-note"),
    path("milestones/<uuid:uuid>/remove", views.milestone_remove, name="milestone-remove"),
]
