"""Addresses on printed papers: they stay as they are for as long as papers are kept."""

from django.urls import path

from pamong.documents.checking import views

urlpatterns = [
    path("papers/", views.paper_check, name="paper-check-any"),
    path("papers/<slug:digest>", views.paper_check, name="paper-check"),
]
