"""The best grade that a figure can bear, with what speaks against a better one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pamong.measurement.cards.confirmed import confirmed_in, readings_in
from pamong.measurement.cards.figures import Figure
from pamong.measurement.models import Card, Finding, Publication, Reading

Grade = Publication.Grade
ORDER = (Grade.GOOD, Grade.FAIR, Grade.POOR)


@dataclass(frozen=True, slots=True)
class Best:
    """The best grade, and each fact that keeps it from a better one."""

    grade: Grade
    reasons: tuple[str, ...]

    def allows(self, grade: str) -> bool:
        """Whether a grade is no better than the facts."""
        return ORDER.index(Grade(grade)) >= ORDER.index(self.grade)


def best_grade(card: Card, figure: Figure) -> Best:
    """Poor where something lacks or is doubted; fair where it is estimated, asked about or confirmed by nobody."""
    readings = list(readings_in(figure))
    sure = {reading.confidence for reading in readings}
    poor, fair = [], []
    if figure.is_partial:
        poor.append(_("Belum ada: %s.") % "; ".join(figure.missing))
    if Reading.Confidence.DOUBTFUL in sure:
        poor.append(_("Yang mengisi meragukan sebagian angkanya."))
    if Reading.Confidence.ESTIMATE in sure:
        fair.append(_("Sebagian angkanya perkiraan."))
    if not confirmed_in(figure).is_whole:
        fair.append(_("Belum semua angkanya dikonfirmasi orang lain."))
    if Finding.objects.open().filter(card__in=set(cards_in(card, figure))).exists():
        fair.append(_("Ada pertanyaan tentang angkanya yang belum dijawab."))
    grade = Grade.POOR if poor else Grade.FAIR if fair else Grade.GOOD
    return Best(grade, (*poor, *fair))


def cards_in(card: Card, figure: Figure) -> Iterator[int]:
    """The card and all that it is computed from."""
    yield card.pk
    for part in figure.parts:
        yield from cards_in(part.card, part.figure)
