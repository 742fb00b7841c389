"""What a file says of units that exist: another name or place from a day."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.people.importing.folding import folded
from pamong.people.importing.plan import NOBODY, Ref, UnitUpdate
from pamong.people.importing.rows import Finding, UnitFacts
from pamong.people.models import Agency, Unit, UnitChange
from pamong.people.tree.dating import check_above, check_day, held_among
from pamong.ui.dates import say_day_full

What = UnitChange.What


class UnitUpdates:
    """Compares what rows say with what is on record for their day; the first row that says it counts."""

    def __init__(self, agency: Agency, rows: Mapping[int, Unit], on: date) -> None:
        self.rows, self.on = rows, on
        self.found: dict[int, UnitUpdate] = {}
        self.findings: list[Finding] = []
        self._heard: set[int] = set()
        self._changes: dict[int, list[UnitChange]] = defaultdict(list)
        for row in UnitChange.objects.filter(unit__agency=agency).order_by("valid_from"):
            self._changes[row.unit_id].append(row)

    def hear(
        self, unit: Unit, facts: UnitFacts, line: int, place: Callable[[], tuple[Ref, str]]
    ) -> None:
        """Take what a row says of the unit; `place` finds the one above, where the row names it."""
        if facts.since is None or unit.pk in self._heard:
            return
        self._heard.add(unit.pk)
        rows = self._changes[unit.pk]
        was = str(held_among(unit, rows, What.NAME, facts.since))
        name = facts.name if facts.name and folded(facts.name) != folded(was) else ""
        parent, parent_name = place() if facts.parent_code or facts.parent else (NOBODY, "")
        held = held_among(unit, rows, What.PARENT, facts.since)
        if held is None or parent == held:
            parent = NOBODY
        if not (name or parent):
            return
        try:
            check_day(unit, facts.since, self.on)
            if above := self.rows.get(parent):
                check_above(above, facts.since, self.on)
        except ValidationError as error:
            self.findings.append(Finding(line, "unit_day", f"{unit.name}. {error.messages[0]}"))
            return
        self.found[unit.pk] = UnitUpdate(
            unit.pk, unit.code, was, facts.since, name, parent, parent_name if parent else ""
        )


def unit_change_said(update: UnitUpdate) -> str:
    """A unit's other name or place, and since when."""
    said = [f"{update.was_name} → {update.name}"] if update.name else [update.was_name]
    if update.parent:
        said.append(_("pindah ke bawah %(parent)s") % {"parent": update.parent_name})
    since = _("sejak %(day)s") % {"day": say_day_full(update.since)}
    return f"{update.code} {', '.join(said)}, {since}"
