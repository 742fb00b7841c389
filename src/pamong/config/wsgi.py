"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamong.config.settings")
handler = get_wsgi_application()

from pamong.config.checks import refuse_unsafe_start  # noqa: E402 — needs the settings
from pamong.config.stack import in_one_piece, settle  # noqa: E402
from pamong.config.threads import keep_by_thread, remember_texts  # noqa: E402

refuse_unsafe_start()
keep_by_thread()
remember_texts()
settle()
application = in_one_piece(handler)
