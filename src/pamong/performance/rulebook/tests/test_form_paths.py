"""Every worked example of every pack, typed into the form, has the answer of the command."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pamong.performance.rulebook.forms import InputsForm, unfolded
from pamong.performance.rulebook.typed import read
from pamong.policy.asking import answer_line, asked
from pamong.policy.evaluate import Outcome
from pamong.policy.load import PACKS, builtin, builtin_ids, read_cases
from pamong.policy.pack import Field

TODAY = date(2026, 11, 25)


def cases() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for pack in builtin_ids():
        for rule, found in read_cases(PACKS / pack).items():
            for case in found:
                yield pack, rule, case


def test_every_example_typed_into_the_form_is_answered_as_by_the_command() -> None:
    tried, unsayable = 0, []
    for pack_id, rule, case in cases():
        pack, on = builtin(pack_id), case.get("on", TODAY)
        told = asked(pack, rule, case["in"], on=on)
        form = InputsForm(unfolded(rule, pack, case["in"]), pack=pack, rule=rule)
        where = (pack_id, rule, case["in"], dict(form.errors))
        if not isinstance(told, Outcome):
            if form.is_valid():
                again = asked(pack, rule, form.inputs, on=on)
                if isinstance(again, Outcome):
                    unsayable.append((rule, case["error"]))
            continue
        assert form.is_valid(), where
        assert answer_line(asked(pack, rule, form.inputs, on=on)) == answer_line(told), where
        tried += 1
    assert tried > 250, tried
    # A form has one box for each term, so nobody types one twice; a file of JSON is refused like a line.
    assert unsayable == [("distribution", "counts: expected each of its terms once")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3.5 4.125", ["3.5", "4.125"]),
        ("3,5; 4,25", ["3.5", "4.25"]),
        ("1.234; 56,7", ["1234", "56.7"]),
        ("3.5, 4.2, 5", ["3.5", "4.2", "5"]),
    ],
)
def test_a_list_has_one_mark_before_its_decimals(text: str, figures: list[str]) -> None:
    field = Field("x", "list", items=Field("", "number"))
    assert read(field, builtin(builtin_ids()[0]), text) == [Decimal(one) for one in figures]


@pytest.mark.parametrize("text", ["3,5; 4.2", "3.5, 4,2, 5", "3,5\n4.25"])
def test_a_list_that_mixes_comma_and_point_is_refused(text: str) -> None:
    field = Field("x", "list", items=Field("", "number"))
    with pytest.raises(ValidationError, match="Pakai koma di semuanya"):
        read(field, builtin(builtin_ids()[0]), text)
