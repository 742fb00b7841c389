"""Penetapan predikat kinerja: a unit's level, everybody's predicate, and the spread beside the pattern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pamong.documents.signatories import Room
from pamong.people.models import PRECEDENCE, Assignment, Employee, recall_names
from pamong.performance.evaluation.distribution import PATTERN, distribution_of
from pamong.performance.models import Evaluation, PredicateSetting, UnitLevel
from pamong.performance.papers.contents.evaluation import (
    ORGANISATION,
    PREDICATES,
    RATER,
    RATINGS,
    heading_known,
)
from pamong.performance.papers.contents.pattern import (
    ROUNDED,
    ROUNDED_CLAUSE,
    limits_of,
    pattern_content,
    people_said,
)
from pamong.performance.papers.contents.persons import NONE, sign
from pamong.performance.periods import period_days, say_period
from pamong.performance.rules import label_of, pack_named
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full, say_days
from pamong.ui.filters import nip
from pamong.ui.numbers import say_percent

HEAD = "Pimpinan unit kerja"
When = tuple[int, int, str]  # unit, year, period


@dataclass(frozen=True, slots=True)
class Signer:
    """The one who set them all; where several did, the head of the unit."""

    role: str
    person: Employee | None

    @classmethod
    def of(cls, settings: Sequence[PredicateSetting], head: Employee | None) -> Signer:
        """Whoever signs the list."""
        raters = {one.rater_id: one.rater for one in settings}
        return cls(RATER, *raters.values()) if len(raters) == 1 else cls(HEAD, head)

    def signs(self, settings: Sequence[PredicateSetting]) -> Room:
        """The room to sign, with the last day on which predicates were set."""
        last = f"Ditetapkan {say_day_full(settings[-1].set_on)}" if settings else ""
        return sign(self.role, self.person, last)


def predicates_contents(
    levels: Sequence[UnitLevel],
) -> Iterator[dict[str, Any]]:
    """The list of each unit and period, in a fixed number of queries for all."""
    given = evaluations_in(levels)
    settings = _settings(levels)
    heads = _heads(levels)
    recall_names(level.unit for level in levels)
    for level in levels:
        key = when_of(level)
        signer = Signer.of(settings[key], heads.get(key))
        yield _content(level, given[key], settings[key], signer)


def when_of(level: UnitLevel) -> When:
    """By what a setting points at a level."""
    return level.unit_id, level.year, level.period


def evaluations_in(levels: Iterable[UnitLevel]) -> dict[When, list[Evaluation]]:
    """The standing evaluations that were set beside each level, by name."""
    rows = (
        Evaluation.objects.final()
        .standing()
        .filter(
            setting__unit_id__in={level.unit_id for level in levels},
            setting__year__in={level.year for level in levels},
            setting__period__in={level.period for level in levels},
        )
    )
    rows = rows.select_related(
        *("plan__employee", "plan__position", "plan__duty", "rater", "setting__rater")
    )
    found: dict[When, list[Evaluation]] = defaultdict(list)
    for row in rows.order_by("plan__employee__name", "pk"):
        assert row.setting is not None
        found[row.setting.unit_id, row.setting.year, row.setting.period].append(row)
    return found


def _settings(levels: Iterable[UnitLevel]) -> dict[When, list[PredicateSetting]]:
    rows = PredicateSetting.objects.filter(
        unit_id__in={level.unit_id for level in levels},
        year__in={level.year for level in levels},
        period__in={level.period for level in levels},
    )
    found: dict[When, list[PredicateSetting]] = defaultdict(list)
    for row in rows.select_related("rater").order_by("set_on", "pk"):
        found[row.unit_id, row.year, row.period].append(row)
    return found


def _heads(levels: Sequence[UnitLevel]) -> dict[When, Employee]:
    """Who led each unit on the last day of its period."""
    days = {when_of(one): period_days(one.year, one.period)[1] for one in levels}
    if not days:
        return {}
    rows = Assignment.objects.within(min(days.values()), max(days.values())).filter(
        unit_id__in={level.unit_id for level in levels}, position__is_head=True
    )
    held = sorted(
        rows.select_related("employee").order_by("-valid_from", "-pk"),
        key=lambda row: PRECEDENCE.index(row.kind),
    )
    found: dict[When, Employee] = {}
    for key, day in days.items():
        for row in held:
            if row.unit_id == key[0] and row.is_on(day):
                found.setdefault(key, row.employee)
    return found


def _content(
    level: UnitLevel,
    given: Sequence[Evaluation],
    settings: Sequence[PredicateSetting],
    signer: Signer,
) -> dict[str, Any]:
    first, last = period_days(level.year, level.period)
    pack = pack_named(settings[-1].pack if settings else given[-1].pack)
    spread = _spread(pack, level, given)
    return {
        "heading": heading_known(pack, "penetapan_predikat", "Penetapan Predikat Kinerja"),
        "unit": level.unit.name_on(last),
        "period": f"Periode: {say_period(level.year, level.period)} ({say_days(first, last)})",
        "level": [
            "Capaian kinerja organisasi",
            label_of(pack, ORGANISATION, level.level) or NONE,
        ],
        "level_by": _level_said(level),
        "pattern_title": "Pola distribusi",
        "pattern": pattern_content(pack, level.level),
        "people": {
            "title": "Predikat pegawai",
            "columns": _columns(),
            "rows": [_row(number, one) for number, one in enumerate(given, start=1)],
            "empty": "Belum ada predikat yang ditetapkan.",
        },
        "spread": spread,
        "reasons_title": "Alasan berbeda dari pola",
        "reasons": _reasons(settings),
        "unconfirmed": spread["unconfirmed"],
        "signs": [signer.signs(settings)],
    }


def _level_said(level: UnitLevel) -> str:
    said = f"Ditetapkan {level.set_by.full_name}, {say_day_full(level.set_on)}."
    return f"{said} Dasar: {level.reason}" if level.reason else said


def _columns() -> list[list[str]]:
    return [
        ["no", "No"],
        ["name", "Nama dan NIP"],
        ["post", "Jabatan"],
        ["results", "Rating hasil kerja"],
        ["behaviour", "Rating perilaku kerja"],
        ["predicate", "Predikat kinerja"],
        ["rater", "Pejabat penilai kinerja"],
    ]


def _row(number: int, one: Evaluation) -> dict[str, Any]:
    pack, person = pack_named(one.pack), one.plan.employee
    return {
        "cells": [
            str(number),
            {"text": person.full_name, "sub": nip(person.nip) if person.nip else ""},
            one.plan.post_name,
            label_of(pack, RATINGS, one.results_rating),
            label_of(pack, RATINGS, one.behaviour_rating),
            {"text": label_of(pack, PREDICATES, one.predicate), "sub": _changed_by(one)},
            one.setting.rater.full_name if one.setting else NONE,
        ]
    }


def _changed_by(one: Evaluation) -> str:
    """Who decided it after it was set: the superior, on an objection."""
    if one.rater is None or one.setting is None or one.rater_id == one.setting.rater_id:
        return ""
    return f"menurut keputusan {one.rater.full_name}"


def _spread(pack: Pack, level: UnitLevel, given: Sequence[Evaluation]) -> dict[str, Any]:
    """How many have each predicate beside the pattern; work in an acting post counts nobody twice."""
    own = [one.predicate for one in given if not one.plan.is_acting]
    found = distribution_of(pack, level.level, own, total=len(own))
    limits = limits_of(pack, level.level)
    marks = [ROUNDED] if ROUNDED_CLAUSE in found.outcome.unconfirmed else []
    pattern = pack.patterns.get(PATTERN)
    return {
        "title": "Sebaran predikat",
        "columns": [["predicate", "Predikat"], ["people", "Pegawai"], ["share", "Bagian"]],
        "rows": [
            {"cells": [bar.label, str(bar.count), _share(bar.count, len(own))]}
            for bar in found.bars
        ],
        "limits_title": "Batas pola untuk unit ini",
        "limits": [people_said(pack, limit, len(own)) for limit in limits],
        "findings_title": "Berbeda dari pola",
        "findings": list(found.findings),
        "note": _acting_note(given),
        "unconfirmed": marks if pattern and pattern.rounding_unconfirmed else [],
    }


def _share(count: int, total: int) -> str:
    return say_percent(Decimal(100 * count) / total, 1) if total else NONE


def _acting_note(given: Sequence[Evaluation]) -> str:
    if any(one.plan.is_acting for one in given):
        return "Penilaian jabatan Plt. dan Plh. tidak dihitung dalam sebaran."
    return ""


def _reasons(settings: Iterable[PredicateSetting]) -> list[list[str]]:
    """Why leaders left the pattern, each by name."""
    return [
        [f"{one.rater.full_name}, {say_day_full(one.set_on)}", one.reason]
        for one in settings
        if one.reason
    ]
