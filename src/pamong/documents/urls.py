"""Addresses of `documents`."""

from django.urls import include, path

from pamong.documents.checking.urls import urlpatterns as checking

app_name = "documents"
urlpatterns = [path("", include(checking))]
