"""The request as our views see it: with its account and scope, and the agency that both are of."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from pamong.access.models import User
from pamong.access.scope import Scope
from pamong.people.models import Agency


class Request(HttpRequest):
    """A signed-in request; only for types, Django makes the object."""

    user: User
    scope: Scope
    htmx: HtmxDetails
    place: str  # the address of the entry that the navigation marks, where it is not the page's own
    waiting: dict[str, int]  # set by a page that has counted it already, for the navigation


def own_agency(request: Request) -> Agency:
    """The agency of whoever asks; 404 for an account without one."""
    return get_object_or_404(Agency, pk=request.scope.agency_id)
