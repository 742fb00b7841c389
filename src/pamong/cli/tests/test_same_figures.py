"""A figure on a page and the same one by `pamong policy eval` come from the same rules."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from pamong.cli.policy import policy
from pamong.people.tests.world import World
from pamong.performance.evaluation.distribution import distribution_of
from pamong.performance.evaluation.sheet import sheet_of
from pamong.performance.evaluation.tests.make import ABOVE, level_of, opened, rated, ratings
from pamong.performance.models import Evaluation
from pamong.performance.rules import pack_named
from pamong.ui.numbers import say_number

As = Callable[[str], Client]
ON = ("--on", "2026-09-30")


def computed(rule: str, **given: Any) -> Any:
    """The value of one line through the command."""
    line = json.dumps(given, default=float)
    result = CliRunner().invoke(policy, ["eval", rule, *ON], input=line)
    answer = json.loads(result.stdout, parse_float=Decimal)
    assert answer["ok"], answer
    return answer["value"]


def page(as_: As, evaluation: Evaluation, tail: str = "rate") -> str:
    found = as_("budi").get(f"/evaluations/{evaluation.uuid}/{tail}")
    assert found.status_code == 200
    return str(found.content.decode())


def test_the_attainment_of_an_indicator(world: World, as_: As) -> None:
    level_of(world)
    evaluation = opened(world, "sari", "66")
    sheet = sheet_of(evaluation, world.day)
    (line,) = sheet.content.indicators
    found = computed("attainment", direction=line.direction, actual=Decimal(66), target=line.target)
    assert sheet.parts[line.pk].uncapped == found["uncapped"]
    text = page(as_, evaluation)
    assert f"capaian {say_number(found['uncapped'], 2)}%" in text
    assert "Bagaimana capaian dihitung?" in text


@pytest.mark.parametrize("values", [("80", "60"), ("95", "92", "88"), ("40", None), (None,)])
def test_the_suggested_rating(world: World, as_: As, values: tuple[str | None, ...]) -> None:
    level_of(world)
    evaluation = opened(world, "sari", *values)
    sheet = sheet_of(evaluation, world.day)
    rows = [
        {
            "classification": result.kind,
            "attainments": [sheet.parts[line.pk].uncapped for line in result.indicators],
        }
        for result in sheet.content.results
    ]
    found = computed("results_rating", rows=rows)
    assert sheet.suggestion.rating == (found["rating"] or "")
    text = page(as_, evaluation)
    if found["rating"]:
        assert f"Mengapa disarankan {found['label']}?" in text
    else:
        assert "Mengapa tidak ada saran?" in text


def test_the_predicate(world: World, as_: As) -> None:
    level_of(world)
    evaluation = rated(world, opened(world), ratings(ABOVE, ABOVE, reason="Memimpin tim."))
    found = computed("predicate", results=ABOVE, behaviour=ABOVE)
    assert evaluation.predicate == found["predicate"]
    assert f"Mengapa {found['label']}?" in page(as_, evaluation)


def test_the_distribution_and_what_leaves_the_pattern(world: World) -> None:
    evaluation = opened(world)
    pack = pack_named(evaluation.pack)
    counts = {"sangat_baik": 2, "baik": 9}
    given = [code for code, n in counts.items() for _one in range(n)]
    ours = distribution_of(pack, "baik", given, total=len(given))
    theirs = computed("distribution", level="baik", counts=counts)
    assert ours.departs is not theirs["fits"]
    assert list(ours.findings) == theirs["findings"]
