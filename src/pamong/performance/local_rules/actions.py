"""The verbs of an agency's own rules: ask with reason and basis, grant as the second person, refuse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, record
from pamong.people.leave.kinds import OWN
from pamong.people.leave.queries import kinds_used_from
from pamong.people.models import Agency
from pamong.people.scope import scope_of
from pamong.performance.local_rules.layers import changed_on, followers_of
from pamong.performance.local_rules.permissions import (
    can_ask_rule,
    can_grant_rule,
    can_refuse_rule,
)
from pamong.performance.local_rules.queries import content_before, values_of
from pamong.performance.local_rules.wording import fault_said
from pamong.performance.models import LocalRule
from pamong.performance.rhythm import TABLE as RHYTHM_OF_KIND
from pamong.performance.windows.queries import is_rated_by_part
from pamong.policy.figures import check_answer, figures_of
from pamong.policy.load import builtin
from pamong.policy.local import answered, local_id, local_pack, to_toml
from pamong.policy.pack import Pack
from pamong.policy.section import PackError

CITED = "Aturan instansi: %s"  # stands in the papers of ten years; not translated


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency would say: the figures of one clause by name, from when, on what, and why."""

    pack: str
    clause: str
    figures: Mapping[str, Decimal | str]
    valid_from: date
    basis: str
    reason: str


@transaction.atomic
def ask_rule(agency: Agency, answer: Answer, *, by: User, on: date) -> LocalRule:
    """Ask for another answer to an open clause; nothing changes before someone else grants."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    scope = scope_of(by, on)
    require(can_ask_rule(scope) and scope.agency_id == agency.pk)
    rule = LocalRule(
        agency=agency,
        pack=answer.pack,
        clause=answer.clause,
        figures={name: str(value) for name, value in answer.figures.items()},
        valid_from=answer.valid_from,
        basis=answer.basis.strip(),
        reason=answer.reason.strip(),
        asked_by=by,
        asked_on=on,
    )
    if not rule.basis or not rule.reason:
        raise ValidationError(_("Isi dasar hukum dan alasan perubahan."))
    waiting = LocalRule.objects.filter(agency=agency, pack=rule.pack, clause=rule.clause)
    if waiting.filter(status=LocalRule.Status.ASKED).exists():
        raise ValidationError(_("Sudah ada perubahan butir ini yang menunggu orang kedua."))
    _fill(rule)
    rule.content = rule.local_pack = ""  # made anew with the grant, over what holds by then
    rule.save()
    record("performance.rule_asked", rule, by=by, on=on, changes=_told(rule))
    return rule


@transaction.atomic
def grant_rule(rule: LocalRule, *, by: User, on: date) -> LocalRule:
    """The second person lets the answer hold from its day; what was computed before stays."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=rule.agency_id)
    rule = LocalRule.objects.lock(rule)
    require(can_grant_rule(scope_of(by, on), rule))
    _check_waiting(rule)
    _check_asker(rule, on)
    rule.agency = agency
    layers = [rule, *_fill(rule)]
    for one in layers:
        one.status, one.answered_by, one.answered_on = LocalRule.Status.GRANTED, by, on
        one.save()
    held = [[one.pack, one.valid_from.isoformat(), one.local_pack] for one in layers]
    agency.local_packs = [*agency.local_packs, *held]
    agency.save(update_fields=["local_packs"])
    for one in layers:
        changes = {**_told(one), "local_pack": [None, one.local_pack]}
        record("performance.rule_granted", one, by=by, on=on, changes=changes)
    return rule


@transaction.atomic
def refuse_rule(rule: LocalRule, *, by: User, on: date) -> LocalRule:
    """Leave the rules as they are; who asked may take it back alike."""
    rule = LocalRule.objects.lock(rule)
    require(can_refuse_rule(scope_of(by, on), rule))
    _check_waiting(rule)
    rule.status, rule.answered_by, rule.answered_on = LocalRule.Status.REFUSED, by, on
    rule.save()
    record("performance.rule_refused", rule, by=by, on=on, changes={"clause": [rule.clause, None]})
    return rule


def _check_waiting(rule: LocalRule) -> None:
    if rule.status != LocalRule.Status.ASKED:
        raise ValidationError(_("Permintaan ini sudah dijawab. Muat ulang halaman."))


def _check_asker(rule: LocalRule, on: date) -> None:
    """Who asked must still be one who could: else an ended role lives on in its requests."""
    scope = scope_of(rule.asked_by, on)
    if not (can_ask_rule(scope) and scope.agency_id == rule.agency_id):
        raise ValidationError(_("Yang mengajukan tidak berwenang lagi. Ajukan permintaan baru."))


def _fill(rule: LocalRule) -> list[LocalRule]:
    """Make the pack of all answers with this one, and anew those of later days that lack it.

    A released pack is never edited: a later one gets a successor from its own day. The packs' own
    check refuses what cannot be.
    """
    _check_day(rule)
    _check_kept(rule)
    official, followers = builtin(rule.pack), list(followers_of(rule))
    try:
        _check_figures(rule, official)
        for one in (rule, *followers):
            _make(one, official)
    except PackError as fault:
        raise ValidationError(fault_said(fault)) from None
    return followers


def _make(rule: LocalRule, official: Pack) -> None:
    cited = CITED % rule.basis
    content = answered(content_before(rule), official, rule.clause, values_of(rule), cited)
    rule.content = to_toml(content)
    if content:
        local_pack(official, rule.content, rule.valid_from)
    rule.local_pack = local_id(official, rule.content) if content else official.id


def _check_figures(rule: LocalRule, official: Pack) -> None:
    """The official answer needs no check: it takes the agency's own one back."""
    values = values_of(rule)
    standard = figures_of(official, official.clauses[rule.clause])
    if values != {figure.path: figure.value for figure in standard}:
        check_answer(official, rule.clause, values)


def _check_day(rule: LocalRule) -> None:
    first, changed = date(rule.asked_on.year, 1, 1), changed_on(rule)
    if rule.valid_from < first:
        raise ValidationError(
            _("Aturan dapat berlaku paling awal %(day)s; yang sudah dihitung tidak diubah."),
            params={"day": first.strftime("%d-%m-%Y")},
        )
    if rule.clause == RHYTHM_OF_KIND and is_rated_by_part(rule.agency, rule.valid_from.year):
        _check_next_year(rule)
    if changed and rule.valid_from < changed:
        raise ValidationError(
            _("Butir ini sudah diubah mulai %(day)s. Isi tanggal itu atau sesudahnya."),
            params={"day": changed.strftime("%d-%m-%Y")},
        )


def _check_kept(rule: LocalRule) -> None:
    """A kind of leave of the agency's own stays while leave under it begins on that day or later."""
    if rule.clause != OWN:
        return
    gone = kinds_used_from(rule.agency, rule.valid_from) - {
        str(v) for v in values_of(rule).values()
    }
    if gone:
        raise ValidationError(
            _("Sudah ada cuti %(kinds)s yang mulai %(day)s atau sesudahnya, jadi namanya tetap."),
            params={"kinds": ", ".join(sorted(gone)), "day": rule.valid_from.strftime("%d-%m-%Y")},
        )


def _check_next_year(rule: LocalRule) -> None:
    """How often people are rated is fixed for a year whose first rating was begun."""
    if rule.valid_from == date(rule.valid_from.year, 1, 1):
        raise ValidationError(
            _(
                "Penilaian berkala %(year)s sudah dimulai, jadi frekuensinya tetap sampai akhir tahun."
            ),
            params={"year": rule.valid_from.year},
        )


def _told(rule: LocalRule) -> dict[str, object]:
    official = builtin(rule.pack)
    figures = figures_of(official, official.clauses[rule.clause])
    standard = {f.name: None if f.value is None else str(f.value) for f in figures}
    changed = {
        f"{rule.clause}.{name}": [standard[name], value]
        for name, value in rule.figures.items()
        if standard[name] != value
    }
    reason = digest_of(f"{rule.basis}\n{rule.reason}")
    return {**changed, "valid_from": [None, rule.valid_from], "reason": [None, reason]}
