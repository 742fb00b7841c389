"""Hands figures that were published over to the public pages; the one place that knows both sides."""

from datetime import date, datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pamong.measurement.publishing.shelf import SHELVES, Content
from pamong.people.models import Agency
from pamong.transparency.actions import put_out, take_down
from pamong.transparency.presentation import preview_of
from pamong.transparency.release import Issuer, draft_of

FIGURES = "transparency/indicator.html#figures"


class PublicShelf:
    """The tables of `transparency` and its pages."""

    def put(
        self, agency: Agency, content: Content, *, uuid: UUID, number: int, on: date, at: datetime
    ) -> None:
        """Show a version in the place of the one that stood."""
        issuer = Issuer(agency.uuid, agency.code, agency.name)
        put_out(issuer, content, uuid=uuid, number=number, on=on, at=at)

    def take(self, uuid: UUID, reason: str, *, on: date, at: datetime) -> None:
        """Show no figure of a version any more."""
        take_down(uuid, reason, on=on, at=at)

    def preview(self, content: Content) -> SafeString:
        """The part of the public page that holds the figures."""
        return render_to_string(FIGURES, preview_of(draft_of(content)))

    def address(self, agency: Agency, card: UUID) -> str:
        """The public page of a card."""
        named = {"language": get_language() or "id", "code": agency.code, "uuid": card}
        return reverse("transparency:indicator", kwargs=named)


def hand_down() -> None:
    """Let the app of the cards know where published figures go."""
    if not SHELVES:
        SHELVES.append(PublicShelf())
