"""Where each field of a person comes from, and of which day it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.people.sentences import FIELDS
from pamong.ui.dates import say_day_full

OWN = (
    *("name", "nip", "title_before", "title_after", "kind", "rank", "sex", "born_on", "email"),
    *("joined_on", "left_on"),
)
IMPORT = "impor"  # as an import marks the people whom it wrote
PLACES = ("position", "unit", "supervisor")  # they end with the leaving, and nobody changed them
SHOWN = (*OWN, *PLACES)


def source_facts(
    person: Employee, sayings: Iterable[tuple[str, date, Mapping[str, str]]]
) -> list[tuple[Any, ...]]:
    """A row for each file with the fields that it was the last to tell; then what was changed here."""
    now = _values(person)
    ended = {name for name in PLACES if person.left_on and not now[name]}
    told: dict[str, str] = {}
    groups: dict[tuple[str, date], list[str]] = {}
    for file, day, values in sayings:
        for name in SHOWN:
            if name in values and name not in told and name not in ended:
                told[name] = values[name]
                groups.setdefault((file, day), []).append(name)
    here = [name for name in SHOWN if now.get(name) and name not in told]
    changed = [name for name in told if _differs(now.get(name, ""), told[name])]
    rows: list[tuple[Any, ...]] = [
        (file, _fields(names, changed), _("per %(day)s") % {"day": say_day_full(day)})
        for (file, day), names in groups.items()
        if _fields(names, changed)
    ]
    if changed:
        rows.append((_("Diubah sesudah berkas"), _fields(changed)))
    if here:
        rows.append((_without_file(person), _fields(here)))
    return rows


def _without_file(person: Employee) -> str:
    """The import of a time when files were not kept, or a person's own hand."""
    if person.source and person.sourced_on:
        source = _("Impor") if person.source == IMPORT else person.source
        told = {"source": source, "day": say_day_full(person.sourced_on)}
        return _("%(source)s, per %(day)s") % told
    return _("diisi langsung")


def _fields(names: Iterable[str], without: Iterable[str] = ()) -> str:
    return ", ".join(str(FIELDS[name]) for name in names if name not in set(without))


def _values(person: Employee) -> dict[str, str]:
    found = {name: getattr(person, name) for name in OWN} | {"left_on": person.serves_until}
    texts = {
        name: value.isoformat() if isinstance(value, date) else str(value or "")
        for name, value in found.items()
    }
    texts["position"] = person.position.name if person.position else ""
    texts["unit"] = person.unit.name if person.unit else ""
    texts["supervisor"] = (person.rater.nip or person.rater.name) if person.rater else ""
    return texts


def _differs(now: str, told: str) -> bool:
    return " ".join(now.casefold().split()) != " ".join(told.casefold().split())
