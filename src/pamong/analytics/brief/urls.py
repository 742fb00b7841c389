"""Addresses of the monthly brief."""

from django.urls import path

from pamong.analytics.brief import views

urlpatterns = [
    path("briefs/monthly", views.brief, name="brief"),
    path("briefs/monthly/paper", views.brief_paper, name="brief-paper"),
    path("briefs/monthly/text", views.brief_text, name="brief-text"),
]
