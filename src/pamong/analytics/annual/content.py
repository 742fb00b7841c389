"""The report as blocks: figures as they were filled, texts as they stand, and what is missing where it should stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pamong.analytics.annual import saying
from pamong.analytics.annual.annexes import annexes_of, origin_said
from pamong.analytics.annual.outline import CHAPTERS, SECTIONS, outline, sections_of
from pamong.analytics.annual.saying import Facts, number, rupiah
from pamong.analytics.models import AnnualReport, AnnualText
from pamong.documents import blocks
from pamong.documents.blocks import RIGHT, Block, column
from pamong.performance.papers.contents.blocks import sign_of
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.charts.framing import WIDE
from pamong.ui.charts.specs import Bar, bars
from pamong.ui.dates import say_day_full
from pamong.ui.numbers import say_percent

Texts = Mapping[str, AnnualText]
UNWRITTEN = "Bagian ini belum ditulis."
TOP = "Pimpinan instansi"
MOST_BARS = 30  # more would not stand on one page


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its texts, before it is laid out."""

    report: AnnualReport
    texts: Texts
    pack: Pack

    @property
    def figures(self) -> Facts:
        """As a snapshot gave them."""
        held: Facts = self.report.figures
        return held

    @property
    def year(self) -> int:
        """Of which the report tells."""
        return self.report.year

    def written(self, section: str) -> str:
        """What people wrote in a section."""
        held = self.texts.get(section)
        return held.text.strip() if held else ""

    def spent(self, goal: Facts) -> Decimal | None:
        """What was spent for a goal, where somebody said so."""
        held = self.texts.get(goal["uuid"])
        return held.spent if held else None


def content_of(report: AnnualReport, texts: Sequence[AnnualText]) -> dict[str, Any]:
    """Everything that is laid out; the same report with the same texts is the same content."""
    pack = outline()
    told = Told(report, {one.section: one for one in texts}, pack)
    return {
        "heading": "Laporan Kinerja Instansi Pemerintah",
        "lines": [told.figures["agency"], f"Tahun {report.year}"],
        "origin": origin_said(told.figures),
        "contents": "Daftar isi",
        "blocks": list(_blocks(told)),
        "unconfirmed": [f"susunan laporan menurut {pack.head.citation}"],
        "signs": [sign_of(TOP, report.approved_by, report.approved_on)],
    }


def _blocks(told: Told) -> Iterator[Block]:
    """Each chapter of the pack: what the figures say of it, then what people wrote."""
    for chapter in told.pack.scales[CHAPTERS].terms:
        yield blocks.chapter(label_of(told.pack, CHAPTERS, chapter.code))
        if of_figures := PARTS.get(chapter.details.get("figures", "")):
            yield from of_figures(told)
        yield from _sections(told, chapter.code)


def _sections(told: Told, chapter: str) -> Iterator[Block]:
    """What people write in a chapter."""
    for code in sections_of(told.pack, chapter):
        yield blocks.section(label_of(told.pack, SECTIONS, code))
        said = told.written(code)
        yield blocks.text(said) if said else blocks.missing(UNWRITTEN)


def _summary(told: Told) -> Iterator[Block]:
    yield blocks.section("Capaian dalam angka")
    yield blocks.text(saying.overall_said(told.figures))
    rows = []
    for goal in told.figures["goals"]:
        of_goal = {**told.figures, "goals": [goal]}
        rows.append([goal["name"], *map(str, saying.counted(of_goal))])
    if rows:
        yield blocks.table(
            [
                column("Sasaran", 1),
                column("Tercapai", align=RIGHT),
                column("Belum tercapai", align=RIGHT),
                column("Belum dapat dihitung", align=RIGHT),
            ],
            rows,
        )
    yield from _drawn(told)


def _drawn(told: Told) -> Iterator[Block]:
    """Every indicator whose attainment has a figure, against the whole; those without are said to be missing."""
    lines = saying.lines_of(told.figures)
    held = [(line, line["years"][str(told.year)]) for line in lines]
    given = [
        Bar(line["name"], number(of["uncapped"]), saying.attainment_said(of), tick=saying.WHOLE)
        for line, of in held
        if of["uncapped"] is not None
    ]
    if given and len(given) <= MOST_BARS:
        title = f"Capaian indikator tahun {told.year}; garis tegak adalah target"
        alt = "; ".join(f"{bar.label} {bar.said}" for bar in given)
        yield blocks.chart("attainment", title, alt, bars(given, width=WIDE))


def _offices(told: Told) -> Iterator[Block]:
    offices = told.figures["offices"]
    yield blocks.section("Susunan organisasi")
    if not offices:
        yield blocks.missing("Unit kerja belum tercatat.")
        return
    last = say_day_full(date(told.year, 12, 31))
    yield blocks.text(f"Pada {last} tercatat {len(offices)} unit langsung di bawah instansi:")
    yield blocks.listed(offices)


def _agreement(told: Told) -> Iterator[Block]:
    yield blocks.section(f"Perjanjian kinerja tahun {told.year}")
    yield from agreement_table(told.figures, told.year)


def agreement_table(figures: Facts, year: int) -> Iterator[Block]:
    """Goals, indicators and targets of the year."""
    rows = [
        [goal["name"], line["name"], line["unit"] or saying.NONE, saying.target_said(line, year)]
        for goal in figures["goals"]
        for line in goal["indicators"]
    ]
    bare = [goal["name"] for goal in figures["goals"] if not goal["indicators"]]
    if rows:
        columns = ("Sasaran", 3), ("Indikator", 3), ("Satuan", 1), ("Target", 2)
        yield blocks.table([column(label, width) for label, width in columns], rows)
    else:
        yield blocks.missing("Belum ada sasaran dengan indikator untuk tahun ini.")
    if bare:
        yield blocks.missing(f"Sasaran yang belum punya indikator: {'; '.join(bare)}.")


def _achievement(told: Told) -> Iterator[Block]:
    yield blocks.section("Capaian kinerja organisasi")
    for goal in told.figures["goals"]:
        yield from _goal(goal, told)
    yield blocks.section("Realisasi anggaran dan efisiensi")
    yield from _money(told)


def _goal(goal: Facts, told: Told) -> Iterator[Block]:
    yield blocks.section(f"Sasaran: {goal['name']}")
    if goal["unit"]:
        yield blocks.text(f"Penanggung jawab: {goal['unit']}.")
    if not goal["indicators"]:
        yield blocks.missing(
            "Sasaran ini belum punya indikator, sehingga capaiannya tidak dapat dihitung."
        )
    for line in goal["indicators"]:
        yield blocks.part(line["name"])
        yield years_table(line, told.figures["years"])
        said = (
            saying.year_said(line, told.year),
            saying.before_said(line, told.year),
            saying.end_said(line, goal, told.year),
        )
        yield blocks.text(" ".join(one for one in said if one))
    yield blocks.part("Analisis")
    said_of = told.written(goal["uuid"])
    yield blocks.text(said_of) if said_of else blocks.missing(UNWRITTEN)


def years_table(line: Facts, years: Sequence[int]) -> Block:
    """Target, actual and attainment of the year and of those before it of which something is known."""
    columns = [column("Tahun", 1), *(column(label, 2, RIGHT) for label in HEADS)]
    rows = []
    for year in years:
        of = line["years"][str(year)]
        if (
            year != years[-1]
            and of["actual"] is None
            and saying.target_said(line, year) == saying.NONE
        ):
            continue
        actual = saying.measured(line, of["actual"])
        rows.append([str(year), saying.target_said(line, year), actual, saying.attainment_said(of)])
    return blocks.table(columns, rows)


HEADS = ("Target", "Realisasi", "Capaian")


def _money(told: Told) -> Iterator[Block]:
    goals = told.figures["goals"]
    budgets = [number(goal["budget"]) for goal in goals]
    spent = [told.spent(goal) for goal in goals]
    if all(one is None for one in (*budgets, *spent)):
        yield blocks.missing("Pagu dan realisasi anggaran sasaran belum diisi.")
        return
    rows = [
        [
            goal["name"],
            rupiah(budget),
            rupiah(used),
            saying.spent_said(budget, used),
            _mean_said(goal, told.year),
        ]
        for goal, budget, used in zip(goals, budgets, spent, strict=True)
    ]
    heads = ("Pagu", "Realisasi", "Serapan", "Rata-rata capaian")
    yield blocks.table([column("Sasaran", 3), *(column(one, 2, RIGHT) for one in heads)], rows)
    yield blocks.text(_money_said(goals, budgets, spent))
    yield from _saved(goals, budgets, spent, told.year)


def _money_said(
    goals: Sequence[Facts], budgets: Sequence[Decimal | None], spent: Sequence[Decimal | None]
) -> str:
    """Over the goals that have both: sums over others would compare what does not belong together."""
    both = [(b, s) for b, s in zip(budgets, spent, strict=True) if b is not None and s is not None]
    if not both:
        return "Realisasi anggaran belum diisi untuk sasaran yang punya pagu, sehingga serapannya belum dapat dihitung."
    budget = saying.total(b for b, _s in both)
    used = saying.total(s for _b, s in both)
    said = (
        f"Dari {len(goals)} sasaran, {len(both)} punya pagu dan realisasi: {rupiah(used)} dari "
        f"{rupiah(budget)}, serapan {saying.spent_said(budget, used)}."
    )
    lacking = len(goals) - len(both)
    return f"{said} {lacking} sasaran lain tidak ikut dihitung." if lacking else said


def _saved(
    goals: Sequence[Facts],
    budgets: Sequence[Decimal | None],
    spent: Sequence[Decimal | None],
    year: int,
) -> Iterator[Block]:
    """Where every target was met with less than the whole budget."""
    found = [
        f"{goal['name']}: semua target tercapai dengan serapan {saying.spent_said(budget, used)}."
        for goal, budget, used in zip(goals, budgets, spent, strict=True)
        if budget and used is not None and used < budget and _all_met(goal, year)
    ]
    if found:
        yield blocks.text("Sasaran yang tercapai dengan anggaran kurang dari pagunya:")
        yield blocks.listed(found)


def _all_met(goal: Facts, year: int) -> bool:
    said = [saying.is_reached(line["years"][str(year)]) for line in goal["indicators"]]
    return bool(said) and all(said)


def _mean_said(goal: Facts, year: int) -> str:
    held = [number(line["years"][str(year)]["uncapped"]) for line in goal["indicators"]]
    present = [one for one in held if one is not None]
    if not present:
        return saying.NONE
    mean = say_percent(sum(present, Decimal(0)) / len(present), 2)
    return (
        mean if len(present) == len(held) else f"{mean} ({len(present)} dari {len(held)} indikator)"
    )


PARTS: Mapping[str, Callable[[Told], Iterator[Block]]] = {
    "summary": _summary,
    "offices": _offices,
    "agreement": _agreement,
    "achievement": _achievement,
    "annexes": lambda told: annexes_of(told.figures, told.year),
}
