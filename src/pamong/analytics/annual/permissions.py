"""Who has a yearly report made, writes in it, and approves it."""

from pamong.access.scope import Role, Scope
from pamong.analytics.models import AnnualReport


def can_list_annual_reports(scope: Scope) -> bool:
    """Everybody in an agency finds those that are approved; who writes or audits them, the drafts too."""
    return bool(scope.agency_id)


def can_open_annual_report(scope: Scope) -> bool:
    """The personnel office or the head of the agency, who keep its goals too."""
    return scope.is_shell or (bool(scope.agency_id) and scope.has(Role.HR, Role.AGENCY_HEAD))


def _keeps(scope: Scope, report: AnnualReport) -> bool:
    return scope.is_shell or (scope.agency_id == report.agency_id and can_open_annual_report(scope))


def can_fill_annual_report(scope: Scope, report: AnnualReport) -> bool:
    """Whoever has one made."""
    return _keeps(scope, report)


def can_write_annual_text(scope: Scope, report: AnnualReport, unit_id: int = 0) -> bool:
    """Whoever has one made; of a goal of a unit also who administers that unit."""
    return _keeps(scope, report) or (
        scope.agency_id == report.agency_id and bool(unit_id) and unit_id in scope.unit_ids
    )


def can_propose_annual_report(scope: Scope, report: AnnualReport) -> bool:
    """Whoever has one made."""
    return _keeps(scope, report)


def can_approve_annual_report(scope: Scope, report: AnnualReport) -> bool:
    """The head of the agency, who answers for it."""
    return scope.is_shell or (scope.agency_id == report.agency_id and scope.has(Role.AGENCY_HEAD))


def can_reopen_annual_report(scope: Scope, report: AnnualReport) -> bool:
    """The head, whose approval it takes back."""
    return can_approve_annual_report(scope, report)


def can_issue_annual_paper(scope: Scope, report: AnnualReport) -> bool:
    """Whoever sees it."""
    return scope.is_shell or scope.agency_id == report.agency_id
