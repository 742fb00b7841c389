"""What is kept of a dry run for its page: texts in the language of whoever sent the file."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from pamong.documents.cells import text_of
from pamong.people.importing.columns import Columns
from pamong.people.importing.contracts import contract_said
from pamong.people.importing.plan import NOBODY, GivenBack, ImportPlan, NearUnit, PersonChange
from pamong.people.importing.rows import Finding, Rejected
from pamong.people.importing.said import Differences, Different
from pamong.people.importing.sentences import grouped
from pamong.people.importing.unit_updates import unit_change_said
from pamong.people.leaving.reasons import reason_label
from pamong.people.models import Employee, Unit
from pamong.people.sentences import FIELDS
from pamong.ui.dates import say_day_full

FIRST = 15  # rows of each kind on the page
GROUPS = 40
CELLS, CELL_LENGTH = 3, 60
DIFFERENT = 50  # of those who came, are named no more, or changed
DAYS = {"born_on", "joined_on", "left_on", "since", "unit_since", "contract_from", "contract_to"}


def shown_columns(columns: Columns, samples: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The headings, what each is taken for, and first values to know it by."""
    return {
        "headings": [guess.heading for guess in columns.guesses],
        "places": {name: found[0] for name, found in columns.places.items()},
        "private": columns.private,
        "unknown": columns.unknown,
        "samples": [list(texts) for texts in samples],
    }


def shown_plan(plan: ImportPlan) -> dict[str, Any]:
    """Counts, and the first of everything that the file would do."""
    touched = list(plan.touched())
    return shown_columns(plan.parsed.columns, plan.parsed.samples) | {
        "touched": len(touched),
        "moves": plan.moves,
        "returning": plan.returning,
        "returns": [_returned(given) for given in plan.returns[:FIRST]],
        "near": [_near(plan, unit) for unit in plan.near],
        "units": _first([f"{unit.code} {unit.name}".strip() for unit in plan.units]),
        "posts": _first([post.facts.name for post in plan.posts]),
        "changed_units": _first([unit_change_said(update) for update in plan.unit_updates]),
        "changed_posts": _first([update.name for update in plan.post_updates]),
        "changes": [_change(change) for change in touched[:FIRST]],
        "findings": _groups(plan.findings),
        "readings": _groups(plan.readings),
        "rejected": [_rejected(plan, row) for row in plan.rejected[:FIRST]],
    }


def _returned(given: GivenBack) -> list[Any]:
    """A new head with the unit, and whom he or she gets back."""
    return [given.name, given.unit, [one.full_name for one in given.people]]


def _near(plan: ImportPlan, unit: NearUnit) -> dict[str, Any]:
    """A unit of the file with those that it may be, and the one that was chosen before."""
    rows = Unit.objects.in_bulk([*unit.refs, plan.same.get(unit.code, NOBODY)])
    return {
        "code": unit.code,
        "name": unit.name,
        "options": [[str(row.uuid), f"{row.name} ({row.code})"] for row in rows.values()],
    }


def _groups(findings: Sequence[Finding]) -> list[list[Any]]:
    groups = grouped(findings)
    return [[group.sentence, len(group.lines), group.first_lines] for group in groups[:GROUPS]]


def shown_differences(found: Differences) -> dict[str, Any]:
    """The counts and the first of each kind, with the file that this one is compared with."""
    fields = Counter(name for one in found.changed for name, _before, _after in one.pairs)
    return {
        "file": found.file.name,
        "on": found.file.imported_on.isoformat(),
        "counts": [len(found.came), len(found.left), len(found.changed)],
        "fields": [[_field(name), count] for name, count in fields.most_common()],
        "came": [_different(one) for one in found.came[:DIFFERENT]],
        "left": [_different(one) for one in found.left[:DIFFERENT]],
        "changed": [_different(one) for one in found.changed[:DIFFERENT]],
    }


def _different(one: Different) -> dict[str, Any]:
    return {
        "name": one.name,
        "nip": one.nip,
        "uuid": one.uuid,
        "line": one.line,
        "is_known": one.is_known,
        "is_gone": one.is_gone,
        "pairs": [
            [_field(name), _told(name, old), _told(name, new)] for name, old, new in one.pairs
        ],
    }


def _told(name: str, text: str) -> str:
    """A value of a file as people write it."""
    try:
        return say_day_full(date.fromisoformat(text)) if name in DAYS else _value(name, text)
    except ValueError:
        return text


def _first(names: Sequence[str]) -> dict[str, Any]:
    return {"count": len(names), "first": list(names[:FIRST])}


def _change(change: PersonChange) -> dict[str, Any]:
    """One person: where and under whom the new one starts, what differs of one who is known."""
    told: dict[str, Any] = {
        "line": change.row.line,
        "name": change.name,
        "nip": change.row.nip,
        "is_new": change.employee is None,
    }
    if change.employee is None:
        left_on = change.row.values.get("left_on")
        told["left_on"] = say_day_full(left_on) if left_on else ""
        told["left_reason"] = reason_label(change.row.values.get("left_reason", ""))
        told["acting"] = change.acting
        told["contracts"] = [contract_said(one.said) for one in change.contracts]
        return told | {name: new for name, (_old, new) in change.shown.items()}
    pairs = dict(change.fields) | dict(change.shown)
    if change.foreign_id:
        pairs["foreign_id"] = ("", change.foreign_id)
    told["pairs"] = [
        [_field(name), _value(name, old), _value(name, new)] for name, (old, new) in pairs.items()
    ]
    told["pairs"] += [[_field("acting"), "", said] for said in change.acting]
    told["pairs"] += [
        [_field("contract"), contract_said(one.before), contract_said(one.said)]
        for one in change.contracts
    ]
    return told


def _field(name: str) -> str:
    return str(FIELDS.get(name, name))


def _value(name: str, value: Any) -> str:
    """A code by its word, a day as people write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return say_day_full(value)
    if name == "left_reason":
        return reason_label(str(value))
    if hasattr(Employee, name):
        choices = getattr(Employee._meta.get_field(name), "flatchoices", None) or ()
        value = dict(choices).get(value, value)
    return str(value)


def _rejected(plan: ImportPlan, row: Rejected) -> list[Any]:
    guesses = plan.parsed.columns.guesses
    texts = [
        text[:CELL_LENGTH]
        for guess, cell in zip(guesses, row.cells, strict=False)
        if guess.field in {"nip", "name", "foreign_id"} and (text := text_of(cell))
    ]
    return [row.line, " · ".join(texts[:CELLS]), row.reason]
