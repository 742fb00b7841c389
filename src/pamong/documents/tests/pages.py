"""The pages of a paper, to be counted."""

from datetime import date

from pamong.documents.kinds import Writing
from pamong.documents.laying import PLAIN, Dress, layout_data
from pamong.documents.typeset import pictures


def pictured(writing: Writing, *, made_on: date, look: Dress = PLAIN) -> list[bytes]:
    """Its pages as PNG."""
    data, qr = layout_data(writing, made_on=made_on, look=look)
    return pictures(writing.kind.template, data, made_on=made_on, qr=qr, crest=look.crest)
