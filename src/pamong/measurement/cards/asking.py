"""What an address asks of cards: which one, and of which year."""

from uuid import UUID

from pamong.access.clock import today
from pamong.measurement.cards.queries import card_at
from pamong.measurement.models import Card
from pamong.measurement.models.indicator import FIRST_YEAR, LAST_YEAR
from pamong.people.request import Request
from pamong.ui.numbers import count_asked
from pamong.ui.responses import found


def card_of(request: Request, uuid: UUID) -> Card:
    """The card of an address, when one may see it."""
    return found(card_at(request.scope).filter(uuid=uuid).first())


def year_asked(request: Request) -> int:
    """The year in the address, when it is one; else this one."""
    year = count_asked(request.GET.get("year", ""), today().year)
    return year if FIRST_YEAR <= year <= LAST_YEAR else today().year
