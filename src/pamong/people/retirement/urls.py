"""Addresses of coming retirements."""

from django.urls import path

from pamong.people.retirement import views

urlpatterns = [path("retirements", views.retirement_list, name="retirement-list")]
