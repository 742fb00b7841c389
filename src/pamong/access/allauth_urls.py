"""Addresses under the names that allauth reverses, outside our namespace."""

from pamong.access.security.urls import allauth_names as security
from pamong.access.sign_in.urls import allauth_names as sign_in

urlpatterns = [*sign_in, *security]
