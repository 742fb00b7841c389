"""Every page asks for a sign-in unless it says otherwise."""

from django.contrib.auth.middleware import LoginRequiredMiddleware

sign_in_required = LoginRequiredMiddleware
