"""The verbs of a sanction: propose, answer, decide, take back, note an appeal, annul."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.models import Evaluation, Sanction
from pamong.performance.rules import label_of, mark_of, pack_named
from pamong.performance.sanction.cutting import cut_by_sanction, lift_cut
from pamong.performance.sanction.permissions import (
    can_annul_sanction,
    can_appeal_sanction,
    can_decide_sanction,
    can_propose_discipline,
    can_propose_sanction,
    can_state_sanction,
    can_withdraw_sanction,
)
from pamong.performance.sanction.steps import (
    KINDS,
    discipline_pack,
    is_none,
    penalty_for,
    statement_by,
    steps_open,
)
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full

Status, Track = Sanction.Status, Sanction.Track


@dataclass(frozen=True, slots=True)
class Proposal:
    """The step, what proves it and why."""

    step: str
    evidence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case of discipline: by days of absence, or by another ground in words with the penalty named."""

    evidence: str
    reason: str
    absence_days: int | None = None
    days_running: int | None = None
    kind: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether it is imposed, why, and the paper behind it."""

    imposes: bool
    reason: str
    number: str = ""
    dated_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def propose_sanction(evaluation: Evaluation, given: Proposal, *, by: User, on: date) -> Sanction:
    """Propose the next step after an evaluation; the person answers before anything is decided."""
    evaluation = Evaluation.objects.lock(evaluation)
    # Two evaluations of one person are two rows: the person is what both proposals wait for.
    employees = Employee.objects.select_for_update(of=("self",)).select_related("agency", "unit")
    employee = employees.get(pk=evaluation.plan.employee_id)
    require(can_propose_sanction(scope_of(by, on), employee))
    step = next((one for one in steps_open(evaluation, on) if one.code == given.step), None)
    if step is None:
        raise ValidationError(
            _("Langkah ini belum dapat diusulkan: langkah sebelumnya belum selesai menurut aturan.")
        )
    sanction = Sanction(
        evaluation=evaluation, track=Track.PERFORMANCE, step=step.code, citation=step.citation
    )
    sanction.reason, sanction.evidence = given.reason, given.evidence
    return _propose(sanction, employee, pack_named(evaluation.pack), by=by, on=on)


@transaction.atomic
def propose_discipline(employee: Employee, given: Case, *, by: User, on: date) -> Sanction:
    """Propose a penalty of discipline; days of absence settle its kind by the rule."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    require(can_propose_discipline(scope_of(by, on), employee))
    pack = discipline_pack(employee, on)
    if pack is None:
        raise ValidationError(
            _("Aturan disiplin yang tersedia tidak berlaku untuk jenis pegawai ini.")
        )
    kind = _kind_of(pack, given)
    sanction = Sanction(
        track=Track.DISCIPLINE, step=kind, citation=pack.head.citation, ground=given.ground.strip()
    )
    sanction.level = penalty_for(pack, {"kind": kind}).value["level"]
    sanction.absence_days, sanction.days_running = given.absence_days, given.days_running
    sanction.reason, sanction.evidence = given.reason, given.evidence
    return _propose(sanction, employee, pack, by=by, on=on)


def _kind_of(pack: Pack, given: Case) -> str:
    """The penalty: what the rule says of the days, or what is named with its ground."""
    if given.absence_days is None:
        if not given.kind or is_none(pack, given.kind) or not given.ground.strip():
            raise ValidationError(
                _("Isi jumlah hari tidak masuk, atau pilih hukuman dan tulis pelanggarannya.")
            )
        return given.kind
    running = given.days_running or 0
    if running > given.absence_days:
        raise ValidationError(_("Hari berturut-turut tidak dapat melebihi jumlah harinya."))
    found = penalty_for(pack, {"absence_days": given.absence_days, "days_running": running})
    kind = str(found.value["kind"])
    if is_none(pack, kind):
        raise ValidationError(_("Menurut aturan, jumlah hari ini tidak dikenai hukuman disiplin."))
    if given.kind and given.kind != kind:
        raise ValidationError(
            _("Menurut jumlah harinya, hukumannya “%(kind)s”. Kosongkan pilihan hukuman.")
            % {"kind": label_of(pack, KINDS, kind)}
        )
    return kind


def _propose(sanction: Sanction, employee: Employee, pack: Pack, *, by: User, on: date) -> Sanction:
    """Save a proposal with the clock of the person's answer."""
    sanction.evidence, sanction.reason = sanction.evidence.strip(), sanction.reason.strip()
    if not sanction.evidence or not sanction.reason:
        raise ValidationError(_("Tulis buktinya dan alasannya."))
    waiting = Sanction.objects.filter(employee=employee, step=sanction.step)
    if waiting.filter(status=Status.PROPOSED).exists():
        raise ValidationError(_("Usulan yang sama sudah menunggu keputusan."))
    sanction.employee, sanction.pack = employee, mark_of(pack)
    sanction.proposed_by, sanction.proposed_on = by, on
    sanction.statement_by = statement_by(employee, pack, on)
    sanction.save()
    changes = {
        "track": [None, sanction.track],
        "step": [None, sanction.step],
        "statement_by": [None, sanction.statement_by],
        "reason": [None, digest_of(sanction.reason)],
    }
    record("performance.sanction_proposed", sanction, by=by, on=on, changes=changes)
    return sanction


@transaction.atomic
def state_sanction(sanction: Sanction, *, text: str, by: User, on: date) -> Sanction:
    """The person's own words before the decision; they may be rewritten until then."""
    sanction = Sanction.objects.lock(sanction)
    require(can_state_sanction(scope_of(by, on), sanction))
    if not sanction.is_proposed:
        raise ValidationError(_("Usulan ini sudah tidak menunggu keterangan."))
    if not text.strip():
        raise ValidationError(_("Tulis keterangan Anda."))
    before = digest_of(sanction.statement) if sanction.statement else None
    sanction.statement, sanction.stated_on = text.strip(), on
    sanction.save()
    changes = {"statement": [before, digest_of(sanction.statement)]}
    record("performance.sanction_stated", sanction, by=by, on=on, changes=changes)
    return sanction


@transaction.atomic
def decide_sanction(sanction: Sanction, given: Decided, *, by: User, on: date) -> Sanction:
    """Impose or decline, by another person than proposed it, once the person was heard."""
    sanction = Sanction.objects.lock(sanction)
    require(can_decide_sanction(scope_of(by, on), sanction))
    if sanction.is_proposed and not sanction.is_heard(on):
        raise ValidationError(
            _("Pegawai dapat memberi keterangan sampai %(day)s. Putuskan sesudahnya.")
            % {"day": say_day_full(sanction.statement_by)}
        )
    sanction.move_to(Status.IMPOSED if given.imposes else Status.DECLINED)
    if not given.reason.strip():
        raise ValidationError(_("Tulis alasan keputusan."))
    sanction.decided_by, sanction.decided_on = by, on
    sanction.decision = given.reason.strip()
    if given.imposes:
        _take_decision(sanction, given, on)
    sanction.save()
    changes: dict[str, Any] = {
        "status": [Status.PROPOSED, sanction.status],
        "decision": [None, digest_of(sanction.decision)],
    }
    if given.imposes:
        changes["starts_on"] = [None, sanction.starts_on]
        changes["ends_on"] = [None, sanction.ends_on]
    record("performance.sanction_decided", sanction, by=by, on=on, changes=changes)
    cut_by_sanction(sanction, by=by, on=on)
    return sanction


def _take_decision(sanction: Sanction, given: Decided, on: date) -> None:
    if not given.number.strip() or given.dated_on is None or given.starts_on is None:
        raise ValidationError(_("Isi nomor keputusan, tanggalnya, dan sejak kapan berlaku."))
    if given.dated_on > on:
        raise ValidationError(_("Tanggal keputusan tidak dapat sesudah hari ini."))
    if given.ends_on and given.ends_on < given.starts_on:
        raise ValidationError(_("Isi tanggal akhir yang tidak sebelum tanggal mulai."))
    sanction.number, sanction.dated_on = given.number.strip(), given.dated_on
    sanction.starts_on, sanction.ends_on = given.starts_on, given.ends_on


@transaction.atomic
def withdraw_sanction(sanction: Sanction, *, reason: str, by: User, on: date) -> Sanction:
    """Take a proposal back before it is decided; it stays readable."""
    sanction = Sanction.objects.lock(sanction)
    require(can_withdraw_sanction(scope_of(by, on), sanction))
    return _end(sanction, Status.WITHDRAWN, reason, "sanction_withdrawn", by=by, on=on)


@transaction.atomic
def annul_sanction(sanction: Sanction, *, reason: str, by: User, on: date) -> Sanction:
    """Annul a decision with a reason, after an appeal or because it was wrong; it stays readable."""
    sanction = Sanction.objects.lock(sanction)
    require(can_annul_sanction(scope_of(by, on), sanction))
    sanction = _end(sanction, Status.ANNULLED, reason, "sanction_annulled", by=by, on=on)
    lift_cut(sanction, by=by, on=on)
    return sanction


def _end(
    sanction: Sanction, status: str, reason: str, verb: str, *, by: User, on: date
) -> Sanction:
    before = sanction.status
    sanction.move_to(status)
    if not reason.strip():
        raise ValidationError(_("Tulis alasannya."))
    sanction.ended_by, sanction.ended_on = by, on
    sanction.ended_reason = reason.strip()
    sanction.save()
    changes = {"status": [before, status], "reason": [None, digest_of(sanction.ended_reason)]}
    record(f"performance.{verb}", sanction, by=by, on=on, changes=changes)
    return sanction


@transaction.atomic
def appeal_sanction(sanction: Sanction, *, text: str, by: User, on: date) -> Sanction:
    """Note that the person turned to another instance; who decides there is outside of this house."""
    sanction = Sanction.objects.lock(sanction)
    require(can_appeal_sanction(scope_of(by, on), sanction))
    if sanction.status != Status.IMPOSED:
        raise ValidationError(_("Upaya administratif dicatat atas keputusan yang berlaku."))
    if not text.strip():
        raise ValidationError(_("Tulis ke mana dan atas alasan apa."))
    before = digest_of(sanction.appeal) if sanction.appeal else None
    sanction.appealed_on, sanction.appeal = on, text.strip()
    sanction.save()
    changes = {"appeal": [before, digest_of(sanction.appeal)]}
    record("performance.sanction_appealed", sanction, by=by, on=on, changes=changes)
    return sanction
