"""Addresses of the calendar feed."""

from django.urls import path

from pamong.config.feed import views

urlpatterns = [
    path("notices/calendar", views.feed, name="feed"),
    path("notices/calendar/make", views.feed_make, name="feed-make"),
    path("notices/calendar/end", views.feed_end, name="feed-end"),
    path("calendar/<str:secret>.ics", views.feed_read, name="feed-read"),
]
