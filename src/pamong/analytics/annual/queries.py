"""Reads of yearly reports: the list, one with its texts, and for which years one can be made."""

from collections.abc import Sequence

from django.db.models import QuerySet

from pamong.access.scope import Scope
from pamong.analytics.annual.outline import all_sections, outline
from pamong.analytics.models import AnnualReport, AnnualText
from pamong.performance.cascade.queries import years_of_cascade
from pamong.performance.models import Goal


def reports_of(scope: Scope) -> QuerySet[AnnualReport]:
    """Those that one may see, the newest first; without their figures, which a list does not say."""
    rows = AnnualReport.objects.visible_to(scope).defer("figures")
    return rows.select_related("approved_by").order_by("-year", "-pk")


def to_approve(scope: Scope) -> QuerySet[AnnualReport]:
    """What waits for the head of the agency."""
    rows = AnnualReport.objects.filter(agency_id=scope.agency_id)
    return rows.filter(stage=AnnualReport.Stage.PROPOSED)


def open_years(agency_id: int, this_year: int) -> list[int]:
    """Years with goals that have begun and have no report yet, the newest first."""
    made = set(AnnualReport.objects.filter(agency=agency_id).values_list("year", flat=True))
    years = {year for year in years_of_cascade(agency_id) if year <= this_year}
    return sorted(years - made, reverse=True)


def texts_of(report: AnnualReport) -> dict[str, AnnualText]:
    """By section."""
    return {one.section: one for one in report.texts.select_related("written_by")}


def sections_in(report: AnnualReport) -> Sequence[str]:
    """Every section that takes a text: of the pack, and one for each goal."""
    return [*all_sections(outline()), *(goal["uuid"] for goal in report.figures["goals"])]


def goal_of(report: AnnualReport, section: str) -> Goal | None:
    """The goal whose section it is; nothing for those of the pack."""
    if section in all_sections(outline()):
        return None
    return Goal.objects.filter(agency=report.agency_id, uuid=section).first()
