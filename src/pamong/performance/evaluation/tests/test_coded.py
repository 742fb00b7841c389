"""Ratings in the record: in words where they are set and seen, else unsaid."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import strip_tags

from pamong.people.tests.world import World
from pamong.performance.evaluation.actions import read_evaluation
from pamong.performance.evaluation.tests.make import final, level_of, opened, rated
from pamong.performance.rules import label_of, pack_named, pack_on

As = Callable[[str], Client]


def rows_of(client: Client) -> str:
    return strip_tags(client.get("/trace?kind=performance.evaluation").content.decode())


@pytest.mark.parametrize("name", ["dewi", "budi", "joko"])
def test_a_rating_that_is_set_is_said_in_words(world: World, as_: As, name: str) -> None:
    evaluation = final(world)
    pack = pack_named(evaluation.pack)
    said = label_of(pack, "rating", evaluation.results_rating)
    rows = rows_of(as_(name))
    assert f"Rating hasil kerja: {said}" in rows
    assert f"Predikat: {label_of(pack, 'predicate', evaluation.predicate)}" in rows
    assert "Status: Sedang dinilai → Predikat ditetapkan" in rows


@pytest.mark.parametrize("name", ["dewi", "budi", "joko"])
def test_before_it_is_set_only_that_something_changed_is_said(
    world: World, as_: As, name: str
) -> None:
    level_of(world)
    rated(world, opened(world))
    rows = rows_of(as_(name))
    assert "Rating hasil kerja" in rows
    assert "Rating hasil kerja:" not in rows


def test_the_auditor_reads_ratings_only_after_stating_a_purpose(world: World, as_: As) -> None:
    evaluation = final(world)
    tono = as_("tono")
    assert "Rating hasil kerja:" not in rows_of(tono)
    by = world.account("tono")
    read_evaluation(evaluation, purpose="Pemeriksaan berkala.", by=by, on=world.day)
    assert "Rating hasil kerja:" in rows_of(tono)


def test_the_level_of_a_unit_is_said_in_words(world: World, as_: As) -> None:
    level = level_of(world, "baik")
    rows = strip_tags(as_("dewi").get("/trace?kind=performance.unitlevel").content.decode())
    said = label_of(pack_on(world.day, local=()), "organisation", level.level)
    assert f"Capaian organisasi: {said}" in rows
