"""What is no name of a unit or a post, though a file has it in that column."""

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.documents.cells import NoDayError, day_of, is_scientific
from pamong.people.importing.names import FORMULA, has_pictures
from pamong.people.importing.refusing import RowError

CALLED = {
    "position": gettext_lazy("Nama jabatan"),
    "unit": gettext_lazy("Nama unit"),
    "parent": gettext_lazy("Nama unit induk"),
}
MARKUP = ("<", ">")
SHOWN = 40


def refuse_no_title(text: str, column: str) -> None:
    """RowError where a program would compute the text, or a row has moved and brings another column's."""
    about = {"column": CALLED[column], "text": text[:SHOWN]}
    if text.startswith((*FORMULA, "-")):
        raise RowError(
            _(
                "%(column)s berisi rumus: diawali =, +, - atau @. Ganti rumusnya dengan nama sebagai "
                "teks biasa, lalu unggah lagi."
            )
            % about
        )
    if any(sign in text for sign in MARKUP):
        raise RowError(
            _("%(column)s berisi tanda < atau >. Hapus tandanya, lalu unggah lagi.") % about
        )
    if text and has_pictures(text):
        raise RowError(
            _(
                "%(column)s berisi emoji atau lambang: %(text)s. Tulis dengan huruf biasa "
                "seperti di SK, lalu unggah lagi."
            )
            % about
        )
    if text and _is_other(text):
        raise RowError(
            _(
                "%(column)s berisi tanggal atau angka, bukan nama: %(text)s. Periksa apakah isi baris "
                "ini bergeser ke kolom lain, perbaiki, lalu unggah lagi."
            )
            % about
        )


@lru_cache(4096)  # few units and posts, in very many rows
def _is_other(text: str) -> bool:
    """Whether it is a day or a number: neither is a name."""
    if is_scientific(text) or not any(letter.isalpha() for letter in text):
        return True
    try:
        return day_of(text) is not None
    except NoDayError:
        return False
