"""Where published figures are put: a port, for the public pages stand above this app and may not be named here."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString

from pamong.people.models import Agency

Content = Mapping[str, Any]


class Shelf(Protocol):
    """What `config` hands down at start-up."""

    def put(
        self, agency: Agency, content: Content, *, uuid: UUID, number: int, on: date, at: datetime
    ) -> None:
        """Show a version in the place of the one that stood."""

    def take(self, uuid: UUID, reason: str, *, on: date, at: datetime) -> None:
        """Show no figure of a version any more, but that it was there and why it is gone."""

    def preview(self, content: Content) -> SafeString:
        """What the public will see, in the public page's own markup."""

    def address(self, agency: Agency, card: UUID) -> str:
        """The public page of a card."""


SHELVES: list[Shelf] = []


def shelf() -> Shelf:
    """The one that was handed down."""
    if not SHELVES:
        raise ImproperlyConfigured("config hands down no place for published figures")
    return SHELVES[0]
