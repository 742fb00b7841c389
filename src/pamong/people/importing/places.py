"""Units and posts that rows name: those that exist, and those that would be made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from pamong.people.importing.folding import folded
from pamong.people.importing.nearness import Nearness
from pamong.people.importing.plan import NOBODY, NearUnit, NewPost, NewUnit, PostUpdate, Ref
from pamong.people.importing.posts import PostFacts, unit_kind
from pamong.people.importing.refusing import RowError
from pamong.people.importing.rows import Finding, PersonRow, UnitFacts
from pamong.people.importing.unit_updates import UnitUpdates
from pamong.people.models import Agency, Position, Unit

CODE_LENGTH = 50


class Units:
    """The tree of the agency and what a file would add to it.

    `same` says of units that the file would make which existing ones they are, by the new code.
    """

    def __init__(
        self,
        agency: Agency,
        within: frozenset[int] | None,
        same: Mapping[str, int] | None = None,
        *,
        on: date,
    ) -> None:
        rows = list(Unit.objects.filter(agency=agency).order_by("path"))
        self.agency, self.within, self.same = agency, within, same or {}
        self.rows = {unit.pk: unit for unit in rows}
        self.news = UnitUpdates(agency, self.rows, on)
        self.near: dict[str, NearUnit] = {}
        self.warned: set[tuple[Ref, int]] = set()
        self.names = {unit.pk: unit.name for unit in rows}
        self.parents: dict[Ref, Ref] = {unit.pk: unit.parent_id or NOBODY for unit in rows}
        self.by_code = {folded(unit.code): unit.pk for unit in rows}
        self.by_name: dict[str, list[Ref]] = defaultdict(list)
        for unit in rows:
            self.by_name[folded(unit.name)].append(unit.pk)
        self.made: list[NewUnit] = []
        self.findings: list[Finding] = []
        self.doubted: set[str] = set()
        self.specs: dict[str, UnitFacts] = {}
        self.spec_names: dict[str, set[str]] = defaultdict(set)
        self.top = self._top(rows)
        self.refs: dict[UnitFacts, Ref] = {}
        self._path: list[str] = []

    def _top(self, rows: list[Unit]) -> Ref:
        """Where a unit stands whose place the file does not tell."""
        if self.within is not None:
            own = [unit for unit in rows if unit.pk in self.within]
            return min(own, key=lambda unit: (len(unit.path), unit.pk)).pk if own else NOBODY
        roots = [unit for unit in rows if unit.parent_id is None]
        if not roots:
            return self._make(self.agency.code, self.agency.name, Unit.Kind.AGENCY, NOBODY)
        return min(roots, key=lambda unit: (unit.kind != Unit.Kind.AGENCY, unit.pk)).pk

    def learn(self, rows: Iterable[PersonRow]) -> None:
        """Hear of every unit of the file before the first is placed."""
        for row in rows:
            if row.unit is None:
                continue
            key = _key(row.unit)
            kept = self.specs.get(key)
            if kept is None or not (kept.parent_code or kept.parent or kept.name):
                self.specs[key] = row.unit
            elif row.unit.code and row.unit.name and folded(kept.name) != folded(row.unit.name):
                self._doubt_name(kept, row.unit, row.line)
            self.spec_names[folded(row.unit.name)].add(key)

    def _doubt_name(self, kept: UnitFacts, other: UnitFacts, line: int) -> None:
        """One code under two names, said once for each."""
        about = f"{kept.code}: {kept.name}, {other.name}"
        if about not in self.doubted:
            self.doubted.add(about)
            self.findings.append(Finding(line, "unit_two_names", about))

    def find(self, facts: UnitFacts, line: int) -> Ref:
        """The unit that the row means; nothing, with a finding, when several could be meant."""
        if facts not in self.refs:
            self.refs[facts] = self._find(facts, line)
        self._warn(self.refs[facts], line)
        return self.refs[facts]

    def _warn(self, ref: Ref, line: int) -> None:
        """Say of a new unit that one of nearly the same name exists."""
        if ref >= 0 or (ref, line) in self.warned:
            return
        self.warned.add((ref, line))
        if near := self.near.get(self.made[-ref - 1].code):
            named = {"name": near.name, "near": self.names[near.refs[0]]}
            about = _("%(name)s. Maksudnya %(near)s?") % named
            self.findings.append(Finding(line, "unit_near", about))

    def _find(self, facts: UnitFacts, line: int) -> Ref:
        name = folded(facts.name)
        if facts.code:
            if ref := self.by_code.get(folded(facts.code)):
                return ref
            if name and name in {folded(self.agency.name), folded(self.names.get(self.top, ""))}:
                return self.top
            return self._make_from(_key(facts), facts, line)
        return self._find_by_name(name, facts, line)

    def hear(self, rows: Iterable[PersonRow]) -> None:
        """Take another name or place of existing units from rows that stand; the first says it."""
        for row in rows:
            if row.unit and row.unit.code and row.unit in self.refs:
                self._hear(self.refs[row.unit], row.unit, row.line)

    def _hear(self, ref: Ref, facts: UnitFacts, line: int) -> None:
        """What one row says of a unit that the importer keeps and that it names by its own code."""
        if folded(facts.code) != folded(getattr(self.rows.get(ref), "code", "")):
            return
        if ref not in self.rows or (self.within is not None and ref not in self.within):
            return

        def place() -> tuple[Ref, str]:
            parent = self._parent(facts, line)
            return (parent, self.names.get(parent, "")) if self.is_allowed(parent) else (NOBODY, "")

        self.news.hear(self.rows[ref], facts, line, place)

    def _find_by_name(self, name: str, facts: UnitFacts, line: int) -> Ref:
        found = self.by_name.get(name, [])
        if len(found) > 1 and (facts.parent_code or facts.parent):
            parent = self._parent(facts, line)
            found = [ref for ref in found if self.parents[ref] == parent]
        if len(found) > 1:
            self.findings.append(Finding(line, "unit_ambiguous", facts.name))
            return NOBODY
        if found and self._stands_right(found[0], facts, line):
            return found[0]
        if name == folded(self.agency.name):
            return self.top
        keys = self.spec_names.get(name, set())
        if len(keys) == 1 and (spec := self.specs[next(iter(keys))]) != facts:
            return self.find(spec, line)
        return self._make_from(_key(facts), facts, line)

    def _stands_right(self, ref: Ref, facts: UnitFacts, line: int) -> bool:
        """A unit of that name under another parent than the file says is another unit."""
        if ref > 0 or not (facts.parent_code or facts.parent):
            return True
        return self.parents[ref] == self._parent(facts, line)

    def _parent(self, facts: UnitFacts, line: int) -> Ref:
        if not (facts.parent_code or facts.parent):
            return self.top
        if folded(facts.parent) == folded(facts.name) and facts.parent_code in ("", facts.code):
            return self.top
        key = _key(UnitFacts(facts.parent_code, facts.parent))
        own = self.specs.get(key) or UnitFacts(facts.parent_code, facts.parent)
        return self.find(own, line) or self.top

    def _make_from(self, key: str, facts: UnitFacts, line: int) -> Ref:
        if key in self._path:
            self.findings.append(Finding(line, "unit_circle", facts.name))
            return self.top
        self._path.append(key)
        try:
            parent = self._parent(self.specs.get(key, facts), line)
        finally:
            self._path.pop()
        spec = self.specs.get(key, facts)
        name = spec.name or spec.code
        code = spec.code or self._free_code(name)
        self._look_near(code, name, spec, parent)
        return self._make(code, name, unit_kind(name), parent)

    def _look_near(self, code: str, name: str, spec: UnitFacts, parent: Ref) -> None:
        """Keep the units that the name may mean: those beside it where the file says where it stands."""
        among = {ref for ref in self.rows if self.within is None or ref in self.within}
        if spec.parent_code or spec.parent:
            among = {ref for ref in among if self.parents[ref] == parent}
        if refs := self._nearness.to(name, among):
            self.near[code] = NearUnit(code, name, refs)

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(unit for unit in self.rows.values() if unit.valid_to is None)

    def _make(self, code: str, name: str, kind: str, parent: Ref) -> Ref:
        if ref := self.by_code.get(folded(code)):
            return ref
        if code in self.same:
            self.by_code[folded(code)] = self.same[code]
            return self.same[code]
        ref = -len(self.made) - 1
        self.made.append(NewUnit(ref, code, name, kind, parent))
        self.names[ref], self.parents[ref] = name, parent
        self.by_code[folded(code)] = ref
        self.by_name[folded(name)].append(ref)
        return ref

    def _free_code(self, name: str) -> str:
        stem = folded(name).replace(" ", "-")[:CODE_LENGTH] or "UNIT"
        code, number = stem, 1
        while folded(code) in self.by_code:
            number += 1
            code = f"{stem}-{number}"
        return code

    def made_for(self, rows: Iterable[PersonRow]) -> list[NewUnit]:
        """The new units that the rows name, with those above them; the agency's own is always made."""
        wanted = {self.top, *(update.parent for update in self.news.found.values())}
        wanted |= {self.refs.get(row.unit, NOBODY) for row in rows if row.unit}
        kept: set[Ref] = set()
        while wanted := {ref for ref in wanted if ref < NOBODY} - kept:
            kept |= wanted
            wanted = {self.parents[ref] for ref in wanted}
        return [new for new in self.made if new.ref in kept]

    def is_allowed(self, ref: Ref) -> bool:
        """Whether the importer may place people there."""
        if self.within is None or ref == NOBODY:
            return True
        while ref < 0:
            ref = self.parents[ref]
        return ref in self.within


def _key(facts: UnitFacts) -> str:
    if facts.code:
        return f"code {folded(facts.code)}"
    return f"name {folded(facts.name)} in {folded(facts.parent_code) or folded(facts.parent)}"


class Posts:
    """The posts of the agency and what a file would add to or say of them."""

    def __init__(self, agency: Agency) -> None:
        self.rows = {folded(row.name): row for row in Position.objects.filter(agency=agency)}
        self.names: dict[Ref, str] = {row.pk: row.name for row in self.rows.values()}
        self.heads: dict[Ref, bool] = {row.pk: row.is_head for row in self.rows.values()}
        self.kinds: dict[Ref, str] = {row.pk: row.kind for row in self.rows.values()}
        self.made: dict[str, NewPost] = {}
        self.updates: dict[str, PostUpdate] = {}
        self._told: set[str] = set()

    def find(self, facts: PostFacts) -> Ref:
        """The post that a row names; what the row says of it is heard once the row stands."""
        name = folded(facts.name) or facts.name
        if row := self.rows.get(name):
            if row.ends_before(None):
                raise RowError(
                    _("Jabatan %(post)s sudah ditutup: pilih jabatan lain, atau buka kembali.")
                    % {"post": row.name}
                )
            return row.pk
        if name not in self.made:
            ref = -len(self.made) - 1
            self.made[name] = NewPost(ref, facts)
            self.names[ref], self.heads[ref], self.kinds[ref] = (
                facts.name,
                facts.is_head,
                facts.kind,
            )
        return self.made[name].ref

    def hear(self, rows: Iterable[PersonRow]) -> None:
        """Take what rows that stand say of their posts: the first that names one says what it is."""
        for facts in (row.post for row in rows if row.post):
            name = folded(facts.name) or facts.name
            if row := self.rows.get(name):
                if facts.said and name not in self.updates:
                    self._hear(name, row, facts)
            elif name in self.made and name not in self._told:
                self._told.add(name)
                ref = self.made[name].ref
                self.made[name] = NewPost(ref, facts)
                self.heads[ref], self.kinds[ref] = facts.is_head, facts.kind

    def made_for(self, rows: Iterable[PersonRow]) -> list[NewPost]:
        """The new posts that the rows name."""
        named = {folded(row.post.name) or row.post.name for row in rows if row.post}
        return [new for name, new in self.made.items() if name in named]

    def _hear(self, name: str, row: Position, facts: PostFacts) -> None:
        values = tuple(
            (key, getattr(row, key), getattr(facts, key))
            for key in ("kind", "level", "grade", "is_head")
            if key in facts.said and getattr(row, key) != getattr(facts, key)
        )
        self.updates[name] = PostUpdate(row.pk, row.name, values)
        self.heads[row.pk] = facts.is_head if "is_head" in facts.said else row.is_head
        self.kinds[row.pk] = facts.kind if "kind" in facts.said else row.kind
