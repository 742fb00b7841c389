"""The service worker as it is served: our script behind a line that names its version and files."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse

from pamong import ui

FOLDER = Path(ui.__file__).parent / "static"
SCRIPT = Path(__file__).with_suffix(".js")
OF_PAPER = {"paper.css", "paper.js"}
GONE = (
    "self.addEventListener('install', () => self.skipWaiting());\n"
    "self.addEventListener('activate', (event) => event.waitUntil(caches.keys()\n"
    "  .then((names) => Promise.all(names.map((name) => caches.delete(name))))\n"
    "  .then(() => self.registration.unregister())));\n"
)


@lru_cache(maxsize=1)
def worker_script() -> str:
    """Whatever changes in a file changes the version, and so replaces what the device kept of them."""
    names = sorted(_files())
    seen = hashlib.sha256(SCRIPT.read_bytes())
    for name in names:
        seen.update((FOLDER / name).read_bytes())
    told = {
        "version": seen.hexdigest()[:16],
        "files": [static(name) for name in names],
        "page": reverse("access:offline"),
    }
    return f"const PAMONG = {json.dumps(told)};\n{SCRIPT.read_text(encoding='utf-8')}"


def _files() -> list[str]:
    """What the frame and the forms load; papers are printed with a line."""
    vendor = (*FOLDER.glob("ui/vendor/*.min.js"), *FOLDER.glob("ui/vendor/*.css"))
    found = [*FOLDER.glob("ui/*.*"), *vendor]
    return [str(path.relative_to(FOLDER)) for path in found if path.name not in OF_PAPER]
