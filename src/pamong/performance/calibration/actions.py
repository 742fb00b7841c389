"""The verbs of a session: open, join late, note as read, move on and back, close, read with a purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Employee, Unit
from pamong.people.scope import scope_of
from pamong.people.stating import keep_reads
from pamong.performance.calibration.permissions import (
    can_lead_calibration,
    can_note_calibration,
    can_open_calibration,
    can_read_calibration,
    sees_whole_agency,
)
from pamong.performance.calibration.queries import (
    Post,
    last_day_for,
    late_evaluations,
    owed_by,
    rated_peers,
    unread_peers,
)
from pamong.performance.models import (
    Calibration,
    CalibrationChange,
    CalibrationMove,
    CalibrationPeer,
    CalibrationRater,
    Evaluation,
    EvaluationRead,
    Window,
)
from pamong.performance.periods import period_days
from pamong.performance.rhythm import When
from pamong.performance.windows.queries import check_open
from pamong.ui.dates import say_day_full

Stage = Calibration.Stage


@dataclass(frozen=True, slots=True)
class Convened:
    """Over whom: one level of posts below a unit, in a period, until a day."""

    unit: Unit
    when: When
    post: Post
    until: date | None = None  # nothing: as long as the rules and the window allow


@transaction.atomic
def open_calibration(asked: Convened, *, by: User, on: date) -> Calibration:
    """Open a session over those rated by now; who is in it stays so, and their raters are invited."""
    scope, unit = scope_of(by, on), asked.unit
    require(can_open_calibration(scope) and scope.agency_id == unit.agency_id)
    until = _checked_until(asked, on)
    rows = rated_peers(scope, unit, asked.when, asked.post).select_for_update(of=("self",))
    found = list(rows.select_related("plan").order_by("pk"))
    if not found:
        raise ValidationError(
            _(
                "Tidak ada pegawai setingkat itu di bawah unit ini yang sudah dinilai, belum "
                "ditetapkan predikatnya, dan boleh Anda kalibrasi."
            )
        )
    if any(one.plan.employee_id == scope.employee_id for one in found):
        raise ValidationError(
            _("Anda sendiri termasuk pegawai setingkat ini. Minta orang lain membuka kalibrasinya.")
        )
    year, period = asked.when
    calibration = Calibration.objects.create(
        agency=unit.agency,
        unit=unit,
        year=year,
        period=period,
        kind=asked.post.kind,
        level=asked.post.level,
        convener_id=scope.employee_id,
        is_by_role=sees_whole_agency(scope),
        opened_on=on,
        until=until,
    )
    _join(calibration, found, on)
    changes = {"period": [None, period], "people": [None, len(found)], "until": [None, until]}
    record("performance.calibration_opened", calibration, by=by, on=on, changes=changes)
    return calibration


def _checked_until(asked: Convened, on: date) -> date:
    """The last day: after the period, in its window, and not for longer than predicates may wait."""
    agency, when = asked.unit.agency, asked.when
    if period_days(*when)[1] >= on:
        raise ValidationError(_("Periode ini belum berakhir. Kalibrasi dibuka sesudahnya."))
    check_open(agency, Window.Stage.EVALUATION, *when, on, [asked.unit.path])
    last = last_day_for(asked.unit, when, on)
    until = asked.until or last
    if not on <= until <= last:
        raise ValidationError(
            _("Isi hari terakhir kalibrasi dari hari ini sampai %(day)s.")
            % {"day": say_day_full(last)}
        )
    return until


def _join(calibration: Calibration, found: Iterable[Evaluation], on: date) -> None:
    """The ratings with those who owe them."""
    rows = list(found)
    CalibrationPeer.objects.bulk_create(
        CalibrationPeer(calibration=calibration, evaluation=one) for one in rows
    )
    CalibrationRater.objects.bulk_create(
        CalibrationRater(calibration=calibration, rater_id=key, added_on=on)
        for key in sorted({one.owed_by_id for one in rows})
    )


def led(calibration: Calibration, scope: Scope) -> Calibration:
    """The session held, for who leads it and is none of those judged in it."""
    calibration = Calibration.objects.lock(calibration)
    require(can_lead_calibration(scope, calibration))
    own = {"evaluation__plan__employee_id": scope.employee_id}
    if calibration.peers.filter(**own).exists():
        raise ValidationError(
            _("Anda sendiri termasuk pegawai yang dikalibrasi, jadi orang lain yang memimpinnya.")
        )
    return calibration


@transaction.atomic
def add_calibration_rater(
    calibration: Calibration, rater: Employee, *, by: User, on: date
) -> Calibration:
    """Let a rater join late with those of his people who were rated since; only while evidence is read."""
    calibration = led(calibration, scope_of(by, on))
    calibration.check_in(Stage.EVIDENCE)
    rows = owed_by(late_evaluations(calibration), rater.pk)
    found = list(rows.select_for_update(of=("self",)).select_related("plan").order_by("pk"))
    if not found:
        raise ValidationError(
            _("Penilai ini tidak punya penilaian baru untuk kalibrasi ini. Muat ulang halaman.")
        )
    if calibration.raters.filter(rater=rater).exists():
        raise ValidationError(_("Penilai ini sudah ikut. Yang sudah ikut tidak berubah lagi."))
    _join(calibration, found, on)
    changes = {"rater": [None, rater], "people": [None, len(found)]}
    record("performance.calibration_joined", calibration, by=by, on=on, changes=changes)
    return calibration


@transaction.atomic
def note_calibration(calibration: Calibration, *, by: User, on: date) -> Calibration:
    """A rater says that he has read the evidence."""
    calibration = Calibration.objects.lock(calibration)
    scope = scope_of(by, on)
    raters = list(calibration.raters.select_for_update(of=("self",)).order_by("pk"))
    require(can_note_calibration(scope, {row.rater_id for row in raters}))
    calibration.check_in(Stage.EVIDENCE)
    mine = [row for row in raters if row.rater_id in scope.rate_ids and row.read_on is None]
    if not mine:
        raise ValidationError(_("Sudah dicatat bahwa Anda membaca buktinya."))
    for row in mine:
        row.read_on = on
        row.save()
    changes = {"read_on": [None, on]}
    record("performance.calibration_noted", calibration, by=by, on=on, changes=changes)
    return calibration


@transaction.atomic
def advance_calibration(
    calibration: Calibration, *, reason: str = "", by: User, on: date
) -> Calibration:
    """Move on to figures or to the discussion; before everybody has read only with a reason."""
    scope = scope_of(by, on)
    calibration = led(calibration, scope)
    calibration.check_in(Stage.EVIDENCE, Stage.FIGURES)
    is_first = calibration.stage == Stage.EVIDENCE
    unread = is_first and calibration.raters.filter(read_on=None).exists()
    if unread and not reason.strip():
        raise ValidationError(
            _("Belum semua penilai mencatat sudah membaca. Tunggu, atau tulis alasan melanjutkan.")
        )
    return _move(
        calibration, Stage.FIGURES if is_first else Stage.DISCUSSION, reason, scope, by=by, on=on
    )


@transaction.atomic
def return_calibration(calibration: Calibration, *, reason: str, by: User, on: date) -> Calibration:
    """Go back one stage, which needs a reason; what was changed by then stays."""
    scope = scope_of(by, on)
    calibration = led(calibration, scope)
    calibration.check_in(Stage.FIGURES, Stage.DISCUSSION)
    if not reason.strip():
        raise ValidationError(_("Tulis alasan kembali ke tahap sebelumnya."))
    back = Stage.EVIDENCE if calibration.stage == Stage.FIGURES else Stage.FIGURES
    return _move(calibration, back, reason, scope, by=by, on=on)


def _move(
    calibration: Calibration, stage: str, reason: str, scope: Scope, *, by: User, on: date
) -> Calibration:
    before, calibration.stage = calibration.stage, stage
    calibration.save()
    told = reason.strip()
    CalibrationMove.objects.create(
        calibration=calibration,
        stage=stage,
        reason=told,
        moved_by_id=scope.employee_id,
        moved_on=on,
    )
    changes: dict[str, Any] = {"stage": [before, stage]}
    if told:
        changes["reason"] = [None, digest_of(told)]
    record("performance.calibration_moved", calibration, by=by, on=on, changes=changes)
    return calibration


@transaction.atomic
def close_calibration(calibration: Calibration, *, minutes: str, by: User, on: date) -> Calibration:
    """End it with minutes; a proposal that no rater answered lapses and changes nothing.

    After its last day it is closed from any stage.
    """
    scope = scope_of(by, on)
    calibration = led(calibration, scope)
    stages = [Stage.DISCUSSION]
    if on > calibration.until:
        stages += [Stage.EVIDENCE, Stage.FIGURES]
    calibration.check_in(*stages)
    if not minutes.strip():
        raise ValidationError(_("Tulis notulen: apa yang dibahas dan apa yang disepakati."))
    waiting = CalibrationChange.objects.filter(
        peer__calibration=calibration, status=CalibrationChange.Status.PROPOSED
    )
    lapsed = waiting.update(status=CalibrationChange.Status.LAPSED, answered_on=on)
    calibration.minutes, calibration.closed_on = minutes.strip(), on
    before, calibration.stage = calibration.stage, Stage.CLOSED
    calibration.save()
    changes = {
        "stage": [before, Stage.CLOSED],
        "minutes": [None, digest_of(calibration.minutes)],
        "lapsed": [None, lapsed],
    }
    record("performance.calibration_closed", calibration, by=by, on=on, changes=changes)
    return calibration


@transaction.atomic
def read_calibration(
    calibration: Calibration, *, purpose: str, by: User, on: date
) -> list[EvaluationRead]:
    """An auditor says why; each person in the session sees who looked, when and for what."""
    require(can_read_calibration(scope_of(by, on), calibration))
    unread = [peer.evaluation for peer in unread_peers(calibration, by.pk, on)]
    verb = "performance.evaluation_read"
    return keep_reads(EvaluationRead, unread, purpose, verb, by=by, on=on)
