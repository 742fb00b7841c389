"""Addresses of feedback and dialogue."""

from django.urls import path

from pamong.performance.feedback import views

urlpatterns = [
    path("feedback/", views.feedback_list, name="feedback-list"),
    path("plans/<uuid:uuid>/feedback", views.feedback_give, name="feedback-give"),
    path("plans/<uuid:uuid>/dialogues", views.dialogue_list, name="dialogue-list"),
    path("dialogues/<uuid:uuid>/hold", views.dialogue_hold, name="dialogue-hold"),
    path("dialogues/<uuid:uuid>/finish", views.dialogue_finish, name="dialogue-finish"),
]
