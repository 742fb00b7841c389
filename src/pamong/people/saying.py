"""A person in words, wherever one is named: name, post and unit, NIP, who rates and since when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.people.models.employee import full_name_of
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip


def full_name(row: Mapping[str, Any], prefix: str = "") -> str:
    """The name with its titles, from a row of values."""
    parts = (row.get(prefix + key) or "" for key in ("title_before", "name", "title_after"))
    return full_name_of(*parts)


def place_of(person: Employee | None) -> str:
    """Post and unit."""
    if person is None:
        return ""
    parts = (
        person.position.name if person.position else "",
        person.unit.name if person.unit else "",
    )
    return ", ".join(part for part in parts if part)


def nip_said(person: Employee) -> str:
    """The NIP in its groups; one who has none, as a regent has none, is said so."""
    return str(nip(person.nip)) if person.nip else _("tanpa NIP")


def rater_facts(person: Employee, ratings: Sequence[Mapping[str, Any]], on: date) -> list[Any]:
    """Who rates the person today and since when, and who stands above."""
    rater, above = person.rater, person.rater_superior
    holds = [row for row in ratings if row["valid_from"] <= on]
    since = _("sejak %(day)s") % {"day": say_day_full(_rates_since(holds))} if holds else ""
    vacant = holds[0]["instead_of__name"] if holds else ""
    stands = _("menggantikan %(name)s sampai jabatannya terisi") % {"name": vacant}
    parts = (place_of(rater), since if rater else "", stands if vacant else "")
    below = ", ".join(part for part in parts if part)
    return [
        (_("Pejabat penilai"), rater.full_name if rater else _("belum ada"), below),
        (
            _("Atasan pejabat penilai"),
            above.full_name if above else _("belum ada"),
            ", ".join(part for part in (place_of(above), _chosen(holds)) if part),
        ),
    ]


def _rates_since(holds: Sequence[Mapping[str, Any]]) -> date:
    """Since when the newest rater rates without a break; a change above him is none."""
    first = holds[0]
    for row in holds[1:]:
        same = (row["rater__nip"], row["rater__name"]) == (
            first["rater__nip"],
            first["rater__name"],
        )
        if not same or row["valid_to"] != first["valid_from"]:
            break
        first = row
    day: date = first["valid_from"]
    return day


def _chosen(holds: Sequence[Mapping[str, Any]]) -> str:
    """That the rater's superior was chosen by hand, and why."""
    if not holds or not holds[0]["superior_chosen"]:
        return ""
    return _("dipilih administrator: %(reason)s") % {"reason": holds[0]["superior_reason"]}
