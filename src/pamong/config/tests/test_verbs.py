"""Each verb of the table exists in every place that it names."""

import pytest

from pamong.cli.where import lines_of, pattern_of, where_tested
from pamong.config.verbs import VERBS, Verb, load, verb_named


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v.name)
def test_a_verb_is_where_the_table_says(verb: Verb) -> None:
    assert callable(load(verb.action))
    assert callable(load(verb.predicate))
    assert pattern_of(verb.name) is not None
    assert where_tested(verb), f"no test names {verb.action}"
    assert not verb.undo or verb_named(verb.undo) is not None


def test_where_names_all_places() -> None:
    verb = verb_named("plan-propose")
    assert verb is not None
    said = dict(lines_of(verb))
    assert said["URL"].endswith("/plans/<uuid:uuid>/propose")
    assert "plan/actions.py" in said["action"]
    assert said["ledger verb"] == "performance.plan_proposed"
