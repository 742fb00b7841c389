"""Those whose signature a paper asks for, known beside what is printed of them."""

import uuid as uuidlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signs: for the record, for anybody with the paper, and for a certified signer."""

    uuid: uuidlib.UUID
    said: str  # initials and the end of the NIP: what anybody may be shown
    name: str = ""
    number: str = ""  # the whole NIP; empty where there is none


class Room(dict[str, str]):
    """Where one signs, as it is printed; who that is stands beside it and is no part of the content."""

    def __init__(self, printed: Mapping[str, str], by: Signatory | None = None) -> None:
        super().__init__(printed)
        self.by = by


def signatories_in(content: Mapping[str, Any]) -> list[Signatory]:
    """Those known by now whose signature a content asks for, each once, in the order of the form."""
    rooms = [room for room in content.get("signs", ()) if isinstance(room, Room)]
    return list({room.by.uuid: room.by for room in rooms if room.by}.values())
