"""Builders of sources for tests: plain, with defaults that may be overridden."""

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from pamong.measurement.models import Source, SourceRun
from pamong.measurement.sources.actions import SourceInput, add_source
from pamong.measurement.sources.mapping import Mapping
from pamong.measurement.sources.run_actions import (
    Arrival,
    map_source,
    receive_run,
    write_run,
)
from pamong.people.tests.world import World

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data"
NUMBERS = count(1)
PLAIN = Mapping(code="Kode", time="Periode", values=("Nilai",))
HEAD = "Kode;Periode;Nilai\n"


def make_source(world: World, **more: Any) -> Source:
    """A source of uploaded files; Budi answers for it."""
    told: dict[str, Any] = {
        "name": f"Laporan {next(NUMBERS)}",
        "kind": "file",
        "owner": world.budi,
    } | more
    given = SourceInput(**told)
    return add_source(world.agency, given, by=world.account("dewi"), on=world.day)


def at() -> datetime:
    """Some instant."""
    return timezone.now()


def acting(world: World, who: str = "dewi") -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": world.account(who), "on": world.day}


def receive(
    world: World, source: Source, content: str | bytes, who: str = "dewi", name: str = "angka.csv"
) -> SourceRun:
    """A file that somebody sends."""
    content = content.encode() if isinstance(content, str) else content
    file = ContentFile(content, name=name)
    return receive_run(source, Arrival(file), by=world.account(who), on=world.day, at=at())


def mapped(
    world: World,
    source: Source,
    content: str | bytes,
    mapping: Mapping = PLAIN,
    name: str = "angka.csv",
) -> SourceRun:
    """The same with its columns said."""
    run = receive(world, source, content, name=name)
    return map_source(run, mapping, by=world.account("dewi"), on=world.day)


def written(
    world: World, source: Source, content: str | bytes, mapping: Mapping = PLAIN
) -> SourceRun:
    """The same written."""
    run = mapped(world, source, content, mapping)
    return write_run(run, by=world.account("dewi"), on=world.day, at=at())
