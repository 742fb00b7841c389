"""Keys in addresses and hidden fields, where anybody may have typed something else."""

from collections.abc import Iterable
from uuid import UUID


def is_uuid(text: str) -> bool:
    """Whether a text may be asked for as a key at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def uuids_in(texts: Iterable[str]) -> list[UUID]:
    """The keys among them, each once; anything else is not there."""
    return [UUID(text) for text in dict.fromkeys(texts) if is_uuid(text)]
