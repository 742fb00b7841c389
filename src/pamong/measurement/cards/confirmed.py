"""Whether somebody other than who entered them confirmed the figures that a card rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pamong.measurement.cards.figures import Figure
from pamong.measurement.models import Reading
from pamong.ui.numbers import say_number


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many figures there are, and how many of them are confirmed."""

    count: int
    confirmed: int

    @property
    def is_whole(self) -> bool:
        """Whether all are."""
        return self.confirmed == self.count

    @property
    def said(self) -> str:
        """In words, beside the figure; nothing where there is none."""
        if not self.count:
            return ""
        if self.is_whole:
            return _("sudah dikonfirmasi")
        if not self.confirmed:
            return _("belum dikonfirmasi")
        told = {"n": say_number(self.confirmed), "all": say_number(self.count)}
        return _("%(n)s dari %(all)s angka dikonfirmasi") % told


def confirmed_in(figure: Figure) -> Confirmed:
    """Over all that a figure rests on, each once."""
    rows = {reading.pk: reading.confirmed_on for reading in readings_in(figure)}
    return Confirmed(len(rows), sum(day is not None for day in rows.values()))


def readings_in(figure: Figure) -> Iterator[Reading]:
    """What a figure rests on, down to what was entered."""
    yield from figure.readings
    for part in figure.parts:
        yield from readings_in(part.figure)
