"""Letters that no font of the typesetter has: it refuses a paper for one, so each is shown as a box.

Which these are is learned from its refusals, and kept while the process lives.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import typst

Made = TypeVar("Made")
BOX = "□"
TRIES = 12  # with as many refusals every letter that is not plainly Latin becomes a box
REFUSED = re.compile(r'(?:the text|the codepoint) `"(.+?)"`', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
UNPLAIN = re.compile("[^\t\n -~\u00a0-\u024f\u2010-\u2026\u25a1]")
LAST_LATIN = 0x24F
CONTROLS = dict.fromkeys((n for n in range(0x20) if chr(n) not in "\t\n"), " ") | {0x7F: " "}
# They join what is shown as one sign, such as a family of four; of boxes nothing is joined.
JOINERS = dict.fromkeys((0x200D, *range(0xFE00, 0xFE10)))
_unknown: dict[int, str] = {}


def written(data: Mapping[str, Any]) -> str:
    """The data as the template reads it, without what no text may hold."""
    said = json.dumps(cleared(data), ensure_ascii=False, separators=(",", ":"))
    return said.translate(JOINERS)


def cleared(value: Any) -> Any:
    """Without signs of control, however deep a text lies."""
    if isinstance(value, str):
        return value if value.isprintable() else value.translate(CONTROLS)
    if isinstance(value, Mapping):
        return {name: cleared(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleared(part) for part in value]
    return value


def drawn(text: str, draw: Callable[[str], Made]) -> Made:
    """What `draw` makes of the text, with a box for each letter that it cannot show."""
    for _n in range(TRIES):
        try:
            return draw(text.translate(_unknown) if _unknown else text)
        except typst.TypstError as error:
            refused = REFUSED.search(str(error))
            if refused is None:
                raise
            if not _learn(refused[1]):
                break
    return draw(UNPLAIN.sub(BOX, text))


def _learn(refused: str) -> bool:
    """Whether among the refused ones is a letter that was not known to be missing."""
    shown = ESCAPED.sub(lambda code: chr(int(code[1], 16)), refused)
    missing = {ord(letter): BOX for letter in shown if ord(letter) > LAST_LATIN and letter != BOX}
    is_new = bool(missing.keys() - _unknown.keys())
    _unknown.update(missing)
    return is_new
