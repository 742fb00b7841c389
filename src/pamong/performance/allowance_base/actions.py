"""The verbs of the table of bases (made by one, released by another) and of penalties."""

import hashlib
from datetime import date
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.importing.folding import folded_name
from pamong.people.models import Agency, Employee, Position
from pamong.people.scope import scope_of
from pamong.performance.allowance_base.permissions import (
    can_drop_table,
    can_end_penalty,
    can_fill_table,
    can_make_table,
    can_note_penalty,
    can_release_table,
)
from pamong.performance.allowance_base.reading import check_all_read, read_bases
from pamong.performance.allowance_base.writing import save_penalty, take_back
from pamong.performance.models import AllowanceBase, AllowancePenalty, AllowanceTable, Sanction
from pamong.policy.choose import pack_on
from pamong.policy.evaluate import evaluate

Status = AllowanceTable.Status
BATCH = 500
DISCIPLINE = "discipline"


@transaction.atomic
def make_table(
    agency: Agency, *, valid_from: date, basis: str, by: User, on: date
) -> AllowanceTable:
    """Begin another table with the rows of the last; nothing holds before someone else releases."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    require(can_make_table(scope_of(by, on), agency))
    tables = AllowanceTable.objects.filter(agency=agency)
    if tables.filter(status=Status.DRAFT).exists():
        raise ValidationError(
            _("Masih ada tabel yang sedang disusun. Selesaikan tabel itu dahulu.")
        )
    last = tables.filter(status=Status.RELEASED).order_by("-valid_from", "-pk").first()
    table = AllowanceTable.objects.create(
        agency=agency, valid_from=valid_from, basis=basis.strip(), made_by=by, made_on=on
    )
    if last:
        AllowanceBase.objects.bulk_create(
            AllowanceBase(table=table, grade=r.grade, position_id=r.position_id, amount=r.amount)
            for r in last.rows.all()
        )
    changes = {"valid_from": [None, valid_from], "basis": [None, digest_of(table.basis)]}
    record("performance.base_table_made", table, by=by, on=on, changes=changes)
    return table


@transaction.atomic
def import_bases(
    table: AllowanceTable, file: BinaryIO, name: str, *, by: User, on: date
) -> AllowanceTable:
    """Put the rows of a file in the place of all rows; one that cannot be read stops everything."""
    table = _open(table)
    require(can_fill_table(scope_of(by, on), table))
    _check_draft(table)
    posts = Position.objects.filter(agency=table.agency_id).values_list("name", "pk")
    mark = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    found = read_bases(file, name, {folded_name(post): key for post, key in posts})
    check_all_read(found)
    before = table.rows.count()
    table.rows.all().delete()
    rows = [AllowanceBase(table=table, grade=g, amount=a) for g, a in found.by_grade.items()]
    rows += [
        AllowanceBase(table=table, position_id=p, amount=a) for p, a in found.by_position.items()
    ]
    AllowanceBase.objects.bulk_create(rows, batch_size=BATCH)
    _take_over(table, by, on)
    changes = {"rows": [before, len(rows)], "file": f"sha256:{mark}"}
    record("performance.bases_imported", table, by=by, on=on, changes=changes)
    return table


@transaction.atomic
def set_base(
    table: AllowanceTable,
    amount: int | None,
    *,
    grade: int | None = None,
    position: Position | None = None,
    by: User,
    on: date,
) -> AllowanceTable:
    """Set the amount of a class or a post by hand; without an amount its row goes."""
    table = _open(table)
    require(can_fill_table(scope_of(by, on), table))
    _check_draft(table)
    if (grade is None) == (position is None):
        raise ValidationError(_("Isi kelas jabatan atau nama jabatan, salah satu saja."))
    if position and position.agency_id != table.agency_id:
        raise ValidationError(_("Jabatan ini tidak ada di instansi ini."))
    key: dict[str, Any] = {"grade": grade} if position is None else {"position": position}
    row = table.rows.filter(**key).first()
    before = row.amount if row else None
    if amount is None:
        table.rows.filter(**key).delete()
    else:
        table.rows.update_or_create(**key, defaults={"amount": amount})
    _take_over(table, by, on)
    changes = {"base": [before, amount], "position": position or grade}
    record("performance.base_set", table, by=by, on=on, changes=changes)
    return table


@transaction.atomic
def release_table(table: AllowanceTable, *, by: User, on: date) -> AllowanceTable:
    """The second person lets the table hold from its day; it is never edited after."""
    table = _open(table)
    require(can_release_table(scope_of(by, on), table))
    _check_draft(table)
    if not table.rows.exists():
        raise ValidationError(_("Tabel ini belum berisi baris."))
    table.status, table.released_by, table.released_on = Status.RELEASED, by, on
    table.save()
    changes = {"status": [Status.DRAFT, Status.RELEASED], "rows": table.rows.count()}
    record("performance.base_table_released", table, by=by, on=on, changes=changes)
    return table


@transaction.atomic
def drop_table(table: AllowanceTable, *, by: User, on: date) -> AllowanceTable:
    """Give a table up before it held."""
    table = _open(table)
    require(can_drop_table(scope_of(by, on), table))
    _check_draft(table)
    table.status = Status.DROPPED
    table.save()
    changes = {"status": [Status.DRAFT, Status.DROPPED]}
    record("performance.base_table_dropped", table, by=by, on=on, changes=changes)
    return table


def _open(table: AllowanceTable) -> AllowanceTable:
    rows = AllowanceTable.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=table.pk)


def _check_draft(table: AllowanceTable) -> None:
    if table.status != Status.DRAFT:
        raise ValidationError(_("Tabel yang sudah ditetapkan tidak diubah. Susun tabel baru."))


def _take_over(table: AllowanceTable, by: User, on: date) -> None:
    """Whoever filled it last is the first of the two people."""
    table.made_by, table.made_on = by, on
    table.save(update_fields=["made_by", "made_on"])


@transaction.atomic
def note_penalty(
    employee: Employee, *, kind: str, first_month: date, reference: str, by: User, on: date
) -> AllowancePenalty:
    """Note a penalty that cuts the allowance for as long as the law says."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    require(can_note_penalty(scope_of(by, on), employee))
    found = evaluate(pack_on(DISCIPLINE, first_month), DISCIPLINE, {"kind": kind}).value
    if not (found.get("cut_percent") and found.get("months")):
        raise ValidationError(_("Hukuman ini tidak memotong TPP menurut peraturan."))
    penalty = AllowancePenalty(
        employee=employee, kind=kind, first_month=first_month, reference=reference.strip()
    )
    return save_penalty(penalty, found, by=by, on=on)


@transaction.atomic
def end_penalty(penalty: AllowancePenalty, *, by: User, on: date) -> AllowancePenalty:
    """Take a penalty back that was noted wrongly; months already paid become a difference."""
    rows = AllowancePenalty.objects.select_for_update(of=("self",))
    penalty = rows.select_related("employee", "sanction").get(pk=penalty.pk)
    require(can_end_penalty(scope_of(by, on), penalty))
    if penalty.sanction and penalty.sanction.status == Sanction.Status.IMPOSED:
        raise ValidationError(
            _("Potongan ini menjalankan keputusan sanksi. Batalkan keputusan itu.")
        )
    return take_back(penalty, by=by, on=on)
