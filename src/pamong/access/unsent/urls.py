"""The address of what was sent in vain."""

from django.urls import path

from pamong.access.unsent import views

urlpatterns = [path("unsent/drop", views.unsent_drop, name="unsent-drop")]
