"""The yearly report as a kind of paper: a draft bears its mark, an approved one its code."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Scope
from pamong.analytics.annual.content import content_of
from pamong.analytics.annual.permissions import can_issue_annual_paper
from pamong.analytics.models import AnnualReport
from pamong.documents.kinds import Choice, Kind, Writing, keys_of, of_keys
from pamong.performance.papers.contents.blocks import public_person


def report_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """The agency's report of the year; no paper of a unit or of a person."""
    if choice.unit_path or choice.employee_id:
        return []
    return keys_of(AnnualReport.objects.visible_to(scope).filter(year=choice.year).order_by("pk"))


def sees_report(scope: Scope, key: str, on: date) -> bool:
    """Whether one may print the report with that key."""
    report = AnnualReport.objects.visible_to(scope).filter(uuid=key).first()
    return report is not None and can_issue_annual_paper(scope, report)


def report_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some reports with their texts, in their order."""
    rows = AnnualReport.objects.filter(uuid__in=keys).select_related("agency", "approved_by")
    for report in of_keys(rows.prefetch_related("texts"), keys):
        title = f"{ANNUAL_REPORT.label} {report.year}"
        agency = report.figures["agency"]
        signers = [public_person(report.approved_by)] if report.approved_by else []
        yield Writing(
            kind=ANNUAL_REPORT,
            key=str(report.uuid),
            subject=report,
            title=title,
            content=content_of(report, list(report.texts.all())),
            agency_name=agency,
            about=agency,
            file_name=f"{title} {agency}",
            facts={
                "agency": agency,
                "period": str(report.year),
                "signers": signers,
                "snapshot": report.snapshot,
            },
            is_draft=not report.is_approved,
        )


ANNUAL_REPORT = Kind(
    code="laporan_kinerja",
    label=_("Laporan kinerja instansi"),
    template="documents/typst/report.typ",
    chosen=report_keys,
    written=report_writings,
    place=80,
    is_part=True,
)
