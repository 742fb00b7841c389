"""A crest by its content: what is drawn stays, what runs or fetches is refused, notes are dropped."""

import base64
import io
import struct
import zipfile
import zlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pamong.documents.crests import LARGEST_KB, crest_of
from pamong.documents.editable import editable
from pamong.documents.laying import Dress
from pamong.documents.typeset import typeset
from pamong.documents.unsealed import Unsealed

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x10\x80\x40" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def test_a_png_stands_inside_a_drawing_of_its_size() -> None:
    drawing = crest_of(png(4, 3))
    assert 'viewBox="0 0 4 3"' in drawing
    assert base64.b64encode(png(4, 3)).decode() in drawing


def test_a_drawing_keeps_its_shapes_and_loses_the_notes_of_its_program() -> None:
    drawing = crest_of(
        b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x/y.dtd'>"
        + svg(
            '<metadata>rahasia</metadata><i:view xmlns:i="http://www.inkscape.org/">x</i:view>'
            '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
            '<circle i:label="lingkaran" xmlns:i="http://www.inkscape.org/" fill="url(#g)" r="4"/>'
        )
    )
    assert "circle" in drawing
    assert "url(#g)" in drawing
    assert not any(word in drawing for word in ("rahasia", "inkscape", "lingkaran", "view>"))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<circle r="1" onload="alert(1)"/>',
        '<image href="http://example.invalid/a.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<rect fill="url(http://example.invalid/#a)"/>',
        "<style>@import 'http://example.invalid/a.css';</style>",
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_what_runs_or_reaches_outside_is_refused(inside: str) -> None:
    with pytest.raises(ValidationError, match="skrip atau tautan"):
        crest_of(svg(inside))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<html></html>",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        png()[:40],
        png(3000, 3000)[:60],
        svg("<circle"),
        svg("") + b"<svg/>",
        b"<!DOCTYPE svg [<!ENTITY a 'aa'>]>" + svg("<title>&a;</title>"),
        svg("<use href='#a'/>" * 30),
        b" " * (LARGEST_KB * 1024 + 1),
    ],
)
def test_anything_else_is_told_what_to_upload(content: bytes) -> None:
    with pytest.raises(ValidationError):
        crest_of(content)


def jpeg(width: int, height: int) -> bytes:
    note = b"\xff\xe0" + struct.pack(">H", 4) + b"JF"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return b"\xff\xd8" + note + frame + b"\xff\xd9"


def inner(content: bytes, kind: str = "png") -> bytes:
    said = base64.b64encode(content).decode()
    return svg(f'<image width="9" height="9" href="data:image/{kind};base64,{said}"/>')


def test_a_small_picture_inside_a_drawing_stays() -> None:
    assert "data:image/png" in crest_of(inner(png(4, 3)))


@pytest.mark.parametrize(
    "content", [inner(png(2001, 2000)), inner(jpeg(65000, 65000), "jpeg"), png(2001, 2000)]
)
def test_a_picture_that_unfolds_into_too_many_dots_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="terlalu besar"):
        crest_of(content)


@pytest.mark.parametrize("depth", [1000, 20_000])
def test_a_drawing_nested_too_deep_is_told_what_to_upload(depth: int) -> None:
    with pytest.raises(ValidationError, match="tidak dapat dibaca"):
        crest_of(svg("<g>" * depth + "</g>" * depth))


def test_a_crest_stands_on_a_tagged_paper() -> None:
    data = {
        "title": "Contoh",
        "content": {"said": ""},
        "look": {"paper": "f4", "agency": "Kabupaten", "lines": ["Jalan"]},
        "seal": None,
        "draft": True,
        "words": {"page": "", "of": "", "draft": "DRAF", "code": "", "crest": "Lambang instansi"},
    }
    for crest in (crest_of(png()), crest_of(svg('<circle r="4"/>'))):
        made = typeset("documents/tests/bare.typ", data, made_on=date(2026, 1, 1), crest=crest)
        assert b"/Alt" in made


def test_a_crest_stands_above_a_text_to_edit_and_nothing_where_there_is_none() -> None:
    content = {"heading": "Ringkasan", "lines": [], "origin": "Potret data x", "blocks": []}
    for crest, drawings in ((crest_of(svg('<circle r="4"/>')), 1), ("", 0)):
        look = Dress("a4", "Kabupaten", (), crest)
        day = date(2026, 1, 1)
        told = Unsealed("Ringkasan", "Kabupaten", content, made_on=day, mark="x", look=look)
        made = editable(told)
        assert made == editable(told)
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            body = packed.read("word/document.xml").decode()
            held = [name for name in packed.namelist() if name.startswith("word/media/")]
        assert (body.count("Lambang instansi"), len(held)) == (drawings, drawings)
