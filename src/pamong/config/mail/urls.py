"""Addresses of mail: the link that stops it, and an address of one's own."""

from django.urls import path

from pamong.config.mail import views

urlpatterns = [
    path("mail/stop/<str:token>", views.mail_stop, name="mail-stop"),
    path("mail/address", views.mail_address, name="mail-address"),
    path("mail/address/<str:token>", views.mail_confirm, name="mail-confirm"),
]
