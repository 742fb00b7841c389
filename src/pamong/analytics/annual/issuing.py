"""The verb of printing, and the same report as a text to edit: whoever sees it hands it out."""

from datetime import date, datetime

from pamong.access.permissions import require
from pamong.analytics.annual.papers import ANNUAL_REPORT
from pamong.analytics.annual.permissions import can_issue_annual_paper
from pamong.analytics.models import AnnualReport
from pamong.documents.editable import editable
from pamong.documents.issuing import Issued, issue_papers
from pamong.documents.laying import Looks
from pamong.documents.unsealed import Unsealed
from pamong.ledger.actions import Actor
from pamong.people.scope import scope_for


def issue_annual_paper(report: AnnualReport, *, by: Actor, on: date, at: datetime) -> Issued:
    """The report as PDF: a draft bears its mark and leaves no record."""
    require(can_issue_annual_paper(scope_for(by, on), report))
    return issue_papers(ANNUAL_REPORT.writings([str(report.uuid)]), by=by, on=on, at=at)[0]


def text_of_report(report: AnnualReport) -> tuple[bytes, str]:
    """The report as DOCX with its name; filled from the same snapshot, the same bytes whenever it is asked for."""
    (writing,) = ANNUAL_REPORT.writings([str(report.uuid)])
    looks = Looks()
    looks.load([writing.agency_uuid])
    told = Unsealed(
        writing.title,
        writing.agency_name,
        writing.content,
        made_on=report.filled_on,
        mark=report.snapshot,
        is_draft=writing.is_draft,
        look=looks[writing.agency_uuid],
    )
    return editable(told), writing.file_name
