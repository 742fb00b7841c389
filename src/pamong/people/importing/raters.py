"""Whom each person of the file would be rated by, and who is above that one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pamong.people.importing.folding import folded_name
from pamong.people.importing.heads import Heads
from pamong.people.importing.known import Known
from pamong.people.importing.plan import NOBODY, PersonChange, Rating, Ref
from pamong.people.importing.rows import Finding
from pamong.people.models import Supervision

PROPOSED, IMPORTED = Supervision.Source.PROPOSED.value, Supervision.Source.IMPORTED.value


class Raters:
    """Decides raters when every post of the file is known."""

    def __init__(self, known: Known, heads: Heads, changes: list[PersonChange], on: date) -> None:
        self.known, self.heads, self.changes, self.on = known, heads, changes, on
        self.findings: list[Finding] = []
        self.names: dict[Ref, str] = dict(heads.names)
        self.names |= {pk: employee.full_name for pk, employee in known.by_pk.items()}
        self.names |= {change.ref: change.name for change in changes}
        self.by_nip = {nip: employee.pk for nip, employee in known.by_nip.items()}
        self.by_nip |= {change.row.nip: change.ref for change in changes if change.row.nip}
        self.by_name = self._by_name()
        self.rater_of: dict[Ref, Ref] = dict(heads.rater_of)
        self.rater_of |= {pk: row.rater for pk, row in known.raters.items()}

    def _by_name(self) -> dict[str, Ref]:
        found: dict[str, set[Ref]] = defaultdict(set)
        for change in self.changes:
            found[folded_name(change.row.values["name"])].add(change.ref)
        for name, official in self.known.officials.items():
            found[name].add(official.pk)
        return {name: refs.copy().pop() for name, refs in found.items() if len(refs) == 1}

    def decide(self) -> None:
        """Give every change its rating; first all raters, then those above them."""
        chosen = {change.ref: self._rater(change) for change in self.changes}
        for ref, (rater, _source) in chosen.items():
            if rater != NOBODY:
                self.rater_of[ref] = rater
        for change in self.changes:
            change.rating = self._rating(change, *chosen[change.ref])
            self._show(change)

    def _rater(self, change: PersonChange) -> tuple[Ref, str]:
        if change.has_left(self.on):
            return NOBODY, PROPOSED
        told = self._told(change, change.row.supervisor, "supervisor")
        if told != NOBODY:
            return told, IMPORTED
        current = self.known.raters.get(change.ref)
        if current and current.source != PROPOSED:
            return current.rater, current.source
        head = self.heads.above(change.ref, change.unit)
        if head == NOBODY:
            head = current.rater if current else NOBODY
            if head == NOBODY:
                self.findings.append(Finding(change.row.line, "no_rater"))
        elif not current:
            self.findings.append(Finding(change.row.line, "rater_proposed", self.names[head]))
        return head, PROPOSED

    def _told(self, change: PersonChange, who: str, column: str) -> Ref:
        if not who:
            return NOBODY
        ref = self.by_nip.get(who) or self.by_name.get(folded_name(who), NOBODY)
        if ref == change.ref:
            self.findings.append(Finding(change.row.line, "rates_self"))
            return NOBODY
        if ref == NOBODY:
            self.findings.append(Finding(change.row.line, f"unknown_{column}", who))
        return ref

    def _superior(self, change: PersonChange, rater: Ref) -> tuple[Ref, bool]:
        told = self._told(change, change.row.superior, "superior")
        if told not in (NOBODY, rater):
            return told, True
        above = self.rater_of.get(rater, NOBODY)
        return (NOBODY if above in (change.ref, rater) else above), False

    def _rating(self, change: PersonChange, rater: Ref, source: str) -> Rating | None:
        if rater == NOBODY:
            return None
        if change.ref in self.known.later_raters:
            self.findings.append(Finding(change.row.line, "later_rater"))
            return None
        superior, is_told = self._superior(change, rater)
        current = self.known.raters.get(change.ref)
        if current is None:
            return Rating(rater, superior, source, self.on)
        if current.rater == rater:
            follows = current.superior == NOBODY or source == PROPOSED
            may_follow = is_told or (follows and not current.chosen)
            if superior in (NOBODY, current.superior) or not may_follow:
                return None
        in_place = self.on <= current.since
        return Rating(rater, superior, source, self.on, current.pk, in_place)

    def _show(self, change: PersonChange) -> None:
        if change.rating is None:
            return
        current = self.known.raters.get(change.ref)
        before = (current.rater, current.superior) if current else (NOBODY, NOBODY)
        after = (change.rating.rater, change.rating.superior)
        for name, old, new in zip(("rater", "rater_superior"), before, after, strict=True):
            if old != new:
                change.shown[name] = (self.names.get(old, ""), self.names.get(new, ""))


def lines_without(changes: Iterable[PersonChange], name: str) -> list[int]:
    """The lines of those who would still lack a value."""
    return [
        change.row.line
        for change in changes
        if name not in change.row.values
        and not (change.employee and getattr(change.employee, name))
    ]
