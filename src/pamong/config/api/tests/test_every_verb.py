import inspect
import re
import sys
from typing import Any

import pytest
from django.forms import BaseForm, BaseFormSet

from pamong.config.addresses import patterns
from pamong.config.api.areas import area_of
from pamong.config.api.build import description
from pamong.config.api.inputs import BESIDE, INPUTS, ROWS, input_of
from pamong.config.api.verbs import api_verbs, path_of
from pamong.config.verb import Verb
from pamong.config.verbs import VERBS

NO_FORM = {"MatrixForm"}  # none of Django's: its cells are named by what they are about


def test_every_verb_has_its_operation_or_says_why_not() -> None:
    paths = description()["paths"]
    for verb in VERBS:
        path = re.sub(r"{[^}:]+:", "{", f"/api/v1{path_of(patterns()[verb.name][0])}")
        assert ("post" in paths.get(path, {})) != bool(verb.browser), verb.name


def test_few_verbs_are_left_to_the_browser() -> None:
    assert {verb.name for verb in VERBS if verb.browser} == {
        "access:key-make",
        "access:key-revoke",
        "config:webhook-add",
        "config:webhook-change",
        "config:webhook-rotate",
        "measurement:source-connect",
        "measurement:source-secret",
        "operations:backup-ask",
        "operations:backup-take",
        "operations:backup-verify",
        "performance:daily-days",
        "performance:papers-sign",
    }


def test_every_verb_belongs_to_a_part_of_the_house() -> None:
    assert all(area_of(verb) for verb in api_verbs())


def reached(view: Any, seen: set[Any]) -> str:
    """The source of a view and of what it calls in its own module."""
    bare = inspect.unwrap(view)
    if bare in seen:
        return ""
    seen.add(bare)
    text = inspect.getsource(bare)
    module = sys.modules[bare.__module__]
    for word in set(re.findall(r"\b\w+\b", text)):
        other = getattr(module, word, None)
        if inspect.isfunction(other) and other.__module__ == bare.__module__:
            text += reached(other, seen)
    return text


@pytest.mark.parametrize("verb", api_verbs(), ids=lambda one: one.short)
def test_the_forms_that_a_page_reads_are_told(verb: Verb) -> None:
    view = patterns()[verb.name][1].callback
    module = sys.modules[inspect.unwrap(view).__module__]
    own = inspect.getsource(inspect.unwrap(view))
    told = input_of(verb.short, view).forms
    for name in told:
        form = getattr(module, name)
        assert issubclass(form, BaseForm | BaseFormSet)
    named = set(re.findall(r"\b(\w+Form(?:Set)?)\(", own))
    assert named - BESIDE - NO_FORM <= set(told), "name its form in config/api/inputs.py"
    assert set(told) <= set(re.findall(r"\b\w+Form(?:Set)?\b", reached(view, set())))


def test_forms_with_fields_of_their_own_are_marked_open() -> None:
    """A field that no class declares would be refused as unknown."""
    for short, given in INPUTS.items():
        name = next(verb.name for verb in VERBS if verb.short == short)
        module = sys.modules[inspect.unwrap(patterns()[name][1].callback).__module__]
        forms = [getattr(module, form) for form in given.forms if form != ROWS]
        makes = any("self.fields[f" in inspect.getsource(form) for form in forms)
        assert given.open or not makes, short
