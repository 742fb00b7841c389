"""What was said and decided in the year, beside what is being rated: words with their side, and notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.people.models import Assignment
from pamong.performance.evaluation.sheet import EVALUATED, Noted, Word
from pamong.performance.models import Feedback
from pamong.performance.periods import Period
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.components import Trace
from pamong.ui.dates import say_day
from pamong.ui.markup import esc, safe

PREDICATES, RATINGS = "predicate", "rating"


def words_said(words: Sequence[Word], pack: Pack) -> SafeString | str:
    """What others said, each with its side: `Rekan kerja: …`; what a team's leader proposes comes first."""
    if not words:
        return ""
    sides = dict(Feedback.Side.choices)
    lines = [
        _proposed(word, pack) if word.on else esc(f"{_side_said(word, sides)}: {word.text}")
        for word in words
    ]
    return safe("<br>".join(lines))


def _proposed(word: Word, pack: Pack) -> str:
    """Who, of which team and when; the rating proposed stands out, and is not chosen for the rater."""
    named = {"name": word.by, "team": word.team, "day": say_day(word.on) if word.on else ""}
    who = esc(_("Ketua tim %(name)s (%(team)s, %(day)s)") % named)
    if not word.rating:
        return f"{who}: {esc(word.text)}"
    rating = _("usulan %(rating)s") % {"rating": label_of(pack, RATINGS, word.rating)}
    return f"{who}: <b>{esc(rating)}</b>. {esc(word.text)}"


def _side_said(word: Word, sides: Mapping[str, Any]) -> str:
    """A leader by name, who may be a former rater; a colleague by the side alone."""
    side = str(sides.get(word.side, word.side))
    return side if word.side == Feedback.Side.PEER or not word.by else f"{side} ({word.by})"


def note_traces(pack: Pack, notes: Sequence[Noted]) -> list[Trace]:
    """The year so far."""
    return [
        Trace(
            f"{_period_noted(note)}: {label_of(pack, PREDICATES, note.code)}",
            by=note.by,
            at=note.on,
            quote=note.said,
        )
        if note.kind == EVALUATED
        else Trace(_("Dialog kinerja"), note=note.text, at=note.on)
        for note in notes
    ]


def _period_noted(note: Noted) -> str:
    """The period, and how the post was held where it was not one's own: `Triwulan II Plt.`."""
    period, _space, held = note.text.partition(" ")
    said = str(Period(period).label)
    return said if held == Assignment.Kind.DEFINITIVE else f"{said} {Assignment.Kind(held).label}"
