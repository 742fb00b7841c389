"""What an asked answer would change for whom, tried on the evaluations that are there; nothing is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Role, Scope
from pamong.people.contracts.rules import MONTHS, NOTICE, notice_ends
from pamong.people.contracts.rules import PACK as CONTRACTS
from pamong.people.leave.kinds import PACK as LEAVE
from pamong.people.models import Contract
from pamong.people.workdays.hours import PACK as HOURS
from pamong.performance.allowance.paying import CLAUSES as ALLOWANCE
from pamong.performance.evaluation.distribution import RULE as PATTERN_RULE
from pamong.performance.evaluation.suggestion import ROWS_RULE, suggest
from pamong.performance.local_rules.day_preview import hours_context, leave_context
from pamong.performance.local_rules.effect import TRIED, effect_context
from pamong.performance.local_rules.pay_preview import TRIED_HERE as PAID
from pamong.performance.local_rules.pay_preview import paid_said, pay_context
from pamong.performance.local_rules.queries import content_before, values_of
from pamong.performance.local_rules.rhythm_preview import rhythm_context
from pamong.performance.local_rules.unit_preview import pattern_context
from pamong.performance.models import Evaluation, LocalRule, Plan
from pamong.performance.periods import say_period
from pamong.performance.rhythm import TABLE as RHYTHM_OF_KIND
from pamong.performance.rules import RATINGS, label_of, pack_held, pack_on
from pamong.policy.load import builtin
from pamong.policy.local import answered, local_pack, to_toml
from pamong.policy.pack import Pack
from pamong.policy.section import PackError
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table

LEADER_RULE = "leader_rating_of"


@dataclass(frozen=True, slots=True)
class Moved:
    """An evaluation whose suggestion would be another one."""

    evaluation: Evaluation
    before: str
    after: str


Preview = Callable[[Scope, LocalRule, Pack, Pack], dict[str, Any]]


def preview_context(scope: Scope, rule: LocalRule) -> dict[str, Any]:
    """The effect of a waiting request, for those who ask and grant; else nothing."""
    ours = scope.has(Role.HR, Role.AGENCY_HEAD) and rule.agency_id == scope.agency_id
    if rule.status != LocalRule.Status.ASKED or not ours:
        return {}
    preview = _preview_for(rule)
    if preview is None:
        return {"effect": _people_said(scope, rule)}
    before = pack_held(rule.pack, rule.valid_from, rule.agency.local_packs)
    after = pack_with(rule)
    return preview(scope, rule, before, after) if after else {}


def _preview_for(rule: LocalRule) -> Preview | None:
    """On which rows the effect of the clause is seen."""
    pack = builtin(rule.pack)
    if rule.clause in clauses_under(pack, (PATTERN_RULE,)):
        return pattern_context
    if rule.clause in PAID:
        return pay_context
    if rule.clause == RHYTHM_OF_KIND:
        return rhythm_context
    if rule.clause in clauses_under(pack, (ROWS_RULE, LEADER_RULE)):
        return ratings_context
    return {LEAVE: leave_context, HOURS: hours_context}.get(rule.pack)


def ratings_context(scope: Scope, rule: LocalRule, before: Pack, after: Pack) -> dict[str, Any]:
    """Evaluations for which another rating would be suggested."""
    tried = _tried(scope, rule)
    moved = list(moved_by(tried, before, after))
    said = _effect_said(len(tried), len(moved))
    return effect_context(said, moved, lambda rows: moved_table(rows, before))


def clauses_under(pack: Pack, rules: Iterable[str]) -> set[str]:
    """The clauses that some rules look at."""
    steps = [step for name in rules if name in pack.rules for step in pack.rules[name].steps]
    refs = [ref for step in steps for ref in step.refs]
    return {name for ref in refs for name in ((ref,) if isinstance(ref, str) else ref)}


def pack_with(rule: LocalRule) -> Pack | None:
    """The agency's pack as it would be; none where the answer can no longer be used."""
    official = builtin(rule.pack)
    try:
        content = answered(content_before(rule), official, rule.clause, values_of(rule), rule.basis)
        return local_pack(official, to_toml(content), rule.valid_from) if content else official
    except PackError:
        return None


def moved_by(evaluations: Iterable[Evaluation], before: Pack, after: Pack) -> Iterable[Moved]:
    """Those for which the rules would suggest another rating of results."""
    for evaluation in evaluations:
        old, new = (suggest(pack, evaluation.inputs).rating for pack in (before, after))
        if old != new:
            yield Moved(evaluation, old, new)


def _tried(scope: Scope, rule: LocalRule) -> list[Evaluation]:
    rows = Evaluation.objects.visible_to(scope).standing().final()
    ours = rows.filter(plan__agency=rule.agency, pack__startswith=rule.pack)
    around = ours.select_related("plan__employee", "plan__unit")
    return list(around.order_by("-pk")[:TRIED])


def _effect_said(tried: int, moved: int) -> str:
    told = {"tried": say_number(tried), "moved": say_number(moved)}
    if not tried:
        return _("Belum ada penilaian untuk dicoba dengan aturan ini.")
    if not moved:
        return _("Dari %(tried)s penilaian terbaru tidak satu pun sarannya berubah.") % told
    return (
        _("Dari %(tried)s penilaian terbaru, saran rating berubah pada %(moved)s penilaian.") % told
    )


def _people_said(scope: Scope, rule: LocalRule) -> str:
    if rule.clause in ALLOWANCE:
        return paid_said(rule)
    if rule.pack == CONTRACTS:
        return _contracts_said(scope, rule)
    if rule.pack != pack_on(rule.valid_from, local=()).id:
        return _("Dipakai sejak tanggal itu; di Pamong belum ada catatan yang berubah karenanya.")
    plans = Plan.objects.visible_to(scope).filter(agency=rule.agency, year=rule.valid_from.year)
    told = {
        "n": say_number(plans.values("employee").distinct().count()),
        "year": rule.valid_from.year,
    }
    return _("Berlaku bagi %(n)s pegawai dengan SKP tahun %(year)s.") % told


def _contracts_said(scope: Scope, rule: LocalRule) -> str:
    """How many contracts are decided on by the day, now and then."""
    after = pack_with(rule)
    if after is None:
        return ""
    rows = Contract.objects.visible_to(scope).filter(valid_to__gt=rule.valid_from, decision="")
    rows = rows.filter(valid_from__lte=rule.valid_from, employee__left_on=None)
    before = notice_ends(rule.valid_from, rule.agency.local_packs)
    then = rule.valid_from + timedelta(days=int(after.numbers[NOTICE].value))
    told = {
        "before": say_number(rows.filter(valid_to__lte=before).count()),
        "after": say_number(rows.filter(valid_to__lte=then).count()),
        "months": say_number(after.numbers[MONTHS].decimal),
    }
    return (
        _(
            "Kontrak yang menunggu keputusan pada tanggal itu: %(before)s sekarang, %(after)s nanti. "
            "Kontrak berikutnya diusulkan %(months)s bulan."
        )
        % told
    )


def moved_table(moved: Iterable[Moved], pack: Pack) -> Table:
    """The first people whom it would touch."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Periode")),
        Column(_("Saran sekarang")),
        Column(_("Saran nanti")),
    ]
    return Table(
        columns, [_moved(one, pack) for one in moved], _("Penilaian yang sarannya berubah")
    )


def _moved(one: Moved, pack: Pack) -> Row:
    plan = one.evaluation.plan
    url = reverse("performance:evaluation-detail", args=[one.evaluation.uuid])
    none = _("tidak ada saran")
    return Row(
        [
            Cell(plan.employee.full_name, url=url, sub=plan.unit.name),
            say_period(plan.year, one.evaluation.period),
            label_of(pack, RATINGS, one.before) or none,
            label_of(pack, RATINGS, one.after) or none,
        ]
    )
