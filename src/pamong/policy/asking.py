"""Asks a rule: which pack answers, what it says, and the answer as one line of JSON.

The command, the pages and the API all ask here, so that the same input has the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pamong.policy.choose import choose
from pamong.policy.evaluate import Outcome, Runner, runner
from pamong.policy.inputs import BadInput
from pamong.policy.jsonlines import BadLine, read_line, to_json
from pamong.policy.load import builtin, builtin_heads
from pamong.policy.pack import Head, Pack

FAMILY = "id"
Refusal = BadLine | BadInput


def own_heads() -> list[Head]:
    """The packs of the family that answers where no pack is named."""
    return [head for head in builtin_heads() if head.family == FAMILY]


def pack_for(rule: str, on: date, employee: str | None = None, pack: Pack | None = None) -> Pack:
    """The pack that answers on a day, or NoPack; a named one too must hold on it."""
    if pack is not None:
        choose([pack.head], rule, on)
        return pack
    return builtin(choose(own_heads(), rule, on, employee).id)


def answer(
    found: Runner, given: bytes | Mapping[str, Any], *, trace: bool = True, on: date
) -> Outcome | Refusal:
    """What the rule says to a line or to inputs that were read; a refusal is one sentence."""
    try:
        inputs = read_line(given) if isinstance(given, bytes) else given
        return found.run(inputs, trace=trace, on=on)
    except (BadLine, BadInput) as bad:
        return bad


def asked(
    pack: Pack, rule: str, given: bytes | Mapping[str, Any], *, on: date
) -> Outcome | Refusal:
    """The same for a rule that is asked once."""
    return answer(runner(pack, rule), given, on=on)


def answer_line(told: Outcome | Refusal, *, trace: bool = True) -> str:
    """The answer as the contract of the commands writes it."""
    if not isinstance(told, Outcome):
        return f'{{"ok": false, "error": {to_json(str(told))}}}'
    steps = f'"because": {to_json(told.because)}, ' if trace else ""
    rest = to_json(told.unconfirmed)
    return f'{{"ok": true, "value": {to_json(told.value)}, {steps}"unconfirmed": {rest}}}'
