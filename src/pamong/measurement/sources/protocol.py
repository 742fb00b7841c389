"""What a connector is: it hands over tables as they came, and knows nothing of indicators.

A package brings one under the entry point group `pamong.sources`; docs/reference/connectors.md says how.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from django import forms

GROUP = "pamong.sources"


class SourceError(Exception):
    """The source cannot be read; the sentence is for its owner and holds no secret."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """With what a connector is asked: for which agency, its settings, its secrets, and up to where it was read before."""

    settings: Mapping[str, Any]
    secrets: Mapping[str, str] = field(default_factory=dict)
    marker: str = ""
    agency: str = ""  # its code


@dataclass(frozen=True, slots=True)
class Parcel:
    """One table as it came, byte for byte: CSV or a workbook. `marker` says up to where it reaches."""

    name: str
    content: bytes
    marker: str = ""


@runtime_checkable
class Connector(Protocol):
    """One kind of source; made without arguments, and asked from any thread."""

    code: str  # kept with every source of the kind: it never changes
    label: Any
    hint: Any
    origin: str  # one of Origin.Kind: what the lineage of a figure says
    is_asked: bool  # whether it hands over something when asked, also by the calendar
    secrets: Sequence[str]  # names of fields that are sealed and never shown again

    def fields(self) -> Mapping[str, forms.Field]:
        """What an administrator fills in."""
        ...

    def fetch(self, asked: Asked) -> Sequence[Parcel]:
        """What is new since the marker, in its order; a SourceError says what to do."""
        ...
