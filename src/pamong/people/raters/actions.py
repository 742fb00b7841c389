"""Verbs about raters."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import Actor, digest_of, record
from pamong.people.batches import pieces
from pamong.people.copies import copy_raters
from pamong.people.following import follow
from pamong.people.models import Employee, Supervision, SupervisorReport
from pamong.people.problems.finding import find_problems_of
from pamong.people.raters.permissions import (
    can_answer_report,
    can_report_supervisor,
    can_set_rater,
    can_set_superior,
)
from pamong.people.raters.queries import chosen_superiors, default_superior
from pamong.people.raters.writing import (
    Wanted,
    followers_of,
    refuse_overwriting,
    write_raters,
    write_superior,
)
from pamong.people.scope import scope_for, scope_of

Status = SupervisorReport.Status
LONGEST_LINE = 40


def set_rater(
    employee: Employee,
    *,
    rater: Employee,
    superior: Employee | None = None,
    valid_from: date,
    by: Actor,
    on: date,
) -> Supervision:
    """Say who rates one person from a day on; without a superior the rater's own rater is taken."""
    return set_raters(
        [employee], rater=rater, superior=superior, valid_from=valid_from, by=by, on=on
    )[0]


def set_raters(
    employees: Sequence[Employee],
    *,
    rater: Employee,
    superior: Employee | None = None,
    valid_from: date,
    by: Actor,
    on: date,
) -> list[Supervision]:
    """Say who rates several people from a day on; open plans and superiors below follow."""
    raters = {person.pk: rater for person in employees}
    return set_each(employees, raters, superior, valid_from=valid_from, by=by, on=on)


@transaction.atomic
def set_each(
    employees: Sequence[Employee],
    raters: Mapping[int, Employee],
    superior: Employee | None,
    *,
    valid_from: date,
    by: Actor,
    on: date,
) -> list[Supervision]:
    """Give each the rater meant, all or none."""
    people = lock_people(employees)
    scope = scope_for(by, on)
    if not people:
        raise ValidationError(_("Pilih paling sedikit satu pegawai."))
    for rater in {raters[person.pk].pk: raters[person.pk] for person in people}.values():
        check_rater([one for one in people if raters[one.pk] == rater], rater, scope, valid_from)
    refuse_overwriting(people, valid_from, on)
    held = chosen_superiors(people, valid_from)
    wanted = [_wanted(one, raters[one.pk], superior, held.get(one.pk)) for one in people]
    wanted += followers_of(wanted, valid_from, on)
    made = write_raters(wanted, valid_from=valid_from, by=by, on=on)
    return made[: len(people)]


def _wanted(
    person: Employee, rater: Employee, superior: Employee | None, held: Supervision | None
) -> Wanted:
    """Without a superior the rater's own rater is taken; one chosen by hand stays with the same rater."""
    if superior is None and held and held.rater_id == rater.pk:
        return Wanted(person, rater, held.superior, chosen=True, reason=held.superior_reason)
    above = superior or rater.rater
    fits = above is not None and above.pk not in {person.pk, rater.pk}
    return Wanted(person, rater, above if fits else None)


def lock_people(employees: Sequence[Employee]) -> list[Employee]:
    """The people as they stand now, held until the transaction ends."""
    keys = sorted({person.pk for person in employees})
    found: list[Employee] = []
    for some in pieces(keys):
        rows = Employee.objects.select_for_update(of=("self",)).filter(pk__in=some)
        found += rows.select_related("agency", "unit", "rater").order_by("pk")
    return found


def check_rater(
    people: Sequence[Employee], rater: Employee, scope: Scope, valid_from: date
) -> None:
    """Refuse a rater who may not rate one of them."""
    line = _line_above(rater)
    for person in people:
        require(can_set_rater(scope, person))
        if person.agency_id != rater.agency_id:
            raise ValidationError(_("Pilih penilai dari instansi yang sama."))
        if person.pk == rater.pk:
            raise ValidationError(
                _("%(name)s tidak dapat menilai diri sendiri.") % {"name": rater.name}
            )
        if person.pk in line:
            raise ValidationError(
                _("%(rater)s dinilai oleh %(person)s: ubah dahulu penilai %(rater)s.")
                % {"rater": rater.name, "person": person.name}
            )
    if rater.serves_until and rater.serves_until <= valid_from:
        raise ValidationError(
            _("%(name)s sudah berhenti: pilih penilai lain.") % {"name": rater.name}
        )


def _line_above(rater: Employee) -> set[int]:
    """Everybody who stands above the rater today."""
    line: set[int] = set()
    here = rater.rater_id
    while here and here not in line and len(line) < LONGEST_LINE:
        line.add(here)
        here = Employee.objects.filter(pk=here).values_list("rater_id", flat=True).first()
    return line


@transaction.atomic
def set_superior(
    employee: Employee,
    *,
    superior: Employee | None,
    valid_from: date,
    reason: str,
    by: Actor,
    on: date,
) -> Supervision:
    """Choose who stands above a person's rater from a day on, with a reason; None takes the default back.

    Objections to evaluations under plans of those days go to the one chosen.
    """
    person = lock_people([employee])[0]
    require(can_set_superior(scope_for(by, on), person))
    rows = Supervision.objects.on(valid_from).select_for_update(of=("self",))
    row = (
        rows.select_related("employee__agency", "rater__rater", "superior")
        .filter(employee=person)
        .first()
    )
    if row is None:
        raise ValidationError(
            _("Pada tanggal itu %(name)s belum punya penilai: tetapkan dahulu penilainya.")
            % {"name": person.name}
        )
    _check_superior(row, superior, reason, valid_from)
    before, began = row.superior, row.valid_from
    row = write_superior(
        row,
        superior or default_superior(person, row.rater),
        valid_from=valid_from,
        reason=reason.strip() if superior else "",
    )
    copy_raters([person.pk], on)
    find_problems_of(person.agency, [person.pk], on)
    follow([row], by, on)
    changes = {
        "superior": [before, row.superior],
        "valid_from": [began, valid_from],
        "reason": [None, digest_of(reason) if superior else ""],
    }
    record("people.superior_set", row, by=by, on=on, changes=changes)
    return row


def _check_superior(
    row: Supervision, superior: Employee | None, reason: str, valid_from: date
) -> None:
    if superior is None:
        return
    names = {"name": superior.name, "person": row.employee.name}
    if not reason.strip():
        raise ValidationError(_("Tulis alasannya: pegawai dan penilai membacanya."))
    if superior.agency_id != row.employee.agency_id:
        raise ValidationError(_("Pilih atasan penilai dari instansi yang sama."))
    if superior.pk in {row.employee_id, row.rater_id}:
        raise ValidationError(
            _("Pilih orang lain: %(name)s adalah pegawai itu sendiri atau penilainya.") % names
        )
    if superior.rater_id == row.employee_id or row.employee_id in _line_above(superior):
        raise ValidationError(
            _("%(name)s dinilai di bawah %(person)s: pilih orang di atas penilainya.") % names
        )
    if superior.serves_until and superior.serves_until <= valid_from:
        raise ValidationError(_("%(name)s sudah berhenti: pilih orang lain.") % names)


@transaction.atomic
def report_supervisor(
    employee: Employee, *, suggested: Employee | None, note: str, by: User, on: date
) -> SupervisorReport:
    """Tell the unit's administrator that the recorded rater is wrong; a second report replaces the first."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    require(can_report_supervisor(scope_of(by, on), employee))
    if suggested and suggested.pk == employee.pk:
        raise ValidationError(_("Pilih orang lain sebagai atasan Anda."))
    report, _made = SupervisorReport.objects.update_or_create(
        employee=employee,
        status=Status.OPEN,
        defaults={
            "suggested": suggested,
            "recorded_id": employee.rater_id,
            "note": note,
            "reported_on": on,
        },
    )
    changes = {"suggested": [None, suggested], "note": [None, digest_of(note) if note else ""]}
    record("people.supervisor_reported", report, by=by, on=on, changes=changes)
    return report


@transaction.atomic
def mend_report(
    report: SupervisorReport,
    *,
    rater: Employee,
    superior: Employee | None = None,
    valid_from: date,
    by: User,
    on: date,
) -> SupervisorReport:
    """Set the right rater from a day on, and tell the person."""
    report = _open_report(report, by, on)
    set_rater(report.employee, rater=rater, superior=superior, valid_from=valid_from, by=by, on=on)
    return _close(report, Status.MENDED, "", by, on)


@transaction.atomic
def decline_report(
    report: SupervisorReport, *, answer: str, by: User, on: date
) -> SupervisorReport:
    """Leave the rater as recorded and tell the person why."""
    report = _open_report(report, by, on)
    if not answer.strip():
        raise ValidationError(_("Tulis alasannya: pegawai membacanya."))
    return _close(report, Status.DECLINED, answer.strip(), by, on)


def _open_report(report: SupervisorReport, by: User, on: date) -> SupervisorReport:
    rows = SupervisorReport.objects.select_for_update(of=("self",))
    report = rows.select_related("employee__agency").get(pk=report.pk)
    require(can_answer_report(scope_of(by, on), report))
    if report.status != Status.OPEN:
        raise ValidationError(_("Laporan ini sudah dijawab."))
    return report


def _close(
    report: SupervisorReport, status: Status, answer: str, by: User, on: date
) -> SupervisorReport:
    report.status, report.answer, report.answered_on = status, answer, on
    report.save(update_fields=["status", "answer", "answered_on"])
    changes = {
        "status": [Status.OPEN, status],
        "answer": [None, digest_of(answer) if answer else ""],
    }
    record("people.report_answered", report, by=by, on=on, changes=changes)
    return report
