"""Writes the fields of an answer: rounding, labels, sentences about findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pamong.policy.operators.counts import Finding
from pamong.policy.operators.numbers import rounded, written
from pamong.policy.pack import Exact, Output, Pack

Figures = Mapping[str, Exact | None] | Sequence[Exact | None]
Writer = Callable[[Mapping[str, Any], str, dict[str, Any]], None]


def _figure(output: Output, pack: Pack, name: str) -> Writer:
    places, source = output.decimals or 0, output.source
    scale = 10**places

    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        exact = env.get(source)
        if exact is None:
            if not output.optional:
                value[output.name] = None
            return
        value[output.name] = rounded(exact, places) if places else int(rounded(exact, 0))
        if output.exact == "always" or scale % exact.denominator:
            value[name] = written(exact)

    return write


def _each(found: Figures, shown: Callable[[Exact], Decimal]) -> Any:
    """The same keys or places with what is shown; what is missing stays missing."""
    if isinstance(found, dict):
        return {key: None if exact is None else shown(exact) for key, exact in found.items()}
    listed: Any = found
    return [None if exact is None else shown(exact) for exact in listed]


def _put(value: dict[str, Any], name: str, exact_name: str, found: Figures, places: int) -> None:
    """Rounded figures; the exact ones come along when one of them differs."""
    scale = 10**places
    value[name] = _each(found, lambda exact: rounded(exact, places))
    several: Any = found.values() if isinstance(found, dict) else found
    if any(exact is not None and scale % exact.denominator for exact in several):
        value[exact_name] = _each(found, written)


def _figures(output: Output, pack: Pack, name: str) -> Writer:
    """Several figures, by label or in a row."""
    labels = pack.scales[output.scale].labels if output.scale else {}
    places = output.decimals or 0

    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        found = env.get(output.source)
        if isinstance(found, dict):
            found = {labels.get(key, key): exact for key, exact in found.items()}
        if found is not None:
            _put(value, output.name, name, found, places)

    return write


def _record(output: Output, pack: Pack, name: str) -> Writer:
    """Figures of several steps under one name."""
    places = output.decimals or 0

    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        found = {part: env[step] for part, step in output.parts}
        _put(value, output.name, name, found, places)

    return write


def _plain(output: Output, pack: Pack, name: str) -> Writer:
    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        found = env.get(output.source)
        if found is not None or not output.optional:
            value[output.name] = found

    return write


def _label(output: Output, pack: Pack, name: str) -> Writer:
    labels = pack.scales[output.scale].labels

    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        code = env.get(output.source)
        value[output.name] = None if code is None else labels[code]

    return write


def _reason(output: Output, pack: Pack, name: str) -> Writer:
    """Why a result is missing; not there when it is."""

    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        if reason:
            value[output.name] = reason

    return write


def sentence(finding: Finding, pack: Pack, language: str = "") -> str:
    """A finding in the words of the pack, in another language where it has them."""
    texts = {**pack.texts, **pack.translations.get(language, {}).get("texts", {})}
    kind = finding.bound if finding.percent is not None else f"{finding.bound}_count"
    return texts[kind].format(
        of=texts["or"].join(pack.label(finding.scale, code, language) for code in finding.of),
        limit=finding.limit,
        count=finding.heads,
        total=finding.total,
        percent="" if finding.percent is None else written(finding.percent),
    )


def _findings(output: Output, pack: Pack, name: str) -> Writer:
    def write(env: Mapping[str, Any], reason: str, value: dict[str, Any]) -> None:
        value[output.name] = [sentence(finding, pack) for finding in env[output.source]]

    return write


WRITERS: dict[str, Callable[[Output, Pack, str], Writer]] = {
    "figure": _figure,
    "figures": _figures,
    "record": _record,
    "plain": _plain,
    "label": _label,
    "reason": _reason,
    "findings": _findings,
}


def field_writer(output: Output, pack: Pack) -> Writer:
    """The writer of one field; the main figure's exact form is `exact`, any other's is its own."""
    name = "exact" if output.exact in ("always", "main") else f"{output.name}_exact"
    return WRITERS[output.kind](output, pack, name)
