"""The address in each mail that stops them."""

from django.urls import path

from pamong.config.mail.views import mail_stop

urlpatterns = [path("mail/stop/<str:token>", mail_stop, name="mail-stop")]
