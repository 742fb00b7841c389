"""Addresses of vacancies."""

from django.urls import path

from pamong.people.vacancies import views

urlpatterns = [
    path("supervision/vacant", views.vacancy_list, name="vacancy-list"),
    path("people/<uuid:uuid>/take-over", views.rater_take_over, name="rater-take-over"),
]
