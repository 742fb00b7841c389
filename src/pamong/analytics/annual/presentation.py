"""Yearly reports on their pages: the list, the sections of one, and the year in figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.analytics.annual import saying
from pamong.analytics.annual.outline import CHAPTERS, SECTIONS, all_sections, outline
from pamong.analytics.models import AnnualReport, AnnualText
from pamong.performance.rules import label_of, text_of
from pamong.ui.dates import say_day
from pamong.ui.tables import Cell, Column, Row, Table

Stage = AnnualReport.Stage
TAGS = {Stage.DRAFT: "wait", Stage.PROPOSED: "proposed", Stage.APPROVED: "agreed"}


def stage_cell(report: AnnualReport) -> Cell:
    """Where it stands."""
    return Cell(report.get_stage_display(), tag=TAGS[Stage(report.stage)])


def report_table(reports: Sequence[AnnualReport]) -> Table:
    """Year, stage, snapshot."""
    columns = (
        *(Column(_("Laporan"), "row"), Column(_("Status"), "tag")),
        *(Column(_("Angka per")), Column(_("Disetujui oleh"))),
    )
    rows = []
    for one in reports:
        url = reverse("analytics:annual-detail", args=[one.uuid])
        by = one.approved_by.full_name if one.approved_by else "–"
        name = Cell(str(one), url)
        rows.append(Row([name, stage_cell(one), say_day(one.filled_on), by]))
    return Table(columns, rows)


def report_facts(report: AnnualReport) -> list[tuple[Any, Any]]:
    """From which snapshot the figures are, and who approved it."""
    as_of = say_day(date.fromisoformat(report.figures["as_of"]))
    facts = [
        (_("Status"), report.get_stage_display()),
        (_("Angka per"), as_of),
        (_("Potret data"), report.snapshot),
    ]
    if report.proposed_on and not report.is_draft:
        name = report.proposed_by.full_name if report.proposed_by else "–"
        facts.append((_("Dikirim"), f"{say_day(report.proposed_on)}, {name}"))
    if report.approved_on:
        name = report.approved_by.full_name if report.approved_by else "–"
        facts.append((_("Disetujui"), f"{say_day(report.approved_on)}, {name}"))
    return facts


def section_said(report: AnnualReport, section: str) -> str:
    """The name of a section, of the pack or of a goal."""
    pack = outline()
    if section in all_sections(pack):
        return label_of(pack, SECTIONS, section)
    goals = report.figures["goals"]
    goal = next((one for one in goals if one["uuid"] == section), None)
    if goal is None:
        return section
    is_shared = sum(one["name"] == goal["name"] for one in goals) > 1
    name = ", ".join(filter(None, (goal["name"], goal["unit"] if is_shared else "")))
    return _("Analisis: %(goal)s") % {"goal": name}


def hint_of(section: str) -> str:
    """What is asked of a section."""
    pack = outline()
    if section in all_sections(pack):
        return text_of(pack, f"hint.{section}")
    return _(
        "Mengapa tercapai atau belum, program apa yang menunjang atau menghambat, perbandingan dengan standar "
        "nasional bila ada, dan apa yang akan diperbaiki."
    )


def sections_table(report: AnnualReport, texts: Mapping[str, AnnualText]) -> Table:
    """Every section below its chapter, with who wrote it last."""
    pack = outline()
    columns = (
        Column(_("Bagian laporan"), "row"),
        *(Column(_("Status"), "tag"), Column(_("Ditulis oleh"), desk=True)),
    )
    rows = []
    for chapter in pack.scales[CHAPTERS].codes:
        named = [
            term.code
            for term in pack.scales[SECTIONS].terms
            if term.details.get("chapter") == chapter
        ]
        figures = pack.scales[CHAPTERS][chapter].details.get("figures")
        goals = report.figures["goals"] if figures == "achievement" else []
        sections = [*(goal["uuid"] for goal in goals), *named]
        if sections:
            rows.append(Row([label_of(pack, CHAPTERS, chapter)], group=True))
        rows += [_section_row(report, one, texts) for one in sections]
    return Table(columns, rows)


def _section_row(report: AnnualReport, section: str, texts: Mapping[str, AnnualText]) -> Row:
    held = texts.get(section)
    is_written = bool(held and held.text)
    url = reverse("analytics:annual-write", args=[report.uuid, section]) if report.is_draft else ""
    state = Cell(_("Ditulis"), tag="agreed") if is_written else Cell(_("Belum ditulis"), tag="wait")
    by = Cell("")
    if held and held.written_by:
        by = Cell(held.written_by.full_name, sub=say_day(held.written_on))
    return Row([Cell(section_said(report, section), url), state, by])


def year_table(report: AnnualReport) -> Table:
    """Every indicator with target, actual and attainment of the year."""
    columns = (
        Column(_("Indikator"), "row"),
        *(Column(title, "num") for title in (_("Target"), _("Realisasi"), _("Capaian"))),
    )
    rows = []
    for goal in report.figures["goals"]:
        for line in goal["indicators"]:
            of = line["years"][str(report.year)]
            shown = (
                saying.target_said(line, report.year),
                saying.measured(line, of["actual"]),
                saying.attainment_said(of),
            )
            rows.append(Row([Cell(line["name"], sub=goal["name"]), *shown]))
    return Table(columns, rows)
