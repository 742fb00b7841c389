"""The migrations that an install has behind it, told from their names alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps.registry import Apps
from django.db.migrations.loader import MigrationLoader

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Steps:
    """The graph of migrations that fits an install, those of it that ran, and names it does not know."""

    loader: Any
    ran: tuple[Key, ...]
    unknown: tuple[Key, ...]

    @property
    def ends(self) -> list[Key]:
        """Of the migrations that ran, those on which no other of them rests."""
        nodes, ran = self.loader.graph.node_map, set(self.ran)
        return [key for key in self.ran if not {child.key for child in nodes[key].children} & ran]

    @property
    def apps(self) -> Apps:
        """The models as they were after these migrations, their fields in the order of the steps."""
        apps: Apps = self.loader.project_state(self.ends).apps
        return apps


def steps_of(names: Iterable[Key]) -> Steps:
    """Where all or none of the steps that a squashed migration replaces ran, it stands for them."""
    told = tuple(names)
    loader: Any = MigrationLoader(None)
    squashed = loader.replacements
    stands_for = {step: key for key, one in squashed.items() for step in one.replaces}
    if any(0 < len({*told} & {*one.replaces}) < len(one.replaces) for one in squashed.values()):
        loader = MigrationLoader(None, replace_migrations=False)
        stands_for = {}
        told = tuple(key for key in told if key not in squashed)
    ran = tuple(dict.fromkeys(stands_for.get(key, key) for key in told))
    known = loader.graph.nodes
    return Steps(
        loader,
        tuple(key for key in ran if key in known),
        tuple(key for key in ran if key not in known),
    )
