"""The door to the floor; BENCH_BARE=on leaves the middleware out."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from pamong.config.stack import in_one_piece, settle
from pamong.config.threads import keep_by_thread, remember_texts

handler = get_wsgi_application()
settings.ROOT_URLCONF = "bench.floor"
if os.environ.get("BENCH_BARE"):
    settings.MIDDLEWARE = []
    handler.load_middleware()
keep_by_thread()
remember_texts()
settle()
application = in_one_piece(handler)
