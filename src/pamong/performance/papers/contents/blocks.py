"""What several papers say alike: the people at the head, those who sign, what anybody may be shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamong.documents.signatories import Room, Signatory
from pamong.people.models import Agency, Employee
from pamong.performance.evaluation.wording import open_clauses
from pamong.performance.rules import scale
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.filters import nip

Rows = list[list[str]]
NIP_END = 4


def person_rows(person: Employee, rank: str, post: str, unit: str) -> Rows:
    """Name, NIP, rank, post and unit in the order of the form."""
    return [
        [_("Nama"), person.full_name],
        ["NIP", nip(person.nip) if person.nip else "–"],
        [_("Pangkat/golongan"), rank or "–"],
        [_("Jabatan"), post],
        [_("Unit kerja"), unit],
    ]


def sign_of(role: str, person: Employee | None, on: date | None = None) -> Room:
    """Where somebody signs: the day above, the role, the name, the NIP."""
    printed = {
        "above": say_day_full(on) if on else "",
        "role": role,
        "name": person.full_name if person else "…",
        "number": f"NIP {nip(person.nip)}" if person and person.nip else "",
    }
    return Room(printed, signatory_of(person) if person else None)


def signatory_of(person: Employee) -> Signatory:
    """A person as one who signs."""
    return Signatory(person.uuid, public_person(person), person.full_name, person.nip)


def span_said(first: date, last: date) -> str:
    """From when to when."""
    return _("%(first)s sampai %(last)s") % {
        "first": say_day_full(first),
        "last": say_day_full(last),
    }


def period_said(first: date, last: date) -> str:
    """From when to when, as the form says it."""
    return _("Periode penilaian: %(span)s") % {"span": span_said(first, last)}


def unconfirmed_scales(pack: Pack, names: Iterable[str]) -> list[str]:
    """Those of the scales that rest on no confirmed text, as people say them."""
    return list(open_clauses(name for name in names if scale(pack, name).unconfirmed))


def public_person(person: Employee) -> str:
    """What anybody with the paper may be shown of a person: initials and the end of the NIP."""
    initials = " ".join(f"{word[0].upper()}." for word in person.name.split())
    return f"{initials} (NIP …{person.nip[-NIP_END:]})" if person.nip else initials


def about_person(
    person: Employee, agency: Agency, title: str, unit: str, period: str
) -> dict[str, Any]:
    """Of whom a paper speaks: in full on the file, by initials to anybody who checks it."""
    told = about_unit(agency, title, unit, period)
    told |= {"about": person.full_name, "file_name": file_name_of(title, person)}
    told["facts"]["person"] = public_person(person)
    return told


def about_unit(agency: Agency, title: str, unit: str, period: str) -> dict[str, Any]:
    """The same of a paper about a unit, which names nobody outside."""
    return {
        "title": title,
        "agency_name": agency.name,
        "about": unit,
        "file_name": f"{title} {unit}",
        "facts": {"agency": agency.name, "unit": unit, "period": period},
    }


def file_name_of(title: str, person: Employee) -> str:
    """A name that sorts by person: title, NIP where there is one, name."""
    return " ".join(filter(None, [title, person.nip, person.name]))
