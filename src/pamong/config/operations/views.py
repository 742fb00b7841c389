"""The page that tells how the install itself is."""

from django.conf import settings
from django.http import HttpResponse

from pamong.access.clock import now
from pamong.access.permissions import require
from pamong.config.operations.permissions import can_see_operations
from pamong.config.operations.presentation import backup_table, faults_table
from pamong.config.operations.queries import faults_of_operations, living_workers, recent_backups
from pamong.people.request import Request
from pamong.ui.responses import render


def operations(request: Request) -> HttpResponse:
    """Backups, background tasks, and what needs the server's administrator."""
    require(can_see_operations(request.scope))
    at = now()
    context = {
        "faults": faults_table(faults_of_operations(at)),
        "backups": backup_table(recent_backups()),
        "is_backed_up": settings.BACKUP_KEEP > 0,
        "is_example": request.scope.is_demo,
        "workers": living_workers(at),
    }
    return render(request, "config/operations.html", context=context)
