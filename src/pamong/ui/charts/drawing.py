"""From a specification to SVG that our pages may hold: no style of its own, no address but ours, no role in English."""

import json
import re
from hashlib import sha256
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree as ET

from pamong.ui.charts.framing import FONT, Spec, printable
from pamong.ui.charts.store import kept
from pamong.ui.markup import attributes

DRAWER = "vl_convert"
GRAMMAR = "6.4"  # of Vega-Lite: another one may draw otherwise
VERSION = 1  # of what is done to a drawing here
DENSE = 2.5  # points of a picture for each one of the drawing: sharp when it is printed
SVG, HREF = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}href"
LINK, SHAPE, TITLE = (f"{{{SVG}}}{name}" for name in ("a", "path", "title"))
LOOSE = ("class", "style", "role", "pointer-events", "font-family", "stroke-miterlimit")
NUMBERS = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""]},
}
DECIMALS, PLACES = re.compile(r"(\d+\.\d)\d+"), {"d", "transform", "x2", "y2"}
OURS = re.compile(r"(?:https?://[^/]*/[^/]*/)?(/(?!/)[^\s]*|\?[^\s]*)")
ET.register_namespace("", SVG)


class NoDrawing(Exception):
    """What draws is not installed; `part` is its name, for the page to say."""

    def __init__(self, part: str = "vl-convert-python") -> None:
        super().__init__(part)
        self.part = part


def digest_of(spec: Spec) -> str:
    """What a drawing is kept by: equal specifications are one drawing."""
    said = json.dumps([VERSION, GRAMMAR, spec], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:32]


def svg_of(spec: Spec, words: str = "") -> str:
    """The drawing, kept since the last time; `words` say it to who does not see it."""
    spec = writable(spec)
    text = kept(digest_of(spec), lambda: _drawn(spec))
    role = "group" if "<a " in text else "img"  # within a picture nothing can be followed
    said = attributes(role=role, aria_label=printable(words))
    return text.replace("<svg ", f"<svg{said} ", 1)


def writable(value: Any) -> Any:
    """The same with what no drawing can hold shown as such, wherever a person typed it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: writable(one) for name, one in value.items()}
    return [writable(one) for one in value] if isinstance(value, list) else value


def _drawn(spec: Spec) -> str:
    if find_spec(DRAWER) is None:
        raise NoDrawing
    import vl_convert

    language = spec.get("usermeta", {}).get("language", "id")
    drawn = vl_convert.vegalite_to_svg(
        json.dumps(spec),
        vl_version=GRAMMAR,
        allowed_base_urls=[],  # it fetches nothing
        format_locale=NUMBERS.get(language, NUMBERS["id"]),
    )
    return tidied(drawn)


def png_of(svg: str) -> bytes:
    """A drawing as a picture of points, for files that hold no other."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(svg, scale=DENSE)
    return made


def tidied(drawn: str) -> str:
    """The same picture in fewer bytes: what the page's policy refuses is gone, links are ours alone."""
    root = ET.fromstring(drawn)  # noqa: S314 — of our own drawer
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if _is_nothing(child):
                parent.remove(child)
            elif child.tag == LINK and not _leads(child):
                parent[place : place + 1] = list(child)
    for element in root.iter():
        _tidy(element)
    for link in root.iter(LINK):
        link.set("aria-label", link.findtext(f".//{TITLE}") or "")
    root.set("font-family", FONT)
    return ET.tostring(root, encoding="unicode")


def _tidy(element: ET.Element) -> None:
    words = element.attrib.get("aria-label", "")
    for name in [one for one in element.attrib if one in LOOSE or one.startswith("aria-")]:
        del element.attrib[name]
    for name in element.attrib.keys() & PLACES:
        element.set(name, DECIMALS.sub(r"\1", element.attrib[name]))
    if words and element.tag == SHAPE:
        ET.SubElement(element, TITLE).text = words


def _is_nothing(element: ET.Element) -> bool:
    look = element.get("class", "")
    return look in {"background", "foreground"} and element.get("stroke") is None


def _leads(link: ET.Element) -> bool:
    """Whether it leads to a page of ours; its address is then told as ours."""
    found = OURS.fullmatch(link.attrib.pop(HREF, ""))
    if found:
        link.set("href", found[1])
    return found is not None
