"""The page that tells how the install itself is."""

from django.conf import settings
from django.http import HttpResponse

from pamong.access.clock import now
from pamong.access.permissions import require
from pamong.config.operations.backup_presentation import backup_table
from pamong.config.operations.health import LOOK, holds_one_agency, signs_of_health
from pamong.config.operations.health_presentation import health_table
from pamong.config.operations.permissions import can_see_operations
from pamong.config.operations.presentation import faults_table
from pamong.config.operations.queries import faults_of_operations, recent_backups
from pamong.people.request import Request
from pamong.ui.responses import render


def operations(request: Request) -> HttpResponse:
    """How the install is, its backups, and what needs the server's administrator."""
    require(can_see_operations(request.scope))
    at, nights = now(), recent_backups()
    faults, is_whole = faults_of_operations(at), holds_one_agency()
    signs = signs_of_health(nights, faults, at)
    context = {
        "faults": faults_table(faults, is_whole=is_whole),
        "health": health_table(signs, is_whole=is_whole),
        "ill": sum(sign.state == LOOK for sign in signs),
        "backups": backup_table(nights, is_whole=is_whole),
        "is_whole": is_whole,
        "is_backed_up": settings.BACKUP_KEEP > 0,
        "is_example": request.scope.is_demo,
    }
    return render(request, "config/operations.html", context=context)
