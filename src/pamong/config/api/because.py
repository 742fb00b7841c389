"""The steps of a rule's answer, as `pamong policy` prints them."""

from fractions import Fraction
from typing import Any

from ninja import Schema

from pamong.config.api.receipts import plain
from pamong.policy.evaluate import Outcome
from pamong.policy.operators.numbers import written


class Step(Schema):
    """One step: what went in, what came out, and where it is written."""

    step: str
    inputs: dict[str, Any]
    value: Any
    citation: str


def steps_of(outcome: Outcome | None) -> list[dict[str, Any]]:
    """All steps; none where nothing could be computed."""
    return [
        {
            "step": one.step,
            "inputs": {name: said(value) for name, value in one.inputs.items()},
            "value": said(one.value),
            "citation": one.citation,
        }
        for one in (outcome.because if outcome else ())
    ]


def said(value: Any) -> Any:
    """As JSON holds it; a table by its keys."""
    if isinstance(value, dict):
        return {str(key): said(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [said(one) for one in value]
    return plain(written(value) if isinstance(value, Fraction) else value)
