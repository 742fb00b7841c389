"""Joins the copies' entries to the agency's chain of the record, each sealed as Pamong seals it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from pamong.access.clock import today
from pamong.ledger.models import Entry, Head
from pamong.people.models import Agency

# Every verb of two years would be a hundred entries a person; these, of this year, are what traces show.
VERBS = (
    *("people.employee_added", "performance.plan_drafted", "performance.result_saved"),
    *("performance.plan_proposed", "performance.plan_agreed", "performance.plan_returned"),
    *("performance.evaluation_rated", "performance.predicate_set", "performance.level_set"),
    *("performance.evaluation_acknowledged", "measurement.evidence_added"),
)
COLUMNS = (
    *("agency_uuid", "sequence", "recorded_at", "effective_on", "verb", "actor_uuid"),
    *("actor_name", "subject_kind", "subject_uuid", "subject_name", "person_uuid"),
    *("person_name", "changes", "digest"),
)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry of the small agency, its fixed parts as JSON and as COPY writes them."""

    actor: str
    subject: str
    person: str
    before: str  # of the sealed text: effective day and verb
    names: tuple[str, str, str]
    kind: str
    changes: str
    copied: tuple[str, str, str, str, str, str, str]


def append_entries(copies: int, tell: Tell) -> None:
    """Write the entries of copies 1, 2 … behind the end of the chain."""
    agency = Agency.objects.get()
    head = Head.objects.get(agency_uuid=agency.uuid)
    rows = Entry.objects.of_agency(agency.uuid).filter(
        verb__in=VERBS, effective_on__gte=date(today().year, 1, 1)
    )
    patterns = [_pattern(entry) for entry in rows.order_by("sequence")]
    chain = Chain(str(agency.uuid), head.sequence, head.digest, timezone.now())
    with connection.cursor() as cursor:
        statement = f"COPY ledger_entry ({', '.join(COLUMNS)}) FROM STDIN"
        with cursor.copy(statement) as copy:
            for number in range(1, copies + 1):
                copy.write("".join(chain.lines(patterns, number)))
    head.sequence, head.digest = chain.sequence, chain.digest
    head.save(update_fields=["sequence", "digest"])
    tell(f"{chain.sequence} entries in the record")


def check_end() -> None:
    """The last two as the database holds them: the seal must be the one that Pamong makes."""
    agency = Agency.objects.get()
    last, before = Entry.objects.of_agency(agency.uuid).order_by("-sequence")[:2]
    assert last.seal(before.digest) == last.digest, "the copied chain does not hold"


def _pattern(entry: Entry) -> Pattern:
    names = (entry.actor_name, entry.subject_name, entry.person_name)
    changes = json.dumps(entry.changes, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Pattern(
        actor=str(entry.actor_uuid),
        subject=str(entry.subject_uuid),
        person=str(entry.person_uuid),
        before=f'"{entry.effective_on.isoformat()}","{entry.verb}"',
        names=(_json(names[0]), _json(names[1]), _json(names[2])),
        kind=_json(entry.subject_kind),
        changes=changes,
        copied=(
            entry.effective_on.isoformat(),
            entry.verb,
            _text(names[0]),
            entry.subject_kind,
            _text(names[1]),
            _text(names[2]),
            _text(changes),
        ),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _text(value: str) -> str:
    """As COPY reads it."""
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


class Chain:
    """The end of the chain while it grows."""

    def __init__(self, agency: str, sequence: int, digest: str, at: datetime) -> None:
        self.agency, self.sequence, self.digest = agency, sequence, digest
        self.at = at.astimezone(timezone.get_fixed_timezone(0)).isoformat()

    def lines(self, patterns: list[Pattern], copy: int) -> Iterator[str]:
        """The entries of one copy, as lines of COPY."""
        known: dict[str, str] = {}
        for pattern in patterns:
            actor, subject, person = (
                known.get(uuid) or known.setdefault(uuid, _copied(uuid, copy))
                for uuid in (pattern.actor, pattern.subject, pattern.person)
            )
            yield self._line(pattern, actor, subject, person)

    def _line(self, pattern: Pattern, actor: str, subject: str, person: str) -> str:
        self.sequence += 1
        by, about, whom = pattern.names
        sealed = (
            f'["{self.digest}","{self.agency}",{self.sequence},"{self.at}",{pattern.before},'
            f'"{actor}",{by},{pattern.kind},"{subject}",{about},"{person}",{whom},{pattern.changes}]'
        )
        self.digest = hashlib.sha256(sealed.encode()).hexdigest()
        day, verb, by_name, kind, name, person_name, changes = pattern.copied
        return (
            f"{self.agency}\t{self.sequence}\t{self.at}\t{day}\t{verb}\t{_null(actor)}\t{by_name}\t{kind}\t"
            f"{subject}\t{name}\t{_null(person)}\t{person_name}\t{changes}\t{self.digest}\n"
        )


def _copied(uuid: str, copy: int) -> str:
    if uuid == "None":
        return uuid
    hexed = hashlib.md5(f"{uuid}:{copy}".encode(), usedforsecurity=False).hexdigest()
    return f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"


def _null(uuid: str) -> str:
    return "\\N" if uuid == "None" else uuid
