"""Each row beside the person it means: what differs, which post changes, who is not to be touched."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from pamong.people.importing.contracts import contract_changes
from pamong.people.importing.folding import folded_name
from pamong.people.importing.known import Held, Known
from pamong.people.importing.places import Posts, Units
from pamong.people.importing.plan import NOBODY, Holding, PersonChange, Ref
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import Finding, PersonRow
from pamong.people.leaving.reasons import is_foreseen
from pamong.people.models import Assignment, Employee
from pamong.ui.dates import say_day_full

FIRST_POST = date(1950, 1, 1)
MISSING = "–"


class Matcher:
    """Turns rows into changes; RowError when a row contradicts what is known."""

    def __init__(self, known: Known, units: Units, posts: Posts, on: date) -> None:
        self.known, self.units, self.posts, self.on = known, units, posts, on
        self.taken: dict[int, int] = {}
        self.next_ref = -1
        self.findings: list[Finding] = []

    def change(self, row: PersonRow) -> PersonChange:
        """What the row would do to the person it means."""
        employee = self._employee(row)
        self._refuse_stranger(employee)
        change = PersonChange(employee.pk if employee else self.next_ref, row, employee)
        self._part(change)
        self._refuse_foretold(change)
        self._place(change)
        self._compare(change)
        held = self.known.contracts[employee.pk] if employee else []
        change.contracts = contract_changes(row.contracts, change.kind, held)
        self._tie(change)
        if employee is None:
            self.next_ref -= 1
        else:
            self.taken[employee.pk] = row.line
        return change

    def _employee(self, row: PersonRow) -> Employee | None:
        by_nip = self.known.by_nip.get(row.nip) if row.nip else None
        by_id = self.known.by_pk.get(self.known.by_foreign_id.get(row.foreign_id, 0))
        if by_id and by_nip and by_id != by_nip:
            raise RowError(
                _("ID ini milik %(one)s, tetapi NIP ini milik %(other)s.")
                % {"one": by_id.name, "other": by_nip.name}
            )
        found = by_id or by_nip
        if found is None and not (row.nip or row.foreign_id):
            found = self.known.officials.get(folded_name(row.values["name"]))
        self._refuse_contradiction(row, found)
        return found

    def _refuse_contradiction(self, row: PersonRow, found: Employee | None) -> None:
        if found is None:
            return
        held = self.known.foreign_ids.get(found.pk)
        if row.foreign_id and held and held != row.foreign_id:
            raise RowError(
                _("Pegawai dengan NIP ini tercatat dengan ID lain: %(id)s.") % {"id": held}
            )
        if line := self.taken.get(found.pk):
            raise RowError(_("Pegawai yang sama juga ada di baris %(line)s.") % {"line": line})

    def _refuse_stranger(self, employee: Employee | None) -> None:
        if employee and employee.unit_id and not self.units.is_allowed(employee.unit_id):
            raise RowError(_("Pegawai ini tercatat di luar unit yang Anda kelola."))

    def _part(self, change: PersonChange) -> None:
        """Whoever has left by the file has left from its day, or from the day on which it holds."""
        row, left_on = change.row, change.employee.serves_until if change.employee else None
        if row.leaves and not row.standing and "left_on" not in row.values and not left_on:
            self.findings.append(Finding(row.line, "left_reason_without_day", row.leaves))
            row.values["left_on"] = self.on
        if not row.standing:
            is_silent = "left_on" not in row.values and not row.leaves
            if left_on and left_on <= self.on and is_silent:
                self.findings.append(Finding(row.line, "left_returns"))
            return
        told = "left_on" in row.values
        code = "standing_left" if told or left_on else "standing_left_undated"
        self.findings.append(Finding(row.line, code, row.standing))
        row.values.setdefault("left_on", left_on or self.on)

    def _refuse_foretold(self, change: PersonChange) -> None:
        """A day to come for what nobody foresees is a slip, as on the page."""
        left_on, why = change.row.values.get("left_on"), change.row.values.get("left_reason", "")
        if left_on and left_on > self.on and not is_foreseen(why):
            raise RowError(
                _("Hari itu belum tiba: alasan ini dicatat pada harinya atau sesudahnya.")
            )

    def _place(self, change: PersonChange) -> None:
        row, employee = change.row, change.employee
        if change.has_left(self.on):
            self._place_former(change)
            return
        change.unit = self.units.find(row.unit, row.line) if row.unit else NOBODY
        if not self.units.is_allowed(change.unit):
            raise RowError(_("Unit ini di luar unit yang Anda kelola."))
        change.position = self.posts.find(row.post) if row.post else NOBODY
        held = self.known.post_of(employee.pk) if employee else None
        if employee:
            change.unit = change.unit or (held.unit if held else employee.unit_id or NOBODY)
            change.position = change.position or (held.position if held else NOBODY)
        elif change.unit == NOBODY and self.units.within is not None:
            change.unit = self.units.top
        change.holding = self._holding(change, held)
        if change.holding and employee and employee.pk in self.known.later_posts:
            self._leave(change, held)

    def _place_former(self, change: PersonChange) -> None:
        """Who has left keeps the place on record and takes no new one."""
        employee = change.employee
        held = self.known.post_of(employee.pk) if employee else None
        if employee:
            change.unit = held.unit if held else employee.unit_id or NOBODY
            change.position = held.position if held else employee.position_id or NOBODY
        elif self.units.within is not None:
            change.unit = self.units.top

    def _leave(self, change: PersonChange, held: Held | None) -> None:
        """A post that begins later is on record: what the file says of an earlier day is not written."""
        assert change.employee is not None
        self.findings.append(Finding(change.row.line, "later_post"))
        change.holding = None
        change.unit = held.unit if held else change.employee.unit_id or NOBODY
        change.position = held.position if held else change.employee.position_id or NOBODY

    def _holding(self, change: PersonChange, held: Held | None) -> Holding | None:
        unit, position = change.unit, change.position
        if NOBODY in (unit, position) or (held and (held.unit, held.position) == (unit, position)):
            return None
        since = change.row.since
        since = since if since and FIRST_POST <= since <= self.on else self.on
        kind = change.row.held
        if held is None:
            return Holding(unit, position, kind, since)
        since = since if since > held.since else self.on
        return Holding(unit, position, kind, since, held.pk, in_place=since <= held.since)

    def _compare(self, change: PersonChange) -> None:
        employee, values = change.employee, dict(change.row.values)
        if change.row.nip:
            values["nip"] = change.row.nip
        if employee is None:
            values.setdefault("kind", change.row.kind)
            change.fields = {name: (None, value) for name, value in values.items()}
        else:
            change.fields = {
                name: (before, value)
                for name, value in values.items()
                if not is_same(before := _recorded(employee, name), value)
            }
        self._show_places(change)

    def _show_places(self, change: PersonChange) -> None:
        employee = change.employee
        if employee:
            held = self.known.post_of(employee.pk)
            change.was = {
                "unit": held.unit if held else employee.unit_id or NOBODY,
                "position": held.position if held else employee.position_id or NOBODY,
                "rater": employee.rater_id or NOBODY,
            }
        for name, new, names in (
            ("unit", change.unit, self.units.names),
            ("position", change.position, self.posts.names),
        ):
            old = change.was.get(name, NOBODY)
            if new not in {NOBODY, old}:
                change.shown[name] = (names.get(old, ""), names[new])

    def _tie(self, change: PersonChange) -> None:
        """The foreign id and the account that the person would get."""
        row, employee = change.row, change.employee
        if row.foreign_id and not (employee and employee.pk in self.known.foreign_ids):
            change.foreign_id = row.foreign_id
        account = self.known.accounts.get(row.nip) if row.nip else None
        if account and not account[1] and (employee is None or employee.user_id is None):
            change.account = account[0]
        email = row.values.get("email")
        if email and employee is None:
            change.may_use_email = email not in self.known.emails
            self.known.emails.add(email)

    def extra_post(
        self, row: PersonRow, people: dict[str, PersonChange]
    ) -> tuple[Ref, Holding | None]:
        """An acting post of a person of the file or of the agency; nothing when it is held already."""
        change = people.get(row.nip or row.foreign_id)
        employee = self.known.by_nip.get(row.nip) if row.nip else None
        ref = change.ref if change else employee.pk if employee else NOBODY
        if ref == NOBODY or row.post is None or row.unit is None:
            raise RowError(_("Baris Plt. memerlukan pegawai yang dikenal, jabatan, dan unit."))
        unit, position = self.units.find(row.unit, row.line), self.posts.find(row.post)
        if unit == NOBODY or not self.units.is_allowed(unit):
            raise RowError(_("Unit ini di luar unit yang Anda kelola."))
        held = {(post.unit, post.position, post.kind) for post in self.known.posts.get(ref, ())}
        if (unit, position, row.held) in held:
            return ref, None
        since = row.since if row.since and FIRST_POST <= row.since <= self.on else self.on
        return ref, Holding(unit, position, row.held, since)

    def holding_said(self, holding: Holding) -> str:
        """A post beside the definitive one: as what, which, where and since when."""
        kind = str(Assignment.Kind(holding.kind).label)
        place = f"{self.posts.names[holding.position]}, {self.units.names[holding.unit]}"
        since = _("sejak %(day)s") % {"day": say_day_full(holding.since)}
        return f"{kind} {place}, {since}"


def _recorded(employee: Employee, name: str) -> Any:
    """What is known; of leaving also what is recorded ahead of its day."""
    known = {"left_on": employee.serves_until, "left_reason": employee.left_reason}
    known["left_reason"] = known["left_reason"] or employee.leaves_reason
    return known[name] if name in known else getattr(employee, name)


def is_same(before: Any, after: Any) -> bool:
    """Whether two values say the same; case and spaces of a text do not count."""
    if isinstance(before, datetime):
        before = before.date()
    if isinstance(before, str) and isinstance(after, str):
        return folded_name(before) == folded_name(after)
    return bool(before == after)


def by_identity(changes: Iterable[PersonChange]) -> dict[str, PersonChange]:
    """The changes by every key that another row may use."""
    found = {}
    for change in changes:
        for key in (change.row.nip, change.row.foreign_id):
            if key:
                found[key] = change
    return found
