"""Addresses of the pages of webhooks."""

from django.urls import path

from pamong.config.webhooks import views

app_name = "config"
urlpatterns = [
    path("webhooks/", views.webhook_list, name="webhook-list"),
    path("webhooks/add", views.webhook_add, name="webhook-add"),
    path("webhooks/<uuid:uuid>", views.webhook, name="webhook"),
    path("webhooks/<uuid:uuid>/change", views.webhook_change, name="webhook-change"),
    path("webhooks/<uuid:uuid>/rotate", views.webhook_rotate, name="webhook-rotate"),
    path("webhooks/<uuid:uuid>/pause", views.webhook_pause, name="webhook-pause"),
    path("webhooks/<uuid:uuid>/resume", views.webhook_resume, name="webhook-resume"),
    path("webhooks/<uuid:uuid>/remove", views.webhook_remove, name="webhook-remove"),
    path("webhooks/<uuid:uuid>/test", views.webhook_test, name="webhook-test"),
    path("webhooks/deliveries/<uuid:uuid>/resend", views.delivery_resend, name="delivery-resend"),
]
