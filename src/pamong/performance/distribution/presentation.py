"""The distribution by unit, as values for the component tags."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import recall_names
from pamong.performance.distribution.queries import ALL, DEPARTS, SMALL, UNSET, Sums, UnitLine
from pamong.performance.evaluation.presentation import distribution_context
from pamong.performance.models import PredicateSetting
from pamong.performance.periods import period_days, say_period
from pamong.performance.rhythm import When
from pamong.performance.rules import Local, label_of, pack_named, pack_on
from pamong.policy.pack import Pack
from pamong.ui.components import Tab, Trace
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

ORGANISATION, PREDICATES = "organisation", "predicate"
UNTOLD: dict[str, Any] = {"findings": (), "distribution": []}


def show_tabs(sums: Sums, when: When, show: str) -> list[Tab]:
    """The units that left the pattern, those too small to tell, those with nobody set, and all."""
    words = {
        DEPARTS: (_("Berbeda dari pola"), sums.departs),
        SMALL: (_("Terlalu sedikit orang"), sums.small),
        UNSET: (_("Predikat belum ditetapkan"), sums.unset),
        ALL: (_("Semua unit"), sums.levels),
    }
    address = f"{reverse('performance:distribution')}?year={when[0]}&period={when[1]}"
    return [
        Tab(text, f"{address}&show={key}", count, current=key == show)
        for key, (text, count) in words.items()
    ]


def units_table(lines: Sequence[UnitLine], when: When, local: Local = ()) -> Table:
    """One row a unit: its level, how many of each predicate, whether that fits."""
    pack = pack_on(period_days(*when)[0], local=local)
    recall_names(line.level.unit for line in lines)
    codes = tuple(reversed(pack.scales[PREDICATES].codes))
    return Table(
        columns=[
            Column(_("Unit"), kind="row"),
            Column(_("Capaian organisasi")),
            *(Column(label_of(pack, PREDICATES, code), kind="num") for code in codes),
            Column(_("Pola"), kind="tag"),
        ],
        rows=[_row(line, pack, when) for line in lines],
        caption=_("Predikat yang diberikan menurut unit"),
    )


def _row(line: UnitLine, pack: Pack, when: When) -> Row:
    is_told = line.distribution.rated and not line.is_hidden
    url = reverse("performance:distribution-unit", args=[line.level.unit.uuid, *when])
    return Row(
        cells=[
            Cell(line.level.unit.name_on(period_days(*when)[1]), url=url),
            label_of(pack, ORGANISATION, line.level.level),
            *(str(bar.count) if is_told else "" for bar in line.distribution.bars),
            fit_said(line),
        ]
    )


def fit_said(line: UnitLine) -> Cell:
    """Whether what stands follows the pattern; a departure was given a reason."""
    if not line.distribution.rated:
        return Cell(_("Predikat belum ditetapkan"), tag="none")
    if line.is_small:
        reason = _("Ditetapkan dengan alasan.") if line.departures else ""
        return Cell(_("Terlalu sedikit orang"), tag="none", sub=reason)
    if line.distribution.departs:
        why = [] if line.is_hidden else list(line.distribution.findings)
        if line.departures:
            why.append(_("Ditetapkan dengan alasan."))
        return Cell(_("Berbeda"), tag="wait", sub=" ".join(why))
    return Cell(_("Sesuai pola"), tag="agreed")


def unit_context(
    line: UnitLine, settings: Sequence[PredicateSetting], when: When, local: Local = ()
) -> dict[str, Any]:
    """One unit: bars beside the pattern, the clause, and each act of setting with its reason."""
    pack = pack_on(period_days(*when)[0], local=local)
    return {
        "unit": line.level.unit.name_on(period_days(*when)[1]),
        "period": say_period(*when),
        "fit": fit_said(line),
        "findings": line.distribution.findings,
        "is_hidden": line.is_hidden,
        "facts": [
            (_("Capaian organisasi"), label_of(pack, ORGANISATION, line.level.level)),
            (_("Ditetapkan oleh"), line.level.set_by.full_name, say_day_full(line.level.set_on)),
            (_("Dasar penetapan"), line.level.reason),
        ],
        "traces": [setting_trace(setting, counts=not line.unseen) for setting in settings],
        "citation": pack.patterns["distribution_pattern"].citation,
        **distribution_context(line.distribution, pack, line.level.level),
        **(UNTOLD if line.is_hidden else {}),
    }


def setting_trace(setting: PredicateSetting, *, counts: bool) -> Trace:
    """Who set how many of what, and why where the pattern was left.

    Without the counts for who may not see them all: a rater of few tells one person, and two acts each other.
    """
    pack = pack_named(setting.pack)
    given = ", ".join(
        f"{label_of(pack, PREDICATES, code)} {setting.counts[code]}"
        for code in reversed(pack.scales[PREDICATES].codes)
        if counts and setting.counts.get(code)
    )
    verb = _("Ditetapkan, berbeda dari pola") if setting.departs else _("Ditetapkan sesuai pola")
    return Trace(
        verb, by=setting.rater.full_name, at=setting.set_on, note=given, quote=setting.reason
    )
