"""The verb about the kind of employee."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.permissions import require
from pamong.ledger.actions import Actor, record
from pamong.people.following import why_kinds_kept
from pamong.people.kinds.keeping import keep_former_kinds
from pamong.people.kinds.permissions import can_change_kind
from pamong.people.models import Employee, kind_on
from pamong.people.problems.finding import find_problems_of
from pamong.people.scope import scope_for
from pamong.ui.dates import say_day_full

SERVICE = tuple(kind for kind in Employee.Kind if kind != Employee.Kind.POLITICAL)


@transaction.atomic
def change_kind(person: Employee, *, kind: str, since: date, by: Actor, on: date) -> Employee:
    """The person is of another kind from the day on; what one was before keeps its days."""
    rows = Employee.objects.select_for_update(of=("self",)).select_related("agency")
    person = rows.get(pk=person.pk)
    require(can_change_kind(scope_for(by, on), person))
    _check(person, kind, since, on)
    if why := why_kinds_kept({person: (kind, since)}):
        way_out = _("Pilih hari sesudah triwulan itu mulai.")
        raise ValidationError(f"{why[person.pk]} {way_out}")
    before, began = person.kind, person.kind_since
    person.kind = kind
    keep_former_kinds({person: before}, since)
    person.save(update_fields=["kind", "kind_since"])
    find_problems_of(person.agency, [person.pk], on)
    changes = {"kind": [before, kind], "kind_since": [began, person.kind_since]}
    record("people.kind_changed", person, by=by, on=on, changes=changes)
    return person


def _check(person: Employee, kind: str, since: date, on: date) -> None:
    if person.kind not in SERVICE or kind not in SERVICE:
        raise ValidationError(_("Jenis ini tidak berlaku bagi pegawai ini."))
    if since > on:
        raise ValidationError(_("Hari itu belum tiba: jenis yang baru dicatat pada harinya."))
    if person.left_on and since >= person.left_on:
        raise ValidationError(
            _("%(name)s sudah tercatat berhenti %(day)s.")
            % {"name": person.full_name, "day": say_day_full(person.left_on)}
        )
    if kind == person.kind == kind_on(person, since):
        raise ValidationError(
            _("%(name)s sudah tercatat sebagai %(kind)s pada hari itu.")
            % {"name": person.full_name, "kind": person.get_kind_display()}
        )
