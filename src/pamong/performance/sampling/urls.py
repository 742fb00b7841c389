"""Addresses of samples."""

from django.urls import path

from pamong.performance.sampling import views

urlpatterns = [
    path("samples/", views.sample_list, name="sample-list"),
    path("samples/draw", views.sample_draw, name="sample-draw"),
    path("samples/<uuid:uuid>/", views.sample_detail, name="sample-detail"),
    path("samples/<uuid:uuid>/close", views.sample_close, name="sample-close"),
    path("samples/pieces/<uuid:uuid>", views.sample_judge, name="sample-judge"),
]
