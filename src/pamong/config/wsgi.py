"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
application = get_wsgi_application()

from pamong.config.checks import refuse_unsafe_start  # noqa: E402 — needs the settings

refuse_unsafe_start()
