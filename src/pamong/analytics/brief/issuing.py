"""The brief as files: a PDF of one page, and a text to edit. Both say what the page says, in the language of papers."""

from dataclasses import replace

from django.utils.translation import override

from pamong.analytics.brief.saying import content_of, whose
from pamong.analytics.brief.telling import Brief
from pamong.documents.editable import editable, unrecorded
from pamong.documents.kinds import LANGUAGE
from pamong.documents.laying import Looks
from pamong.documents.unsealed import Unsealed
from pamong.people.models import Agency
from pamong.ui.dates import say_month

TEMPLATE = "documents/typst/brief.typ"
MOST_LINES, MOST_LETTERS = 3, 110  # of a letterhead: the page is for what it says


def written(brief: Brief, agency: Agency) -> Unsealed:
    """The same snapshot gives the same bytes."""
    looks = Looks()
    looks.load([agency.uuid])
    look = looks[agency.uuid]
    lines = tuple(line[:MOST_LETTERS] for line in look.lines[:MOST_LINES])
    with override(LANGUAGE):
        content = content_of(brief)
        title = f"{content['heading']} {say_month(brief.month)} {whose(brief)}"
    day = brief.asked.snapshot.day
    look = replace(look, lines=lines)
    return Unsealed(title, agency.name, content, made_on=day, mark=brief.mark, look=look)


def brief_pdf(told: Unsealed) -> bytes:
    """On one page."""
    return unrecorded(told, TEMPLATE)


def brief_text(told: Unsealed) -> bytes:
    """To be edited; `NoWriter` where nothing writes it."""
    return editable(told)
