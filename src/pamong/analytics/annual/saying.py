"""Sentences about the figures of a report: each says what the figures beside it say, and what is missing.

Papers are in Indonesian, whoever prints them; what a page says as well is translated.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pamong.measurement.cards.wording import figure_said
from pamong.measurement.models import Indicator
from pamong.ui.dates import say_day_full
from pamong.ui.filters import sentence
from pamong.ui.numbers import say_number, say_percent, say_rupiah

NONE, WHOLE = "–", Decimal(100)
Facts = Mapping[str, Any]
Direction = Indicator.Direction


def number(text: str | None) -> Decimal | None:
    """A kept value as a number."""
    return None if text is None else Decimal(text)


def measured(line: Facts, value: str | None) -> str:
    """A figure with its unit."""
    indicator = Indicator(direction=line["direction"], unit=line["unit"])
    return figure_said(indicator, number(value))


def target_said(line: Facts, year: int) -> str:
    """What was aimed at: a figure, a range, a text or a day."""
    of = line["years"][str(year)]
    low, high = (number(line.get(name)) for name in ("band_low", "band_high"))
    if line["direction"] == Direction.BAND and low is not None and high is not None:
        return _("%(low)s sampai %(high)s") % {"low": say_number(low), "high": say_number(high)}
    if of["due_on"] and line["direction"] == Direction.MILESTONE:
        return _("paling lambat %s") % say_day_full(date.fromisoformat(of["due_on"]))
    return of["target_text"] or measured(line, of["target"])


def attainment_said(of: Facts) -> str:
    """The percentage as it is, or whether a rank was reached."""
    if of["uncapped"] is not None:
        return say_percent(Decimal(of["uncapped"]), 2)
    if of["is_reached"] is None:
        return NONE
    return _("Tercapai") if of["is_reached"] else _("Belum tercapai")


def is_reached(of: Facts) -> bool | None:
    """Whether the target was met; nothing where that cannot be said."""
    if of["uncapped"] is not None:
        return Decimal(of["uncapped"]) >= WHOLE
    return None if of["is_reached"] is None else bool(of["is_reached"])


def lines_of(figures: Facts) -> list[Facts]:
    """Every indicator of the report."""
    return [line for goal in figures["goals"] for line in goal["indicators"]]


def counted(figures: Facts) -> tuple[int, int, int]:
    """How many indicators met their target, did not, and cannot be told."""
    said = [is_reached(line["years"][str(figures["year"])]) for line in lines_of(figures)]
    return said.count(True), said.count(False), said.count(None)


def overall_said(figures: Facts) -> str:
    """The year in two sentences."""
    met, unmet, unknown = counted(figures)
    year, goals = figures["year"], len(figures["goals"])
    if not met + unmet + unknown:
        return f"Tahun {year} tercatat {goals} sasaran tanpa indikator, sehingga capaiannya tidak dapat dihitung."
    said = (
        f"Tahun {year} kinerja diukur dengan {met + unmet + unknown} indikator pada {goals} sasaran: "
        f"{met} mencapai target, {unmet} belum mencapai target, dan {unknown} belum dapat dihitung."
    )
    return f"{said} Yang belum dapat dihitung tidak dianggap nol." if unknown else said


def year_said(line: Facts, year: int) -> str:
    """Target against actual of the year."""
    of = line["years"][str(year)]
    if of["actual"] is None:
        return f"Realisasi tahun {year} belum ada. {sentence(of['reason'])}".strip()
    said = f"Realisasi tahun {year} adalah {measured(line, of['actual'])}"
    target = target_said(line, year)
    if target == NONE:
        return f"{said}; target tahun itu belum diisi."
    if attainment_said(of) == NONE:
        return f"{said} terhadap target {target}. {sentence(of['reason'])}".strip()
    said = f"{said} terhadap target {target}, capaian {attainment_said(of).lower()}."
    lacks = "; ".join(of["missing"])
    return f"{said} Angka ini belum lengkap, yang belum ada: {lacks}." if lacks else said


def before_said(line: Facts, year: int) -> str:
    """Against the last year that has a figure."""
    now = number(line["years"][str(year)]["actual"])
    earlier = [int(one) for one in line["years"] if int(one) < year]
    held = [one for one in sorted(earlier) if line["years"][str(one)]["actual"] is not None]
    if now is None or line["direction"] in {Direction.MILESTONE, Direction.ORDINAL}:
        return ""
    if not held:
        return "Realisasi tahun-tahun sebelumnya tidak tercatat, sehingga tidak dapat dibandingkan."
    last = held[-1]
    was = Decimal(line["years"][str(last)]["actual"])
    whole = measured(line, str(was))
    if now == was:
        return f"Dibandingkan tahun {last} ({whole}), realisasinya tetap."
    way = "naik" if now > was else "turun"
    by = say_number(abs(now - was))
    return (
        f"Dibandingkan tahun {last} ({whole}), realisasinya {way} {by}{_better(line, now > was)}."
    )


def _better(line: Facts, is_up: bool) -> str:
    if line["direction"] == Direction.BAND:
        return ""
    wanted = line["direction"] == Direction.MORE
    return ", artinya membaik" if is_up == wanted else ", artinya memburuk"


def end_said(line: Facts, goal: Facts, year: int) -> str:
    """Against the target of the last year of the plan."""
    last, aim = goal["last_year"], number(line["at_the_end"])
    now = number(line["years"][str(year)]["actual"])
    if aim is None:
        return f"Target akhir periode ({last}) belum diisi."
    told = measured(line, line["at_the_end"])
    if now is None or line["direction"] not in {Direction.MORE, Direction.LESS}:
        return f"Target akhir periode ({last}) adalah {told}."
    is_there = now >= aim if line["direction"] == Direction.MORE else now <= aim
    if is_there:
        return f"Target akhir periode ({last}) sebesar {told} sudah tercapai."
    return f"Terhadap target akhir periode ({last}) sebesar {told}, masih ada selisih {say_number(abs(aim - now))}."


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; nothing where nothing is."""
    held = [value for value in values if value is not None]
    return sum(held, Decimal(0)) if held else None


def spent_said(budget: Decimal | None, spent: Decimal | None) -> str:
    """How much of the money set aside was used; nothing without both."""
    if budget is None or spent is None or not budget:
        return NONE
    return say_percent(spent / budget * WHOLE, 2)


def rupiah(value: Decimal | None) -> str:
    """An amount, or that there is none."""
    return NONE if value is None else say_rupiah(value)
