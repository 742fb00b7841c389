"""The request as our views see it: with its account and scope."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from pamong.access.models import User
from pamong.access.scope import Scope


class Request(HttpRequest):
    """A signed-in request; only for types, Django makes the object."""

    user: User
    scope: Scope
    htmx: HtmxDetails
    place: str  # the address of the entry that the navigation marks, where it is not the page's own
    waiting: dict[str, int]  # set by a page that has counted it already, for the navigation
