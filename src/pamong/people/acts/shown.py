"""What a dry run showed, held against what the same rows would do when they are confirmed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MARK = 24


def mark_of(parts: Sequence[Any]) -> str:
    """A short mark of rows with what they change: another state makes another mark."""
    said = json.dumps(parts, default=str, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:MARK]


def moved_said() -> str:
    """That somebody changed something between the look and the confirmation."""
    return _("Keadaannya berubah sesudah Anda memeriksa. Periksa lagi yang di bawah, lalu simpan.")


def refuse_moved() -> ValidationError:
    """The same from a verb that found it so under its lock."""
    return ValidationError(_("Keadaannya baru saja berubah. Unggah lagi berkasnya."), code="stale")
