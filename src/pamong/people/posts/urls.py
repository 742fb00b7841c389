"""Addresses of moves and acting posts."""

from django.urls import path

from pamong.people.posts import views

urlpatterns = [
    path("people/<uuid:uuid>/move", views.employee_move, name="employee-move"),
    path("assignments/<uuid:uuid>/end", views.assignment_end, name="assignment-end"),
    path("assignments/<uuid:uuid>/rater", views.acting_rater_set, name="acting-rater-set"),
]
