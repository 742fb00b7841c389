"""Fields of rows by names that stay: a page's field holds a row's key, a program's its UUID.

The table says where in a name the key of which kind of row stands; both ways cost a query a kind.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pamong.people.models import Employee
from pamong.performance.models import ActionStep, Evaluation, PlanIndicator, Result

Shape = tuple[Any, ...]  # words of a name, and the kinds of row whose key stands between them
UUID_SAID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
KEY_SAID = r"\d{1,18}"
CELL: Shape = ("t", Result, "-", Employee)
SEEN = "seen"  # holds the versions of cells by their place
PLACE: Shape = ("", Result, "-", Employee)
SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "readings-enter": (("(?:sure|value|confidence|obstacle)_", PlanIndicator),),
    "steps-save": (("(?:text|amount|unit)_new", Result), ("(?:text|amount|unit)_", ActionStep)),
    "feedback-give": (("result_", Result),),
    "team-input-give": (("[rf]", Result),),
    "evaluation-rate": (("[rf]", Result),),
    "evaluations-rate": (("[bs]", Evaluation),),
    "roles-share": (CELL,),
    "team-roles-share": (CELL,),
}
CELLS = frozenset({"roles-share", "team-roles-share"})
Found = Mapping[Any, Mapping[str, str]]


def public_names(verb: str, names: Iterable[str]) -> dict[str, str]:
    """The names as a program reads them, by those of the form."""
    return _renamed(SHAPES.get(verb, ()), names, KEY_SAID, _uuids_of)


def form_names(verb: str, names: Iterable[str]) -> dict[str, str]:
    """The names as the form has them, by those that a program sent."""
    return _renamed(SHAPES.get(verb, ()), names, UUID_SAID, _keys_of)


def public_places(text: str) -> str:
    """The versions of cells, by UUID."""
    return _places(text, KEY_SAID, _uuids_of)


def form_places(text: str) -> str:
    """The versions of cells, by key."""
    return _places(text, UUID_SAID, _keys_of)


def _places(text: str, said: str, look_up: Callable[..., dict[str, str]]) -> str:
    try:
        held = json.loads(text)
    except ValueError:
        return text
    if not isinstance(held, dict):
        return text
    names = _renamed((PLACE,), held, said, look_up)
    return json.dumps({names.get(name, name): value for name, value in held.items()})


def _renamed(
    shapes: Iterable[Shape], names: Iterable[str], said: str, look_up: Callable[..., dict[str, str]]
) -> dict[str, str]:
    read = [found for name in names if (found := _read(shapes, name, said))]
    wanted: dict[Any, set[str]] = defaultdict(set)
    for _name, shape, match in read:
        for number, kind in enumerate(_kinds(shape)):
            wanted[kind].add(match.group(f"k{number}").lower())
    known = {kind: look_up(kind, texts) for kind, texts in wanted.items()}
    return {name: _written(shape, match, known) for name, shape, match in read}


def _kinds(shape: Shape) -> list[Any]:
    return [part for part in shape if not isinstance(part, str)]


def _read(shapes: Iterable[Shape], name: str, said: str) -> tuple[str, Shape, Any] | None:
    for shape in shapes:
        numbers = iter(range(len(shape)))
        parts = [
            f"({part})" if isinstance(part, str) else f"(?P<k{next(numbers)}>{said})"
            for part in shape
        ]
        if match := re.fullmatch("".join(parts) + r"(?P<rest>(?:_\d+)?)", name):
            return name, shape, match
    return None


def _written(shape: Shape, match: Any, known: Found) -> str:
    """The name with each key in place of the other kind; a key that is no row's stays."""
    text: str = match.group(0)
    for number, kind in reversed(list(enumerate(_kinds(shape)))):
        group = f"k{number}"
        held: str = match.group(group)
        put = known[kind].get(held.lower(), held)
        text = text[: match.start(group)] + put + text[match.end(group) :]
    return text


def _uuids_of(kind: Any, keys: set[str]) -> dict[str, str]:
    rows = kind.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "uuid")
    return {str(key): str(uuid) for key, uuid in rows}


def _keys_of(kind: Any, uuids: set[str]) -> dict[str, str]:
    rows = kind.objects.filter(uuid__in=list(uuids)).values_list("pk", "uuid")
    return {str(uuid): str(key) for key, uuid in rows}
