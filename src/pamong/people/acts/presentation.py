"""The page before an act for many, and the page after it."""

import uuid as uuidlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pamong.ledger.models import Entry
from pamong.people.acts.passing import Passed
from pamong.people.acts.record import Act, say_on_top, why_not
from pamong.ui.dates import say_time
from pamong.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Change:
    """What one row is now, and what it becomes."""

    name: str
    sub: str
    now: Any
    then: Any


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do for whom, before it is done."""

    title: Any
    back_url: str
    back_text: Any
    changes: Sequence[Change]
    passed: Sequence[Passed]
    follows: Sequence[Any]  # sentences: what follows, and whether it can be taken back
    action: str
    button: Any
    hidden: Sequence[tuple[str, str]] = field(default_factory=tuple)


def preview_context(preview: Preview) -> dict[str, Any]:
    """Whom it changes and how, who is passed over and why; a second press does it."""
    return {
        "preview": preview,
        "table": _changes_table(preview.changes),
        "passed": passed_table(preview.passed) if preview.passed else None,
    }


def _changes_table(changes: Sequence[Change]) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Sekarang")), Column(_("Menjadi"))]
    rows = [Row([Cell(one.name, sub=one.sub), one.now, one.then]) for one in changes]
    return Table(columns, rows, _("Yang akan berubah"))


def passed_table(passed: Sequence[Passed]) -> Table:
    """Who is left as it is, and why."""
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Alasan"))]
    return Table(columns, [Row([one.name, one.why]) for one in passed], _("Yang dilewati"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """An act that was done, as its page tells it."""

    title: Any
    back_url: str
    back_text: Any
    done: Any  # what was done to each
    undo: Any  # the words of the button that takes it back
    becomes: Any  # what taking back means


def outcome_context(
    outcome: Outcome, act: Act, later: Mapping[uuidlib.UUID, Entry], at: datetime
) -> dict[str, Any]:
    """For whom it was done, until when it may be taken back, or why it may not."""
    return {
        "outcome": outcome,
        "table": _outcome_table(act, later, outcome.done),
        "until": say_time(act.until),
        "why_not": why_not(act, dict(later), at),
    }


def _outcome_table(act: Act, later: Mapping[uuidlib.UUID, Entry], done: Any) -> Table:
    columns = [Column(_("Pegawai"), kind="row"), Column(_("Hasil")), Column(_("Sesudah itu"))]
    rows = []
    for entry in act.entries:
        top = later.get(entry.subject_uuid)
        name = entry.person_name or entry.subject_name
        rows.append(Row([Cell(name, sub=_sub(entry)), done, say_on_top(top) if top else ""]))
    return Table(columns, rows, _("Yang sudah dilakukan"))


def _sub(entry: Entry) -> str:
    """What the name of the thing tells beside the person's."""
    name = entry.subject_name
    return name.replace(entry.person_name, "").strip(" ←") if entry.person_name else name
