"""Verbs on agencies: the first is made before there is any account."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, Draft, field_changes, record, record_all
from pamong.people.agencies.permissions import can_keep_agencies, can_set_agency
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_for
from pamong.people.tree.actions import UnitFacts, change_unit

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What an agency is called and which clock it lives by."""

    code: str
    name: str
    zone: str = "WIB"


@transaction.atomic
def add_agency(facts: AgencyFacts, *, by: Actor, on: date) -> Agency:
    """Make an agency and the unit at the top of its tree; windows, week and rules then hold as proposed."""
    require(can_keep_agencies(scope_for(by, on)))
    if facts.zone not in ZONES:
        said = {"zones": ", ".join(ZONES)}
        raise ValidationError(_("Pilih zona waktu: %(zones)s."), params=said)
    agency = Agency(code=facts.code, name=_named(facts.name), time_zone=ZONES[facts.zone])
    _check(agency)
    taken = Agency.objects.select_for_update().filter(code=facts.code).first()
    if taken:
        said = {"code": taken.code, "agency": taken.name}
        raise ValidationError(
            _("Kode %(code)s sudah dipakai %(agency)s: isi kode lain."), params=said
        )
    agency.save()
    top = Unit.objects.create(
        agency=agency,
        code=agency.code,
        name=agency.name,
        kind=Unit.Kind.AGENCY,
        valid_from=date(on.year, 1, 1),  # in place for the whole year, as units of a file are
    )
    top.place()
    changes = {"code": [None, agency.code], "time_zone": [None, agency.time_zone]}
    drafts = [
        Draft("people.agency_added", agency, changes),
        Draft("people.unit_added", top, field_changes(None, top)),
    ]
    record_all(drafts, by=by, on=on)
    return agency


@transaction.atomic
def rename_agency(agency: Agency, name: str, *, by: Actor, on: date) -> Agency:
    """Give an agency its right name; the unit at its top that bore the old one follows."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_keep_agencies(scope_for(by, on)))
    if changes := _change(agency, name, agency.time_zone, by=by, on=on):
        record("people.agency_renamed", agency, by=by, on=on, changes=changes)
    return agency


@transaction.atomic
def set_agency(agency: Agency, facts: AgencyFacts, *, by: Actor, on: date) -> Agency:
    """Its name as papers bear it, and its clock; the code stays, for files and commands name it."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_set_agency(scope_for(by, on), agency))
    if facts.zone not in ZONES:
        raise ValidationError(_("Pilih zona waktu: %(zones)s."), params={"zones": ", ".join(ZONES)})
    if changes := _change(agency, facts.name, ZONES[facts.zone], by=by, on=on):
        record("people.agency_set", agency, by=by, on=on, changes=changes)
    return agency


def zone_word(agency: Agency) -> str:
    """WIB, WITA or WIT; nothing where it lives by another clock."""
    return next((word for word, zone in ZONES.items() if zone == agency.time_zone), "")


def _change(agency: Agency, name: str, zone: str, *, by: Actor, on: date) -> dict[str, Any]:
    """Write what differs; the unit at the top that bore the old name bears the new one."""
    before = Agency.objects.get(pk=agency.pk)
    agency.name, agency.time_zone = _named(name), zone
    _check(agency)
    changes = field_changes(before, agency)
    if not changes:
        return changes
    if agency.time_zone != before.time_zone:
        changes["time_zone"] = [before.time_zone, agency.time_zone]  # a code, not a text
    agency.save(update_fields=["name", "time_zone"])
    if agency.name != before.name:
        for top in Unit.objects.on(on).filter(agency=agency, parent=None, name=before.name):
            change_unit(top, UnitFacts(top.code, agency.name, top.kind), by=by, on=on)
    return changes


def _named(name: str) -> str:
    """The name on one line; an empty one names nobody."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not said:
        raise ValidationError(_("Isi nama instansi."))
    return said


def _check(agency: Agency) -> None:
    """Code and name fit their fields."""
    if not CODE.fullmatch(agency.code):
        raise ValidationError(
            _("Isi kode dari huruf, angka, dan tanda hubung, tanpa spasi, paling banyak 40.")
        )
    longest = Agency._meta.get_field("name").max_length or 0
    if len(agency.name) > longest:
        said = {"longest": longest}
        raise ValidationError(_("Isi nama paling banyak %(longest)s huruf."), params=said)
