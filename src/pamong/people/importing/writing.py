"""Writes a dry run into the tables, set by set; the caller holds the transaction."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Model

from pamong.access.models import User
from pamong.ledger.actions import Draft
from pamong.people.batches import pieces
from pamong.people.copies import copy_posts, copy_raters
from pamong.people.importing.contract_writing import write_contracts
from pamong.people.importing.known import SYSTEM
from pamong.people.importing.plan import NOBODY, Holding, ImportPlan, PersonChange, Rating, Ref
from pamong.people.importing.progress import Tell
from pamong.people.kinds.keeping import keep_former_kinds
from pamong.people.leaving.awaiting import LEAVING, await_leaving
from pamong.people.models import (
    Assignment,
    Employee,
    ForeignId,
    Position,
    Supervision,
    Unit,
)
from pamong.people.naming import index_again, index_names

BATCH = 500
SOURCE = "impor"
RATED = ["rater", "superior", "source", "superior_chosen", "superior_reason"]


class Writer:
    """Turns references of the plan into rows; keeps what was made for the record."""

    def __init__(self, plan: ImportPlan, tell: Tell, today: date) -> None:
        self.plan, self.agency, self.on, self.tell = plan, plan.agency, plan.on, tell
        self.today = today  # facts hold from `on`; what people's rows repeat is of today
        self.units: dict[Ref, int] = {}
        self.posts: dict[Ref, int] = {}
        self.made_units: list[Unit] = []
        self.made_posts: list[Position] = []
        self.people: dict[Ref, Employee] = {}
        self.changed_raters: list[Supervision] = []
        self.moves: list[Assignment] = []
        self.mends: list[Assignment] = []  # posts that began the same day, or the first ones
        self.contract_drafts: list[Draft] = []
        self.ranked: dict[Employee, str] = {}  # with the rank before
        self.touched = list(plan.touched())

    def write(self) -> None:
        """Write everything."""
        self._write_units()
        self._write_posts()
        self._write_new_people()
        self._write_changed_people()
        self._write_foreign_ids()
        self._write_holdings()
        self._write_ratings()
        self.contract_drafts = write_contracts(self.touched, self.row_of)

    def row_of(self, change: PersonChange) -> Employee:
        """The person as a row, made or found."""
        person = self.people.get(change.ref) or change.employee
        assert person is not None, "a change is of somebody new or known"
        return person

    def unit(self, ref: Ref) -> int:
        """The key of a unit; 0 for none."""
        return self.units.get(ref, ref)

    def post(self, ref: Ref) -> int:
        """The key of a post; 0 for none."""
        return self.posts.get(ref, ref)

    def person(self, ref: Ref) -> int:
        """The key of a person; 0 for none."""
        made = self.people.get(ref)
        return made.pk if made else ref

    def _write_units(self) -> None:
        """Level by level, for a unit's path needs the key of the one above."""
        waiting = list(self.plan.units)
        paths = dict(Unit.objects.filter(agency=self.agency).values_list("pk", "path"))
        while waiting:
            ready = [new for new in waiting if new.parent >= NOBODY or new.parent in self.units]
            assert ready, "the plan cuts circles of units"
            waiting = [new for new in waiting if new not in ready]
            rows = [
                Unit(
                    agency=self.agency,
                    code=new.code,
                    name=new.name,
                    kind=new.kind,
                    parent_id=self.unit(new.parent) or None,
                    valid_from=self._unit_start(),
                )
                for new in ready
            ]
            Unit.objects.bulk_create(rows, batch_size=BATCH)
            for new, row in zip(ready, rows, strict=True):
                row.path = f"{paths.get(row.parent_id or 0, '/')}{row.pk}/"
                self.units[new.ref], paths[row.pk] = row.pk, row.path
            Unit.objects.bulk_update(rows, ["path"], batch_size=BATCH)
            self.made_units += rows

    def _unit_start(self) -> date:
        """A unit is in place for the whole of the year in which it is first heard of."""
        return date(self.on.year, 1, 1)

    def _write_posts(self) -> None:
        rows = [
            Position(
                agency=self.agency,
                name=new.facts.name,
                kind=new.facts.kind,
                level=new.facts.level,
                grade=new.facts.grade,
                is_head=new.facts.is_head,
            )
            for new in self.plan.posts
        ]
        self.made_posts = Position.objects.bulk_create(rows, batch_size=BATCH)
        for new, row in zip(self.plan.posts, rows, strict=True):
            self.posts[new.ref] = row.pk
        for update in self.plan.post_updates:
            values = {name: after for name, _before, after in update.values}
            Position.objects.filter(pk=update.position).update(**values)

    def _write_new_people(self) -> None:
        new = [change for change in self.touched if change.employee is None]
        self.tell("people", 0, len(new))
        accounts = self._write_accounts(new)
        rows = [self._new_person(change, accounts.get(change.ref)) for change in new]
        Employee.objects.bulk_create(rows, batch_size=BATCH)
        index_names(rows)
        self.people |= {change.ref: row for change, row in zip(new, rows, strict=True)}
        self.tell("people", len(new), len(new))

    def _write_accounts(self, new: Sequence[PersonChange]) -> dict[Ref, int]:
        """An account each, without a usable password; its code is made when a sheet is issued."""
        found = {change.ref: change.account for change in new if change.account}
        elsewhere = self._names_in_use([c.row.nip for c in new if c.row.nip and not c.account])
        owners = [
            c
            for c in new
            if c.row.nip
            and not c.account
            and c.row.nip not in elsewhere
            and not c.has_left(self.on)
        ]
        users = [
            User(
                sign_in_name=change.row.nip,
                name=change.name,
                email=change.row.values.get("email", "") if change.may_use_email else "",
                password=UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20),
            )
            for change in owners
        ]
        User.objects.bulk_create(users, batch_size=BATCH)
        return found | {c.ref: user.pk for c, user in zip(owners, users, strict=True)}

    def _names_in_use(self, names: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for some in pieces(names):
            rows = User.objects.filter(sign_in_name__in=some)
            found.update(rows.values_list("sign_in_name", flat=True))
        return found

    def _new_person(self, change: PersonChange, account: int | None) -> Employee:
        values = {name: after for name, (_before, after) in change.fields.items()}
        person = Employee(
            agency=self.agency, user_id=account, source=SOURCE, sourced_on=self.today, **values
        )
        person.unit_id = self.unit(change.unit) or None
        person.position_id = self.post(change.position) or None
        await_leaving(person, self.today)
        return person

    def _write_changed_people(self) -> None:
        """Groups by the set of changed fields, so that a statement names only those."""
        groups: dict[tuple[str, ...], list[Employee]] = defaultdict(list)
        turned: dict[date, dict[Employee, str]] = defaultdict(dict)
        for change in self.touched:
            if change.employee:
                groups[self._changed_fields(change, change.employee)].append(change.employee)
                if "kind" in change.fields:
                    turned[change.turned_on(self.on)][change.employee] = change.fields["kind"][0]
                if "rank" in change.fields:
                    self.ranked[change.employee] = change.fields["rank"][0]
        for since, before in turned.items():
            keep_former_kinds(before, since)
        for fields, people in groups.items():
            Employee.objects.bulk_update(people, fields, batch_size=BATCH)
            if "name" in fields:
                index_again(people)
        self._write_sign_in_names()

    def _changed_fields(self, change: PersonChange, person: Employee) -> tuple[str, ...]:
        """Which fields of the person's row are another's now."""
        names = set(change.fields)
        for name, (_before, after) in change.fields.items():
            setattr(person, name, after)
        if "kind" in names:
            names.add("kind_since")
        if names & set(LEAVING):
            await_leaving(person, self.today)
            names.update(LEAVING)
        if change.account:
            person.user_id = change.account
            names.add("user")
        if "unit" in change.shown and not (change.holding and self.on > self.today):
            person.unit_id = self.unit(change.unit)
            names.add("unit")
        person.source, person.sourced_on = SOURCE, self.today
        return (*sorted(names), "source", "sourced_on")

    def _write_sign_in_names(self) -> None:
        """Whoever signs in by NIP signs in by the mended one."""
        for change in self.touched:
            if change.employee and change.employee.user_id and "nip" in change.fields:
                before, after = change.fields["nip"]
                if not self._names_in_use([after]):
                    users = User.objects.filter(pk=change.employee.user_id, sign_in_name=before)
                    users.update(sign_in_name=after)

    def _write_foreign_ids(self) -> None:
        rows = [
            ForeignId(
                agency=self.agency,
                employee_id=self.person(change.ref),
                system=SYSTEM,
                value=change.foreign_id,
            )
            for change in self.touched
            if change.foreign_id
        ]
        ForeignId.objects.bulk_create(rows, batch_size=BATCH)

    def _write_holdings(self) -> None:
        wanted = [
            (change.ref, holding)
            for change in self.touched
            for holding in ([change.holding] if change.holding else []) + change.extra
        ]
        self.tell("posts", 0, len(wanted))
        _close(Assignment, [holding for _ref, holding in wanted])
        rows = [self._assignment(ref, holding) for ref, holding in wanted]
        _write_dated(rows, [holding for _ref, holding in wanted], ["unit", "position", "kind"])
        keys = [change.ref for change in self.touched if change.holding and change.ref > NOBODY]
        copy_posts(keys, self.today)
        for row, (ref, holding) in zip(rows, wanted, strict=True):
            if ref > NOBODY and holding.kind == Assignment.Kind.DEFINITIVE:
                (self.moves if holding.is_move else self.mends).append(row)

    def _assignment(self, ref: Ref, holding: Holding) -> Assignment:
        return Assignment(
            employee_id=self.person(ref),
            unit_id=self.unit(holding.unit),
            position_id=self.post(holding.position),
            kind=holding.kind,
            valid_from=holding.since,
        )

    def _write_ratings(self) -> None:
        wanted = [(change.ref, change.rating) for change in self.touched if change.rating]
        self.tell("raters", 0, len(wanted))
        ratings = [rating for _ref, rating in wanted]
        _close(Supervision, ratings)
        rows = [self._supervision(ref, rating) for ref, rating in wanted]
        _write_dated(rows, ratings, RATED)
        self.changed_raters = [
            row for row, (ref, _rating) in zip(rows, wanted, strict=True) if ref > NOBODY
        ]
        keys = [self.person(ref) for ref, _rating in wanted]
        copy_raters(keys, self.today)

    def _supervision(self, ref: Ref, rating: Rating) -> Supervision:
        return Supervision(
            employee_id=self.person(ref),
            rater_id=self.person(rating.rater),
            superior_id=self.person(rating.superior) or None,
            source=rating.source,
            valid_from=rating.since,
        )


def _close(model: type[Assignment] | type[Supervision], wanted: Iterable[Holding | Rating]) -> None:
    """End the facts that others replace, on the day the others begin."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for new in wanted:
        if new.closes and not new.in_place:
            by_day[new.since].append(new.closes)
    for day, keys in by_day.items():
        for some in pieces(keys):
            model._default_manager.filter(pk__in=some).update(valid_to=day)


def _write_dated(
    rows: Sequence[Any], wanted: Sequence[Holding | Rating], fields: list[str]
) -> None:
    """New rows for new facts; a fact that began the same day is written over, for it never held."""
    model: type[Model] = type(rows[0]) if rows else Assignment
    fresh = []
    for row, new in zip(rows, wanted, strict=True):
        if new.in_place:
            names = [model._meta.get_field(name).attname for name in fields]  # type: ignore[union-attr]
            values = {name: getattr(row, name) for name in names}
            model._default_manager.filter(pk=new.closes).update(**values)
        else:
            fresh.append(row)
    model._default_manager.bulk_create(fresh, batch_size=BATCH)
