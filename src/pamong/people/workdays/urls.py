"""Addresses of calendars; a place is the agency or one of its units."""

from django.urls import path

from pamong.people.workdays import roster_views, views

urlpatterns = [
    path("calendar", views.calendar, name="calendar"),
    path("calendar/<uuid:uuid>", views.calendar_place, name="calendar-place"),
    path("calendar/<uuid:uuid>/week", views.week_set, name="week-set"),
    path("calendar/<uuid:uuid>/week/end", views.week_end, name="week-end"),
    path("calendar/<uuid:uuid>/roster", roster_views.roster_import, name="roster-import"),
    path("calendar/<uuid:uuid>/days/add", views.own_day_add, name="own-day-add"),
    path("calendar/<uuid:uuid>/days/import", views.own_days_import, name="own-days-import"),
    path(
        "calendar/<uuid:uuid>/days/<uuid:day>/remove", views.own_day_remove, name="own-day-remove"
    ),
]
