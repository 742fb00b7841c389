"""A squashed migration leaves what its steps left, and the names of an install say which of both it ran."""

from typing import Any

import pytest
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

from pamong.config.steps import Key, steps_of

LOADER: Any = MigrationLoader(None)
SQUASHED: dict[Key, Any] = LOADER.replacements


@pytest.mark.parametrize("key", sorted(SQUASHED))
def test_a_squashed_migration_leaves_what_its_steps_left(key: Key) -> None:
    steps: Any = MigrationLoader(None, replace_migrations=False)
    one = LOADER.project_state([key])
    many = steps.project_state([SQUASHED[key].replaces[-1]])
    both = many.models.keys() & one.models.keys()
    ours = {model for model in one.models if model[0] == key[0]}
    assert ours == {model for model in many.models if model[0] == key[0]}
    for model in both - ours:  # apps below may be further on here than there
        many.models[model] = one.models[model]
    many.models |= {model: one.models[model] for model in one.models.keys() - both}
    one.models |= {model: many.models[model] for model in many.models.keys() - both}
    detector: Any = MigrationAutodetector(many, one)
    assert detector._detect_changes() == {}
    for model in ours:  # rows of a backup are written in this order
        assert list(one.models[model].fields) == list(many.models[model].fields), model


def test_all_steps_stand_as_one() -> None:
    key = ("performance", "0001_squashed_0028_lists_by_page")
    steps = steps_of([*SQUASHED[key].replaces])
    assert steps.ran == (key,)
    assert steps_of([*SQUASHED[key].replaces, key]).ran == (key,)


def test_some_steps_stand_for_themselves() -> None:
    steps = steps_of([("people", "0001_initial"), ("people", "0002_access_requests")])
    assert steps.ends == [("people", "0002_access_requests")]
    assert "employee" in steps.apps.all_models["people"]
    assert "contract" not in steps.apps.all_models["people"]


def test_a_name_of_a_newer_pamong_is_unknown() -> None:
    assert steps_of([("people", "0999_tomorrow")]).unknown == (("people", "0999_tomorrow"),)
