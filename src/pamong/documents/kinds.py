"""The kinds of papers: apps hand theirs over at start-up, and everything that prints asks here."""

import hashlib
import json
import uuid as uuidlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import override

from pamong.access.scope import Scope
from pamong.documents.signatories import Signatory, signatories_in
from pamong.ledger.models import Recorded

R = TypeVar("R", bound=Recorded)
LANGUAGE = "id"  # papers are official: in one language, whoever prints them


@dataclass(frozen=True, slots=True)
class Choice:
    """Which papers of a year are asked for: those of a unit with all below, or of one person."""

    year: int
    unit_path: str = ""
    employee_id: int = 0


@dataclass(frozen=True, slots=True)
class Writing:
    """What one paper says, before it is laid out; nothing in it is about look."""

    kind: "Kind"
    key: str  # by which the kind writes it again
    subject: Recorded  # of which the ledger speaks
    title: str  # without a person's name: it stays on record
    content: Mapping[str, Any]
    agency_name: str
    about: str = ""  # the person's or unit's name, for the file and its title
    file_name: str = ""  # without its ending
    facts: Mapping[str, Any] = field(default_factory=dict)  # unit, period, person, predicate
    is_draft: bool = False  # printed with a mark, without seal, and left off the record

    @property
    def agency_uuid(self) -> uuidlib.UUID:
        """Whose letterhead it bears."""
        return self.subject.ledger_agency

    @property
    def signatories(self) -> list[Signatory]:
        """Those whose signature its form asks for."""
        return signatories_in(self.content)

    @property
    def told(self) -> dict[str, Any]:
        """What anybody with the paper may be told; they who sign are those for whom it has room."""
        return {**self.facts, "signers": [one.said for one in self.signatories]}

    @property
    def digest(self) -> str:
        """The mark of what it says; look, language of the reader and day of printing are no part."""
        said = {
            "kind": self.kind.code,
            "layout": self.kind.layout,
            "key": self.key,
            "subject": str(self.subject.uuid),
            "content": self.content,
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: where it is laid out, and the two reads behind it."""

    code: str
    label: Any  # for pages, in the reader's language
    template: str  # below src/pamong
    # The keys of those that the scope may print, in the order in which people look for them.
    chosen: Callable[[Scope, Choice], Sequence[str]]
    # What stands now for some keys, with a fixed number of queries; a key that is gone is left out.
    written: Callable[[Sequence[str]], Iterable[Writing]]
    layout: int = 1  # rises when the same facts are worded differently
    place: int = 100  # among the papers of one person
    is_part: bool = False  # stands in another paper already: printed by itself only when asked for

    def writings(self, keys: Sequence[str]) -> list[Writing]:
        """What stands now for some keys, in the language of papers."""
        with override(LANGUAGE):
            return list(self.written(keys))

    def one(self, key: str) -> Writing | None:
        """What stands now for one key."""
        return next(iter(self.writings([key])), None)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Take a kind up; a second start in one process changes nothing."""
    KINDS[kind.code] = kind


def kinds_in_order() -> list[Kind]:
    """All kinds as a person would lay them on the table."""
    return sorted(KINDS.values(), key=lambda kind: (kind.place, kind.code))


def keys_of(rows: QuerySet[Any]) -> list[str]:
    """The keys of papers that are written again by the UUID of a row."""
    return [str(uuid) for uuid in rows.values_list("uuid", flat=True)]


def of_keys(rows: Iterable[R], keys: Sequence[str]) -> list[R]:
    """Those rows in the order of their keys; one that is gone is left out."""
    found = {str(row.uuid): row for row in rows}
    return [found[key] for key in keys if key in found]


def whole_kinds() -> list[Kind]:
    """Those that are printed when everything is, in their order."""
    return [kind for kind in kinds_in_order() if not kind.is_part]
