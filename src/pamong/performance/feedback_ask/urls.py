"""Addresses of asking for feedback."""

from django.urls import path

from pamong.performance.feedback_ask import views

urlpatterns = [
    path("plans/<uuid:uuid>/feedback/ask", views.feedback_ask, name="feedback-ask"),
    path("feedback/asks/<uuid:uuid>/decline", views.feedback_decline, name="feedback-decline"),
]
