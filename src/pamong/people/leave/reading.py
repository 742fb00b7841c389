"""Leave out of a table: each row is found, new, changed, known already, or set apart with a reason."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.people.headed import CellError, HeadedRow, headed_rows
from pamong.people.leave.actions import (
    LeaveFacts,
    LeaveLine,
    check_facts,
    facts_of,
    overlapping,
    within_service,
)
from pamong.people.leave.kinds import kind_choices, kind_named, leave_pack
from pamong.people.leave.permissions import can_add_leave
from pamong.people.left_out import Rejected
from pamong.people.models import Employee, Leave
from pamong.ui.dates import say_days

FIELDS = {
    "nip": ("nip", "nip baru", "nip pegawai"),
    "kind": ("jenis cuti", "jenis", "kind"),
    "first": ("dari", "dari tanggal", "mulai", "tanggal mulai", "tmt", "start", "from"),
    "last": (
        "sampai",
        "tanggal selesai",
        "selesai",
        "sampai tanggal",
        "sampai dengan",
        "end",
        "to",
        "until",
    ),
    "letter": ("nomor surat", "no surat", "surat", "nomor sk"),
}
NEEDED = ("nip", "kind", "first", "last")
LETTER = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, before anybody is looked up."""

    line: int
    nip: str
    facts: LeaveFacts
    text: str = ""


@dataclass(slots=True)
class ReadLeaves:
    """A file against what stands."""

    lines: list[LeaveLine] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_leaves(file: BinaryIO, name: str, scope: Scope) -> ReadLeaves:
    """The rows of a file, sorted."""
    said, rejected = [], []
    for row in headed_rows(file, name, FIELDS, NEEDED):
        try:
            said.append(Said(row.line, row.nip(), _facts(row, scope), row.said))
        except CellError as error:
            rejected.append(Rejected(row.line, row.said, str(error)))
    found = sort_leaves(said, scope)
    found.rejected = sorted([*rejected, *found.rejected], key=lambda one: one.line)
    return found


def _facts(row: HeadedRow, scope: Scope) -> LeaveFacts:
    text = row.text("kind")
    first, last = row.day("first", "Dari"), row.day("last", "Sampai")
    if first is None or last is None:
        raise CellError(_("Isi tanggal mulai dan tanggal sampai."))
    rules = leave_pack(first, scope.local_packs)
    kind = kind_named(text, rules)
    if kind is None:
        known = ", ".join(label for _code, label in kind_choices(rules))
        raise CellError(
            _("Jenis cuti “%(text)s” tidak dikenal. Yang ada: %(known)s.")
            % {"text": text[:40], "known": known}
        )
    return LeaveFacts(kind, first, last, row.text("letter")[:LETTER])


def sort_leaves(rows: Iterable[Said], scope: Scope) -> ReadLeaves:
    """Each row with its person and what stands of it; two rows of one file are held against each other."""
    said, found = list(rows), ReadLeaves()
    people = _people(scope, {one.nip for one in said})
    standing = _standing(person.pk for person in people.values())
    for one in said:
        person = people.get(one.nip)
        reason = _refused(one, person, scope, standing)
        if reason or person is None:
            found.rejected.append(Rejected(one.line, one.text, reason))
            continue
        one = replace(one, facts=within_service(person, one.facts))  # noqa: PLW2901 — as it is written
        held = standing[person.pk]
        own = next((row for row in held if row.valid_from == one.facts.first), None)
        found.lines.append(LeaveLine(person, one.facts, own if own and own.pk else None))
        if own is None:  # the next row of the file must not lie on these days
            held.append(
                Leave(employee=person, valid_from=one.facts.first, valid_to=one.facts.until)
            )
    return found


def _people(scope: Scope, nips: set[str]) -> dict[str, Employee]:
    rows = Employee.objects.visible_to(scope).filter(agency_id=scope.agency_id, nip__in=nips)
    return {row.nip: row for row in rows.select_related("agency", "unit")}


def _standing(keys: Iterable[int]) -> dict[int, list[Leave]]:
    held: dict[int, list[Leave]] = defaultdict(list)
    for row in Leave.objects.filter(employee_id__in=list(keys)):
        held[row.employee_id].append(row)
    return held


def _refused(
    one: Said, person: Employee | None, scope: Scope, standing: dict[int, list[Leave]]
) -> str:
    if person is None or not can_add_leave(scope, person):
        return _("NIP ini bukan pegawai yang Anda urus.")
    held = standing[person.pk]
    own = next((row for row in held if row.valid_from == one.facts.first), None)
    try:
        check_facts(one.facts, scope.local_packs, own)
        within_service(person, one.facts)
    except ValidationError as error:
        return str(error.messages[0])
    if own and not own.pk:
        return _("Baris ini sama dengan baris lain di berkas.")
    if other := overlapping([row for row in held if row is not own], one.facts, None):
        return _("Bertumpuk dengan cuti %(days)s.") % {
            "days": say_days(other.valid_from, other.last)
        }
    return ""


def told_of(lines: Sequence[LeaveLine]) -> list[Any]:
    """What each row does to what stands."""
    return [
        [
            one.person.nip,
            astuple(one.facts),
            astuple(facts_of(one.standing)) if one.standing else None,
        ]
        for one in lines
    ]


def packed(lines: Sequence[LeaveLine]) -> str:
    """The rows as a hidden field carries them from the preview to the confirmation."""
    return json.dumps(
        [
            [nip, facts.kind, str(facts.first), str(facts.last), facts.letter]
            for nip, facts in ((one.person.nip, one.facts) for one in lines)
        ]
    )


def unpacked(text: str) -> list[Said]:
    """The rows again; what our page could not have sent is refused."""
    try:
        return [_unpacked(line, *row) for line, row in enumerate(json.loads(text), start=1)]
    except (ValueError, TypeError, AttributeError):
        raise ValidationError(_("Isian tidak utuh. Unggah lagi berkasnya.")) from None


def _unpacked(line: int, nip: str, kind: str, first: str, last: str, letter: str) -> Said:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    return Said(line, str(nip), LeaveFacts(str(kind), begins, ends, letter[:LETTER]))
