"""The address of the advice."""

from django.urls import path

from pamong.performance.hints import views

urlpatterns = [path("hints", views.hints, name="hints")]
