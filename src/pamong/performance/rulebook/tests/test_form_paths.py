"""Every worked example of every pack, typed into the form, has the answer of the command."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pamong.performance.rulebook.forms import InputsForm, unfolded
from pamong.policy.asking import answer_line, asked
from pamong.policy.evaluate import Outcome
from pamong.policy.load import PACKS, builtin, builtin_ids, read_cases

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
