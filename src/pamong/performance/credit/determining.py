"""Verbs of determination: what was computed is set down on a day; a correction keeps both versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.models import Employee
from pamong.people.scope import scope_of
from pamong.performance.credit.account import Account
from pamong.performance.credit.actions import held_person
from pamong.performance.credit.conversions import Counted
from pamong.performance.credit.permissions import (
    can_correct_determination,
    can_determine_credit,
)
from pamong.performance.credit.queries import account_in
from pamong.performance.credit.rules import progress, rank_in
from pamong.performance.credit.standings import refresh_standings
from pamong.performance.models import CreditDetermination
from pamong.performance.rules import mark_of, pack_named
from pamong.policy.evaluate import Outcome


@dataclass(frozen=True, slots=True)
class DeterminationFacts:
    """The number of the determination, and whether periodic conversions are taken in."""

    number: str
    with_periodic: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Determined:
    """What a determination would say: the old figure, the new total, and what the rule was given."""

    old: Decimal
    outcome: Outcome
    until: date
    inputs: dict[str, Any]

    @property
    def total(self) -> Decimal:
        """As shown."""
        total: Decimal = self.outcome.value["total"]
        return total


def determined_of(
    account: Account,
    previous: CreditDetermination | None,
    *,
    with_periodic: bool,
    up_to: date = date.max,
) -> Determined | None:
    """The figures of a determination; nothing where the account has no total or no rank of the level."""
    if account.pack is None or account.opening is None or account.unranked or account.lacking:
        return None
    if not account.raises:
        return None
    rank = rank_in(account.pack, account.rank)
    states = (Counted.YES, Counted.PENDING) if with_periodic else (Counted.YES,)
    rows = [one for one in account.counted(*states) if one.last <= up_to]
    inputs = account.inputs(rows, rank, up_to)
    outcome = progress(account.pack, inputs)
    begun = progress(account.pack, inputs | {"rows": [], "diplomas": []})
    is_later = previous is not None and previous.level == account.level
    old = previous.total if previous and is_later else begun.value["total"]
    diplomas = _diplomas(account, previous.inputs if previous and is_later else {}, up_to)
    days = [date.fromisoformat(one["day"]) for one in diplomas]
    until = max([account.opening.day, *(one.last for one in rows), *days])
    told = [{"first": one.first.isoformat(), "last": one.last.isoformat()} for one in rows]
    periods = [{**row, "uuid": str(one.uuid)} for row, one in zip(told, rows, strict=True)]
    return Determined(old, outcome, until, {**inputs, "periods": periods, "diploma_days": diplomas})


def _diplomas(account: Account, before: Mapping[str, Any], up_to: date) -> list[dict[str, Any]]:
    """The day of each, and whether the determination before holds it already."""
    known = {one["uuid"] for one in before.get("diploma_days", ())}
    found = [(str(one.uuid), one.as_of) for one in account.diplomas if one.as_of <= up_to]
    return [
        {"uuid": uuid, "day": day.isoformat(), "is_new": uuid not in known} for uuid, day in found
    ]


@transaction.atomic
def determine_credit(
    person: Employee, facts: DeterminationFacts, *, by: User, on: date
) -> CreditDetermination:
    """Set down what the account holds on the day."""
    person = held_person(person)
    require(can_determine_credit(scope_of(by, on), person))
    rows = CreditDetermination.objects.standing().filter(employee=person)
    previous = rows.order_by("-until").first()
    made = _made(person, facts, previous, by=by, on=on)
    if previous and made.until <= previous.until:
        raise ValidationError(
            _(
                "Sejak penetapan %(number)s belum ada konversi baru atau ijazah baru. Koreksi penetapan itu bila salah."
            )
            % {"number": previous.number}
        )
    made.save()
    refresh_standings([person], on)
    record("performance.credit_determined", made, by=by, on=on, changes=_told(made))
    return made


@transaction.atomic
def correct_determination(
    determination: CreditDetermination, facts: DeterminationFacts, *, by: User, on: date
) -> CreditDetermination:
    """Set down anew what was determined wrongly; the version before stays beside it."""
    rows = CreditDetermination.objects.select_for_update(of=("self",))
    old = rows.select_related("employee__agency").get(pk=determination.pk)
    require(can_correct_determination(scope_of(by, on), old))
    if old.replaced_by_id:
        raise ValidationError(_("Penetapan ini sudah dikoreksi. Buka versi terakhirnya."))
    if not facts.reason.strip():
        raise ValidationError(_("Tulis alasan koreksi."))
    standing = CreditDetermination.objects.standing().filter(employee=old.employee)
    if standing.filter(until__gt=old.until).exists():
        raise ValidationError(
            _("Hanya penetapan terakhir dikoreksi: penetapan sesudahnya memuatnya.")
        )
    before = standing.filter(until__lt=old.until).order_by("-until").first()
    new = _made(old.employee, facts, before, up_to=old.until, by=by, on=on)
    new.version = old.version + 1
    # The new row first stands aside, for only one stands at a time.
    new.replaced_by = old
    new.save()
    old.replaced_by = new
    new.replaced_by = None
    old.save(update_fields=["replaced_by"])
    new.save(update_fields=["replaced_by"])
    refresh_standings([old.employee], on)
    changes = _told(new) | {
        "credit_total": [str(old.total), str(new.total)],
        "replaces": [None, str(old.uuid)],
        "reason": [None, digest_of(facts.reason)],
    }
    record("performance.credit_determination_corrected", new, by=by, on=on, changes=changes)
    return new


def _made(
    person: Employee,
    facts: DeterminationFacts,
    previous: CreditDetermination | None,
    *,
    up_to: date = date.max,
    by: User,
    on: date,
) -> CreditDetermination:
    account = account_in(person, on)
    if facts.with_periodic and not account.needs_early:
        raise ValidationError(
            _("Konversi periodik hanya dipakai bila diperlukan untuk mencapai ambang.")
        )
    found = determined_of(account, previous, with_periodic=facts.with_periodic, up_to=up_to)
    if found is None or account.pack is None:
        raise ValidationError(
            _(
                "Angka kredit pegawai ini belum lengkap. Lengkapi saldo, jenjang, dan golongannya dahulu."
            )
        )
    unit = person.unit
    return CreditDetermination(
        employee=person,
        number=facts.number,
        set_on=on,
        until=found.until,
        level=account.level,
        rank=rank_in(account.pack, account.rank),
        post_name=account.post.name if account.post else "",
        unit_name=unit.name_on(on) if unit else "",
        old=found.old,
        total=found.total,
        inputs=found.inputs,
        pack=mark_of(account.pack),
        set_by=by,
        setter=Employee.objects.filter(user=by).first(),
        reason=facts.reason,
    )


def standing_of(row: CreditDetermination) -> Mapping[str, Any]:
    """What the rule says of a determination's own inputs: the thresholds as they were."""
    return outcome_of(row).value


def outcome_of(row: CreditDetermination) -> Outcome:
    """A determination's own inputs through the rule of its pack."""
    return progress(pack_named(row.pack), row.inputs)


def _told(row: CreditDetermination) -> dict[str, Any]:
    return {
        "number": [None, digest_of(row.number)],
        "counted_until": [None, row.until],
        "post_level": [None, row.level],
        "rank": [None, row.rank],
        "credit_old": [None, str(row.old)],
        "credit_total": [None, str(row.total)],
    }
