"""Builds the rules of a pack from TOML: inputs, steps of known operators, outputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pamong.policy.answer import WRITERS
from pamong.policy.inputs import KINDS
from pamong.policy.operators import OPERATORS, Operator
from pamong.policy.pack import Clause, Field, Output, Rule, Scale, Step, Together, referable
from pamong.policy.section import Section


class RuleBuilder:
    """Checks that a formula names only operators, inputs, earlier steps and clauses that exist."""

    def __init__(self, clauses: Mapping[str, Clause], rule_names: frozenset[str]) -> None:
        self.clauses, self.rule_names = clauses, rule_names

    def rule(self, name: str, section: Section, citation: str) -> Rule:
        """One rule."""
        cited = section.text("citation", citation)
        fields = self._fields(section.section("inputs"))
        data = set(referable(self.clauses))
        if taken := data & {field.name for field in fields}:
            raise section.error(f"inputs.{min(taken)}", "a name that no clause has")
        known = {field.name for field in fields} | data | {"on"}
        steps = []
        for inner in section.sections("steps"):
            steps.append(self._step(inner, known))
            known |= {steps[-1].name, *(name for _, name in steps[-1].yields)}
        outputs = self._outputs(section.section("outputs"), known)
        inputs = frozenset(field.name for field in fields)
        together = tuple(_together(inner, inputs) for inner in section.sections("together"))
        needs, spread = _words(section.section("needs")), _words(section.section("spread"))
        section.done()
        return Rule(name, cited, fields, together, needs, spread, tuple(steps), outputs)

    def _fields(self, section: Section) -> tuple[Field, ...]:
        return tuple(self._field(name, inner) for name, inner in section.items())

    def _field(self, name: str, section: Section) -> Field:
        kind = section.text("is")
        if kind not in KINDS:
            raise section.error("is", f"one of {', '.join(KINDS)}")
        field = Field(
            name,
            kind,
            optional=section.flag("optional") or "default" in section,
            default=section.raw("default"),
            scale=self._scale(section, kind),
            options=section.texts("options", ()),
            low=section.number_if_any("above" if "above" in section else "from"),
            high=section.number_if_any("below" if "below" in section else "to"),
            low_open="above" in section,
            high_open="below" in section,
            items=self._field(name, section.section("of")) if "of" in section else None,
            at_least=section.whole("at_least", 0),
            rule=self._rule_named(section) if kind == "inputs_of" else "",
            fields=self._fields(section.section("fields")),
            adds_up=_adds_up(section),
            note=section.text("note", ""),
        )
        if kind == "list" and field.items is None:
            raise section.error("of", "what the list holds")
        section.done()
        return field

    def _scale(self, section: Section, kind: str) -> str:
        if kind not in ("term", "counts"):
            return ""
        return self._scale_named(section, "scale")

    def _scale_named(self, section: Section, key: str) -> str:
        name = section.text(key)
        if not isinstance(self.clauses.get(name), Scale):
            raise section.error(key, "the name of a scale")
        return name

    def _rule_named(self, section: Section) -> str:
        name = section.text("rule")
        if name not in self.rule_names:
            raise section.error("rule", f"one of {', '.join(sorted(self.rule_names))}")
        return name

    def _step(self, section: Section, known: set[str]) -> Step:
        name, do = section.text("name"), section.text("do")
        if do not in OPERATORS:
            raise section.error("do", f"one of {', '.join(OPERATORS)}")
        operator = OPERATORS[do]
        if name in referable(self.clauses):
            raise section.error("name", "a name that no clause has")
        refs = tuple(_reference(section, ref, known) for ref in operator.refs)
        step = Step(
            name,
            do,
            refs,
            self._words_of(section, operator),
            section.text("citation", ""),
            tuple(_when(section.section("when"), known)),
            _names(section, "needs", known),
            _names(section, "all_or_none", known),
            tuple(_words(section.section("yields")).items()),
        )
        section.done()
        return step

    def _words_of(self, section: Section, operator: Operator) -> dict[str, str]:
        return {
            word: self._rule_named(section)
            if word == "rule"
            else self._scale_named(section, word)
            if word == "order"
            else section.text(word)
            for word in operator.words
        }

    def _outputs(self, section: Section, known: set[str]) -> tuple[Output, ...]:
        outputs, has_main = [], False
        for name, inner in section.items():
            kind = inner.text("as", "figure")
            if kind not in WRITERS:
                raise inner.error("as", f"one of {', '.join(WRITERS)}")
            exact = inner.text("exact", "")
            if kind in ("figure", "figures") and not has_main:
                has_main, exact = True, exact or "main"
            source = name if kind == "reason" else inner.text("from", name)
            parts = tuple(_words(inner.section("parts")).items())
            if kind != "reason" and not known.issuperset([step for _, step in parts] or [source]):
                raise inner.error("from", "an input or a step of this rule")
            scale = self._scale_named(inner, "scale") if "scale" in inner or kind == "label" else ""
            decimals = inner.places("decimals", 2)
            outputs.append(
                Output(name, source, kind, decimals, scale, inner.flag("optional"), exact, parts)
            )
            inner.done()
        if not outputs:
            raise section.error("", "at least one output")
        return tuple(outputs)


def _reference_name(section: Section, key: str, name: Any, known: set[str]) -> str:
    if not isinstance(name, str) or name not in known:
        raise section.error(key, f"an input, an earlier step or a clause, got {name!r}")
    return name


def _names(section: Section, key: str, known: set[str]) -> tuple[str, ...]:
    return tuple(_reference_name(section, key, name, known) for name in section.texts(key, ()))


def _reference(section: Section, key: str, known: set[str]) -> str | tuple[str, ...]:
    value = section.raw(key)
    if isinstance(value, list):
        return tuple(_reference_name(section, key, name, known) for name in value)
    return _reference_name(section, key, value, known)


def _when(section: Section, known: set[str]) -> list[tuple[str, frozenset[Any]]]:
    conditions = []
    for key in section.names():
        _reference_name(section, key, key, known)
        value = section.raw(key)
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str | int) for item in several):
            raise section.error(key, "a code, a whole number, true or false, or a list of them")
        conditions.append((key, frozenset(several)))
    return conditions


def _together(section: Section, inputs: frozenset[str]) -> Together:
    of = section.texts("of")
    if not of or not inputs.issuperset(of):
        raise section.error("of", f"some of {', '.join(sorted(inputs))}")
    together = Together(
        of,
        at_least=section.whole("at_least", 0),
        at_most=section.whole("at_most") if "at_most" in section else None,
        sum_high=section.number_if_any("adds_up_to_at_most"),
    )
    section.done()
    return together


def _words(section: Section) -> dict[str, str]:
    # An empty text is a value here: it says that the name itself means nothing more.
    return {key: section.text(key, "") for key in section.names()}


def _adds_up(section: Section) -> tuple[str, Any] | None:
    if "adds_up" not in section:
        return None
    inner = section.section("adds_up")
    found = inner.text("field"), inner.number("at_most")
    inner.done()
    return found
