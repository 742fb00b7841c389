"""Papers off the record, without a code: a report as a text that people go on editing, and a PDF for work within the house."""

from importlib.util import find_spec

from django.utils.translation import gettext as _
from django.utils.translation import override

from pamong.documents.kinds import LANGUAGE
from pamong.documents.laying import drawings_of, frame
from pamong.documents.typeset import crest_drawn, typeset
from pamong.documents.unsealed import Unsealed
from pamong.ui.charts.drawing import png_of

WRITER, PART = "docx", "python-docx"


class NoWriter(Exception):
    """What writes such files is not installed; `part` is its name, for the page to say."""

    part = PART


def editable(told: Unsealed) -> bytes:
    """The DOCX; `NoWriter` where nothing is installed that writes it."""
    if find_spec(WRITER) is None:
        raise NoWriter
    from pamong.documents.word_files import word_file

    with override(LANGUAGE):
        pictures = {name: png_of(svg) for name, svg in drawings_of(told.content).items()}
        return word_file(told, pictures, words(), crest=crest_drawn(told.look.crest))


def unrecorded(told: Unsealed, template: str) -> bytes:
    """The PDF."""
    with override(LANGUAGE):
        data = {"title": told.title, "content": told.content, "seal": None, "draft": told.is_draft}
        data |= {"drawings": drawings_of(told.content)} | frame(told.look, told.agency)
    return typeset(template, data, made_on=told.made_on, crest=told.look.crest)


def words() -> dict[str, str]:
    """What the file itself says."""
    return {
        "note": _(
            "Naskah ini untuk disunting. Yang tercatat dan dapat diperiksa keasliannya adalah PDF."
        ),
        "draft": _("DRAF"),
        "page": _("Halaman"),
        "of": _("dari"),
        "table": _("Tabel"),
        "picture": _("Gambar"),
        "unconfirmed": _("Belum terkonfirmasi"),
        "crest": _("Lambang instansi"),
    }
