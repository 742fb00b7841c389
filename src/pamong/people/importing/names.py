"""What is no name, and titles apart from the name where a file writes them in one cell."""

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from pamong.documents.cells import text_of
from pamong.documents.sheets import Value
from pamong.people.importing.folding import table

AFTER = re.compile(r"^[A-Z][A-Za-z]{0,4}$|^(?:[A-Za-z]{1,6}\.\s?)+[A-Za-z]{0,6}\.?$")

FORMULA = ("=", "+", "@")
TURNING = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")  # the direction of writing
RIGHT_TO_LEFT = {"R", "AL", "AN"}
PICTURES = {"So", "Co", "Cn", "Cs"}  # emoji and what no alphabet has


def why_no_name(cell: Value) -> str:
    """What is wrong with the name in a cell and how to mend it, nothing where it is a name."""
    text = text_of(cell)
    if text.startswith(FORMULA):
        return _(
            "Nama berisi rumus: diawali =, + atau @. Ganti rumusnya dengan nama sebagai teks biasa, "
            "lalu unggah lagi."
        )
    if not any(letter.isalpha() for letter in text):
        return _("Nama kosong atau bukan nama.")
    return _why_unwritten(str(cell))


def _why_unwritten(raw: str) -> str:
    """Why a register cannot hold what was written, though it looks like a name."""
    if raw.isascii() and raw.isprintable():
        return ""
    kinds = {unicodedata.category(sign) for sign in raw if sign not in "\t\n\v\r"}
    if TURNING.search(raw) or "Cc" in kinds:
        return _(
            "Nama berisi tanda yang tidak terlihat (karakter kendali atau pembalik arah tulisan). "
            "Hapus isi selnya, ketik ulang namanya, lalu unggah lagi."
        )
    if kinds & PICTURES:
        return _("Nama berisi emoji atau lambang. Hapus lambangnya, lalu unggah lagi.")
    if any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in raw):
        return _(
            "Nama ditulis dengan huruf Arab atau Ibrani. Tulis dengan huruf Latin seperti di SK, "
            "lalu unggah lagi."
        )
    return ""


@lru_cache(4096)  # few units and posts, in very many rows
def has_pictures(text: str) -> bool:
    """Whether the name of a unit or a post holds what no decree writes: it would stand on papers."""
    return any(unicodedata.category(sign) in PICTURES for sign in text)


def split_titles(text: str) -> tuple[str, str, str]:
    """Title before, name, titles after; what does not look like a title stays in the name."""
    name, _comma, rest = text.partition(",")
    pieces = [piece.strip() for piece in rest.split(",") if piece.strip()]
    if not all(AFTER.match(piece) for piece in pieces):
        return "", text, ""
    before, name = _split_front(name.strip())
    return before, name, ", ".join(pieces)


def without_titles(text: str, before: str, after: str) -> str:
    """The name, where columns of their own say every title that it bears as well; else as it stands."""
    front, name, back = split_titles(text)
    told = [(front, before), (back, after)]
    is_repeated = all(not one or _bare(one) == _bare(other) for one, other in told)
    return name if is_repeated else text


def _bare(title: str) -> str:
    return re.sub(r"[^a-z]+", "", title.lower())


def _split_front(text: str) -> tuple[str, str]:
    found = _front().match(text)
    if not found or not found[2].strip():
        return "", text
    return " ".join(re.findall(r"[^\s.]+(?:\.[^\s.]+)*\.", found[1])), found[2].strip()


def _front() -> re.Pattern[str]:
    titles = "|".join(re.escape(word) for word in table("words")["titles"]["front"])
    return re.compile(rf"^((?:(?:{titles})\.\s*)+)(.*)$", re.IGNORECASE)
