"""Which office a unit belongs to."""

from collections.abc import Mapping


def offices_of(paths: Mapping[int, str]) -> dict[int, str]:
    """The office of each unit of an agency, by the ways down to them; of a unit without one there is none."""
    ways = {
        unit: way for unit, path in paths.items() if (way := path.strip("/").split("/")) != [""]
    }
    has_one_root = len({way[0] for way in ways.values()}) == 1
    return {unit: _office_of(way, has_one_root) for unit, way in ways.items()}


def _office_of(way: list[str], has_one_root: bool) -> str:
    """The first below the agency's one root, else the first."""
    return way[min(1, len(way) - 1)] if has_one_root else way[0]
