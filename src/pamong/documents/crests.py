"""A crest as its content says: a PNG or an SVG, kept as a drawing that can do nothing but be drawn."""

import base64
import binascii
import re
import struct
import zlib
from datetime import date
from xml.etree.ElementTree import Element, TreeBuilder, register_namespace, tostring
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pamong.documents.typeset import CREST, UndrawableError, typeset

LARGEST_KB = 400
MOST_PIXELS = 4_000_000
MOST_COPIES = 20  # of parts by `use`: copies of copies would fill a server
WIDEST_PIXEL = 9  # bytes of one dot, and its share of the filter's
KEPT = frozenset({b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"iCCP"})  # of the parts that may be left out
PNG = b"\x89PNG\r\n\x1a\n"
JPEG, MARK = b"\xff\xd8", 0xFF
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # the others hold tables
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "clipPath", "mask", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop", "pattern", "image"),
    )
)
REFUSED = frozenset({"script", "foreignObject", "iframe", "audio", "video", "animate", "set"})
PICTURE = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:", re.IGNORECASE)


def crest_of(content: bytes) -> str:
    """The drawing to keep, or a sentence that says what to upload instead."""
    if len(content) > LARGEST_KB * 1024:
        said = _("Gambar ini lebih besar dari %(most)s KB. Perkecil dulu, lalu unggah lagi.")
        raise ValidationError(said, params={"most": LARGEST_KB})
    drawing = _around(content) if content.startswith(PNG) else _cleaned(content)
    _check_drawn(drawing)
    return drawing


def _unreadable() -> ValidationError:
    return ValidationError(_("Gambar ini tidak dapat dibaca. Unggah PNG atau SVG yang utuh."))


def _around(content: bytes) -> str:
    """A PNG inside a drawing of its size."""
    width, height = _check_size(content)
    try:
        content = _whole(content)
    except (struct.error, zlib.error, ValueError):
        raise _unreadable() from None
    data = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="{SVG}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


def _check_size(content: bytes) -> tuple[int, int]:
    """How many dots it says it has; few bytes can unfold into more than a server holds."""
    try:
        width, height = _size_of(content)
    except (struct.error, ValueError):
        raise _unreadable() from None
    if not 0 < width * height <= MOST_PIXELS:
        raise ValidationError(
            _("Gambar ini terlalu besar. Pakai paling banyak 2.000 × 2.000 titik.")
        )
    return width, height


def _size_of(content: bytes) -> tuple[int, int]:
    """By the head of a PNG, or the first frame of a JPEG."""
    if content.startswith(PNG):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    place = 2
    while content.startswith(JPEG):
        mark, name, size = struct.unpack(">BBH", content[place : place + 4])
        if mark != MARK:
            break
        if name in FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += size + 2
    raise ValueError("neither")


def _whole(content: bytes) -> bytes:
    """The picture without its notes, every part of it intact: a broken one would silently stay away."""
    parts, pixels, place, name = [PNG], b"", len(PNG), b""
    while place < len(content):
        size, name = struct.unpack(">I4s", content[place : place + 8])
        chunk = content[place : place + size + 12]
        (expected,) = struct.unpack(">I", chunk[size + 8 :])
        if zlib.crc32(chunk[4:-4]) != expected:
            raise ValueError(name)
        if name[:1].isupper() or name in KEPT:
            parts.append(chunk)
        pixels += chunk[8:-4] if name == b"IDAT" else b""
        place += size + 12
        if name == b"IEND":
            break
    unpacked = zlib.decompressobj()
    unpacked.decompress(pixels, MOST_PIXELS * WIDEST_PIXEL)
    if name != b"IEND" or not unpacked.eof:
        raise ValueError(name)
    return b"".join(parts)


def _cleaned(content: bytes) -> str:
    """Only what is drawn; what would run or fetch is refused, notes of drawing programs are dropped."""
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    try:
        root = _read(content)
    except (expat.ExpatError, ValueError, LookupError, RecursionError):
        raise _unreadable() from None
    if root.tag != f"{{{SVG}}}svg":
        raise ValidationError(
            _("Berkas ini bukan PNG atau SVG. Unggah lambang sebagai PNG atau SVG.")
        )
    try:
        _clean(root)
        return _drawing(root)
    except RecursionError:
        raise _unreadable() from None


def _drawing(root: Element) -> str:
    if sum(1 for _one in root.iter(f"{{{SVG}}}use")) > MOST_COPIES:
        raise _unreadable()
    return tostring(root, encoding="unicode")


def _read(content: bytes) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def named(name: str) -> str:
        return "{" + name if "}" in name else name

    def refuse(*_args: object) -> None:
        raise ValueError("entities")

    parser.StartElementHandler = lambda name, found: builder.start(
        named(name), {named(key): value for key, value in found.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(named(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.Parse(content, True)
    return builder.close()


def _clean(element: Element) -> None:
    for child in list(element):
        space, _mark, name = child.tag.rpartition("}")
        if name in REFUSED:
            raise _moving()
        if space != "{" + SVG or name not in DRAWN:
            element.remove(child)
        else:
            _clean(child)
    _clean_attributes(element)
    if OUTSIDE.search(element.text or ""):
        raise _moving()


def _clean_attributes(element: Element) -> None:
    for key, value in list(element.attrib.items()):
        is_own, is_link = "}" not in key, key in {"href", f"{{{XLINK}}}href"}
        if is_link and not (value.startswith("#") or PICTURE.match(value)):
            raise _moving()
        if is_link and PICTURE.match(value):
            _check_inner(value)
        if key.lower().startswith("on") or OUTSIDE.search(value):
            raise _moving()
        if not is_own and not is_link:
            del element.attrib[key]


def _check_inner(link: str) -> None:
    """A picture inside the drawing is held to the same size."""
    try:
        content = base64.b64decode(link.partition(",")[2])
    except binascii.Error:
        raise _unreadable() from None
    _check_size(content)


def _moving() -> ValidationError:
    return ValidationError(
        _(
            "Gambar ini memuat skrip atau tautan ke luar. Simpan ulang sebagai SVG biasa, atau pakai PNG."
        )
    )


def _check_drawn(drawing: str) -> None:
    """Whether it can be put on paper is found out by doing it."""
    try:
        typeset(CREST, {}, made_on=date(2000, 1, 1), crest=drawing)
    except UndrawableError:
        raise _unreadable() from None
