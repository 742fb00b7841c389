"""Files of plans on their way in."""

from pamong.access.scope import Scope
from pamong.performance.models import PlanFile
from pamong.ui.paging import Page, page_of


def planfiles_of(scope: Scope, after: str) -> Page[PlanFile]:
    """One's own files, the newest first."""
    rows = PlanFile.objects.visible_to(scope).defer("shown")
    return page_of(rows, after, 10, by=("-pk",))
