"""The address of one's own agency."""

from django.urls import path

from pamong.people.agencies import views

urlpatterns = [path("agency", views.agency_set, name="agency-set")]
