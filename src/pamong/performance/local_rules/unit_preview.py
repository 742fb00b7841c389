"""What another reading of the distribution pattern would say, unit by unit; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.distribution.queries import ALL, levels_shown, predicates_in
from pamong.performance.evaluation.distribution import Distribution, distribution_of
from pamong.performance.local_rules.effect import TRIED, effect_context
from pamong.performance.models import LocalRule, PredicateSetting, UnitLevel
from pamong.performance.periods import say_period
from pamong.performance.rules import ORGANISATION, label_of
from pamong.policy.pack import Pack
from pamong.ui.numbers import say_number
from pamong.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit whose predicates stand otherwise beside the pattern."""

    level: UnitLevel
    before: Distribution
    after: Distribution


def pattern_context(_scope: Scope, rule: LocalRule, before: Pack, after: Pack) -> dict[str, Any]:
    """The units of the period that was set last, tried with both; those that differ by name."""
    settings = PredicateSetting.objects.filter(unit__agency=rule.agency_id)
    last = settings.order_by("-pk").values_list("year", "period").first()
    if last is None:
        return {"effect": _("Belum ada predikat yang ditetapkan untuk dicoba dengan aturan ini.")}
    rows = levels_shown(rule.agency_id, last, ALL).filter(unit__in=settings.values("unit"))
    levels = list(rows.order_by("unit__name", "pk")[:TRIED])
    given = predicates_in([row.unit_id for row in levels], last)
    levels = [row for row in levels if row.unit_id in given]
    moved = _moved(levels, given, before, after)
    told = {
        "tried": say_number(len(levels)),
        "moved": say_number(len(moved)),
        "period": say_period(*last),
    }
    effect = _("Dari %(tried)s unit yang ditetapkan untuk %(period)s tidak satu pun berubah.")
    if moved:
        effect = _(
            "Dari %(tried)s unit yang ditetapkan untuk %(period)s, %(moved)s unit berubah terhadap pola."
        )
    return effect_context(effect % told, moved, lambda rows: _table(rows, after))


def _moved(
    levels: Sequence[UnitLevel], given: dict[int, list[str]], before: Pack, after: Pack
) -> list[UnitMoved]:
    found = []
    for level in levels:
        codes = given[level.unit_id]
        old, new = (
            distribution_of(pack, level.level, codes, total=len(codes)) for pack in (before, after)
        )
        if old.findings != new.findings:
            found.append(UnitMoved(level, old, new))
    return found


def _table(moved: Sequence[UnitMoved], pack: Pack) -> Table:
    columns = [Column(_("Unit"), kind="row"), Column(_("Sekarang")), Column(_("Nanti"))]
    rows = [
        Row(
            [
                Cell(
                    one.level.unit.name,
                    sub=_("%(level)s, %(n)s pegawai")
                    % {
                        "level": label_of(pack, ORGANISATION, one.level.level),
                        "n": say_number(one.after.total),
                    },
                ),
                _said(one.before),
                _said(one.after),
            ]
        )
        for one in moved
    ]
    return Table(columns, rows, _("Unit yang berubah terhadap pola"))


def _said(found: Distribution) -> Cell | str:
    return " ".join(found.findings) if found.departs else Cell(_("Sesuai pola"), tag="agreed")
