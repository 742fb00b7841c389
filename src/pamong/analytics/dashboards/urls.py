"""Addresses of the dashboards."""

from django.urls import path

from pamong.analytics.dashboards import views, wall_views

urlpatterns = [
    path("dashboards", views.dashboard, name="dashboard"),
    path("dashboards/wall", wall_views.wall, name="wall"),
    path("dashboards/wall/make", wall_views.wall_make, name="wall-make"),
    path("dashboards/wall/end", wall_views.wall_end, name="wall-end"),
    path("wall/<str:secret>", wall_views.wall_read, name="wall-read"),
]
