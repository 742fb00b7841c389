"""Which adapter this install has: PAMONG_NATIONAL_ADAPTER names its class."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from pamong.performance.national_source.protocol import NationalSource, SourceError


def has_source() -> bool:
    """Whether an adapter is named."""
    return bool(settings.NATIONAL_ADAPTER)


def national_source() -> NationalSource:
    """A fresh one; a name that leads nowhere is refused at the start already."""
    made: Any = import_string(settings.NATIONAL_ADAPTER)()
    if not isinstance(made, NationalSource):
        raise TypeError(f"{settings.NATIONAL_ADAPTER} has no name, kinds and fetch")
    return made


def kinds_known() -> list[str]:
    """What the adapter gives; one that cannot be made gives nothing, and a fetch says why."""
    try:
        return list(national_source().kinds()) if has_source() else []
    except (SourceError, ImportError, TypeError):
        return []


def source_name() -> str:
    """As people read it."""
    try:
        return national_source().name if has_source() else ""
    except (SourceError, ImportError, TypeError):
        return ""
