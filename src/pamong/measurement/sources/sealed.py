"""The secrets of a source: sealed for its row, opened only to ask it."""

import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from pamong.access.sealing import SealedElsewhereError, seal, unseal
from pamong.measurement.models import Source
from pamong.measurement.sources.protocol import SourceError

SIGNED = "signed"  # what another application signs with


def sealed_secrets(source: Source, given: Mapping[str, str]) -> str:
    """Those that were typed over those that are kept."""
    try:
        held = secrets_of(source)
    except SourceError:
        held = {}  # of another server: the new ones take their place
    return seal(json.dumps({**held, **given}), _of(source))


def secrets_of(source: Source) -> dict[str, str]:
    """The secrets again; a SourceError where this server cannot open them."""
    if not source.secret:
        return {}
    try:
        found: dict[str, str] = json.loads(unseal(source.secret, _of(source)))
    except SealedElsewhereError:
        raise SourceError(
            _("Rahasia sumber ini tidak dapat dibaca di server ini: isi lagi di Ubah sambungan.")
        ) from None
    return found


def _of(source: Source) -> str:
    return f"source {source.uuid}"
