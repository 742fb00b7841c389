"""The verb of printing: whoever sees the report hands it out."""

from datetime import date, datetime

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.analytics.annual.papers import ANNUAL_REPORT
from pamong.analytics.annual.permissions import can_issue_annual_paper
from pamong.analytics.models import AnnualReport
from pamong.documents.issuing import Issued, issue_papers
from pamong.people.scope import scope_of


def issue_annual_paper(report: AnnualReport, *, by: User, on: date, at: datetime) -> Issued:
    """The report as PDF: a draft bears its mark and leaves no record."""
    require(can_issue_annual_paper(scope_of(by, on), report))
    return issue_papers(ANNUAL_REPORT.writings([str(report.uuid)]), by=by, on=on, at=at)[0]
