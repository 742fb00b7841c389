"""A paper off the record, before it is laid out: without a code, for work within the house or to be edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pamong.documents.laying import PLAIN, Dress


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What it is made of; the same values are the same bytes."""

    title: str
    agency: str
    content: Mapping[str, Any]
    made_on: date
    mark: str  # of the snapshot that its figures come from
    is_draft: bool = False
    look: Dress = PLAIN
