"""The verb of a unit's level: set it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Unit
from pamong.people.scope import scope_of
from pamong.performance.levels.permissions import can_set_level
from pamong.performance.levels.queries import final_in, head_of, is_known_level
from pamong.performance.models import UnitLevel, Window
from pamong.performance.periods import period_days
from pamong.performance.rules import Local
from pamong.performance.windows.queries import check_open

Period = tuple[int, str]
SAID = ("level", "reason", "set_by", "set_on")  # what predicates come to there is not said here


@transaction.atomic
def set_level(
    unit: Unit, when: Period, *, level: str, reason: str, by: User, on: date
) -> UnitLevel:
    """Say how a unit did in (year, period); before the predicates of its people are set."""
    unit = Unit.objects.select_for_update(of=("self",)).select_related("agency").get(pk=unit.pk)
    scope = scope_of(by, on)
    require(can_set_level(scope, unit, head_of(unit, on)))
    year, period = when
    check_open(unit.agency, Window.Stage.EVALUATION, year, period, on, [unit.path])
    _check(unit, when, level, reason)
    row = UnitLevel.objects.filter(unit=unit, year=year, period=period).first()
    before, before_reason = (row.level, row.reason) if row else (None, "")
    row = row or UnitLevel(unit=unit, year=year, period=period)
    row.level, row.reason, row.set_by_id, row.set_on = level, reason.strip(), scope.employee_id, on
    row.save(update_fields=None if before is None else SAID)
    changes = {
        "level": [before, level],
        "reason": [digest_of(before_reason) if before_reason else None, digest_of(row.reason)],
    }
    record("performance.level_set", row, by=by, on=on, changes=changes)
    return row


def _check(unit: Unit, when: Period, level: str, reason: str) -> None:
    check_level_given(when, level, reason, local=unit.agency.local_packs)
    if final_in(unit, *when):
        raise ValidationError(
            _(
                "Predikat pegawai %(unit)s sudah ditetapkan dengan capaian ini. "
                "Koreksi lebih dulu penilaian yang bersangkutan."
            )
            % {"unit": unit.name}
        )


def check_level_given(when: Period, level: str, reason: str, *, local: Local) -> None:
    """Refuse an unknown level, and one without its ground."""
    if not is_known_level(period_days(*when)[0], level, local=local):
        raise ValidationError(_("Pilih salah satu capaian organisasi."))
    if not reason.strip():
        raise ValidationError(_("Tulis dasar penetapan, misalnya capaian perjanjian kinerja."))
