"""Every verb that changes the things of many says how one sees it beforehand, and how it is taken back."""

import inspect
from pathlib import Path

from pamong.config.bulk import BULK
from pamong.config.verbs import VERBS, Verb, load

# Verbs that write several entries, or take several rows, and are about one thing all the same.
OF_ONE = {
    "readings-enter": "the figures of one plan",
    "daily-day": "the lines of one's own day",
    "daily-days": "the lines of one's own days",
    "daily-import": "the lines of one's own days",
    "feedback-give": "one answer about one person",
    "plan-return": "one plan",
    "rank-note": "one person's rank",
    "contract-decide": "one contract",
    "window-set": "the windows of one agency",
    "team-end": "one team",
    "team-input-give": "what a leader says of the own team, each in words",
    "purpose-state": "the purpose of reading, for those whom one reads",
}


def is_of_many(verb: Verb) -> bool:
    """Whether its action takes rows, reads a file, or writes an entry for each of many."""
    action = inspect.unwrap(load(verb.action))
    first = str(next(iter(inspect.signature(action).parameters.values())).annotation)
    source = inspect.getsource(action)
    is_file = action.__name__.startswith("import_")
    return "[" in first or is_file or "record_all(" in source


def undoes(verb: Verb) -> bool:
    return any(other.undo == verb.short for other in VERBS) and verb.short.endswith("-undo")


def test_every_verb_for_many_says_how_it_is_seen_before_and_taken_back() -> None:
    known = BULK.keys() | OF_ONE.keys()
    lost = [v.short for v in VERBS if is_of_many(v) and not undoes(v) and v.short not in known]
    assert not lost, f"{lost}: add to config/bulk.py, then run scripts/reference.py"


def test_the_table_names_verbs_that_there_are_each_once() -> None:
    names = {verb.short for verb in VERBS}
    assert BULK.keys() | OF_ONE.keys() <= names
    assert not BULK.keys() & OF_ONE.keys()


def test_what_is_not_taken_back_says_why_and_what_is_does_not() -> None:
    undo = {verb.short: verb.undo for verb in VERBS}
    wrong = [name for name, bulk in BULK.items() if bool(bulk.stays) == bool(undo[name])]
    assert not wrong


def test_the_page_of_the_docs_has_a_row_for_each() -> None:
    page = (Path(__file__).parents[1] / "docs/reference/bulk.md").read_text(encoding="utf-8")
    lost = [name for name in BULK if f":{name}` | {BULK[name].preview} |" not in page]
    assert not lost, "run scripts/reference.py"
