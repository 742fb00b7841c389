"""The address of the agency's choice."""

from django.urls import path

from pamong.people.offline import views

urlpatterns = [path("offline/agency", views.offline_set, name="offline-set")]
