"""Addresses of windows."""

from django.urls import path

from pamong.performance.windows import views

urlpatterns = [
    path("windows/", views.window_list, name="window-list"),
    path("windows/<year:year>/set", views.window_set, name="window-set"),
    path("windows/<year:year>/rhythm", views.rhythm_choose, name="rhythm-choose"),
    path("windows/<uuid:uuid>/reopen", views.reopening_ask, name="reopening-ask"),
    path("windows/<uuid:uuid>/extend", views.extension_ask, name="extension-ask"),
    path("windows/reopenings/<uuid:uuid>/grant", views.reopening_grant, name="reopening-grant"),
]
