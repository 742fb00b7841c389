"""Runs a rule of a pack over inputs; every step leaves what it used, what it gave, its citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from pamong.policy.answer import field_writer
from pamong.policy.inputs import BadInput, rule_reader
from pamong.policy.operators import OPERATORS
from pamong.policy.operators.answers import Marked, Missing, Refused, Traced
from pamong.policy.pack import Number, Pack, Step, referable
from pamong.policy.section import PackError

Env = dict[str, Any]


class Outcome(NamedTuple):
    """A rule's answer: figures rounded as the pack says, the reasons, the open clauses under it."""

    value: Mapping[str, Any]
    because: tuple[Traced, ...] = ()
    unconfirmed: tuple[str, ...] = ()

    @property
    def exact(self) -> Any:
        """The unrounded main figure where it differs from the rounded one."""
        return self.value.get("exact")

    @property
    def label(self) -> str | None:
        """The pack's own wording of the result, for rules that have one."""
        return self.value.get("label")


class _Run:
    """One evaluation under way: the values so far and what has been learnt beside them."""

    __slots__ = ("clauses", "env", "reason", "steps", "trace")

    def __init__(self, env: Env, trace: bool) -> None:
        self.env = env
        self.trace = trace
        self.steps: list[Traced] = []
        self.clauses: list[str] = []
        self.reason = ""


class _Stage:
    """A step bound to its operator and to the clauses it names."""

    def __init__(self, step: Step, runner: Runner) -> None:
        operator = OPERATORS[step.do]
        clauses = runner.clauses
        self.name, self.when, self.needs = step.name, step.when, step.needs
        self.all_or_none, self.yields = step.all_or_none, step.yields
        self.operate, self.takes_missing = operator.run, operator.takes_missing
        self.parameters, self.refs, self.names = operator.refs, step.refs, _flat(step.refs)
        self.words = self.traced_words = dict[str, Any](step.words)
        if "order" in step.words:
            self.words["order"] = runner.pack.scales[step.words["order"]]
        if "rule" in step.words:
            self.words = {**step.words, "rule": runner.applied(step.words["rule"], trace=False)}
            self.traced_words = {
                **self.words,
                "rule": runner.applied(step.words["rule"], trace=True),
            }
        # Tables and rows would drown the figures: a citation, and the rows' steps, stand for them.
        told = [ref for ref, of in zip(step.refs, operator.refs, strict=True) if of != "rows"]
        self.shown = [n for n in _flat(told) if isinstance(clauses.get(n), Number | None)]
        named = [clauses[name] for name in self.names if name in clauses]
        self.marks = tuple(clause.name for clause in named if clause.unconfirmed)
        self.citation = step.citation or next((c.citation for c in named), runner.rule.citation)

    def run(self, run: _Run) -> None:
        """Compute this step, unless it is meant for other cases."""
        env = run.env
        for name, accepted in self.when:
            if env[name] not in accepted:
                return
        for name in self.needs:
            if env[name] is None:
                raise BadInput("expected it to be given for this case", name)
        if self.all_or_none:
            self._refuse_some(env)
        arguments = self._arguments(env)
        if arguments is not None:
            self._operate(run, arguments)

    def _operate(self, run: _Run, arguments: list[Any]) -> None:
        """Apply the operator; what it refuses is said of the input that gave it."""
        try:
            value = self.operate(*arguments, **(self.traced_words if run.trace else self.words))
            self._keep(run, value)
        except Refused as refused:
            raise BadInput(refused.expected, self._blamed(refused.argument)) from None
        except (TypeError, AttributeError, LookupError, ArithmeticError) as error:
            # Only a pack whose steps do not fit together gets here; its lines must not stop others.
            raise BadInput(f"expected other values, {error}", f"step {self.name}") from None

    def _refuse_some(self, env: Env) -> None:
        """Inputs that mean something together only."""
        given = [name for name in self.all_or_none if env[name] is not None]
        absent = [name for name in self.all_or_none if env[name] is None]
        if given and absent:
            raise BadInput(f"expected it to be given beside {', '.join(given)}", absent[0])

    def _arguments(self, env: Env) -> list[Any] | None:
        """What the step refers to; None when something is missing that the operator needs."""
        if not self.takes_missing:
            for name in self.names:
                if env[name] is None:
                    return None
        return [
            env[ref] if ref.__class__ is str else [env[name] for name in ref] for ref in self.refs
        ]

    def _blamed(self, argument: str) -> str:
        ref = self.refs[self.parameters.index(argument)]
        return ref if isinstance(ref, str) else ref[-1]

    def _keep(self, run: _Run, value: Any) -> None:
        citation = self.citation
        if self.marks:
            run.clauses.extend(self.marks)
        if value.__class__ is Marked:
            run.clauses.extend(value.clauses)
            citation = value.citation or citation
            if run.trace:
                run.steps.extend(value.steps)
            value = value.value
        elif value.__class__ is Missing:
            run.reason = run.reason or value.reason
            value = None
        run.env[self.name] = value
        for part, name in self.yields:
            run.env[name] = value[part]
        if run.trace:
            shown = {name: run.env[name] for name in self.shown}
            run.steps.append(Traced(self.name, shown, value, citation))


def _flat(refs: Sequence[str | tuple[str, ...]]) -> list[str]:
    return [n for ref in refs for n in ((ref,) if isinstance(ref, str) else ref)]


class Runner:
    """A rule made ready once; `run` is what happens on every line."""

    def __init__(self, pack: Pack, name: str) -> None:
        self.pack, self.rule = pack, pack.rules[name]
        self._read = rule_reader(self.rule, pack)
        self.clauses = referable(pack.clauses)
        names = {n for step in self.rule.steps for n in _flat(step.refs)}
        # A number stands in the formula as itself; tables, bands and patterns go in whole.
        steps = self.rule.steps
        self._constants: Env = {step.name: None for step in steps}
        self._constants.update({name: None for step in steps for _, name in step.yields})
        self._constants.update({n: c for n, c in self.clauses.items() if n in names})
        self._constants.update({n: c.value for n, c in pack.numbers.items() if n in names})
        self._stages = [_Stage(step, self) for step in self.rule.steps]
        worded = [pack.scales[o.scale] for o in self.rule.outputs if o.scale]
        self._marks = [scale.name for scale in worded if scale.unconfirmed]
        self._writers = [field_writer(output, pack) for output in self.rule.outputs]

    def applied(self, name: str, *, trace: bool) -> Callable[[Mapping[str, Any]], Marked]:
        """Another rule of the pack as a function from read inputs to its main exact figure."""
        inner = runner(self.pack, name)
        source, names = inner.rule.outputs[0].source, [f.name for f in inner.rule.fields]

        # Rows repeat: a level has few predicates and a year few months.
        @lru_cache(maxsize=4096)
        def result(*values: Any) -> Marked:
            run = inner.compute(dict(zip(names, values, strict=True)), trace=trace)
            inputs = {key: value for step in run.steps for key, value in step.inputs.items()}
            step = Traced(name, inputs, run.env[source], inner.rule.citation)
            return Marked(run.env[source], tuple(run.clauses), "", (step,))

        def apply(values: Mapping[str, Any]) -> Marked:
            return result(*values.values())

        return apply

    def compute(self, values: Env, *, trace: bool, on: date | None = None) -> _Run:
        """All steps over inputs that were read."""
        run = _Run({**self._constants, "on": on, **values}, trace)
        for stage in self._stages:
            stage.run(run)
        return run

    def run(self, inputs: Any, *, trace: bool = True, on: date | None = None) -> Outcome:
        """Read, compute, write; raises BadInput with one sentence."""
        run = self.compute(self._read(inputs), trace=trace, on=on)
        value: dict[str, Any] = {}
        try:
            for write in self._writers:
                write(run.env, run.reason, value)
        except (TypeError, AttributeError, LookupError, ArithmeticError) as error:
            # Like a step that does not fit: a pack's mistake spoils its line alone.
            raise BadInput(f"expected other values, {error}", "outputs") from None
        unconfirmed = tuple(dict.fromkeys(run.clauses + self._marks))
        return Outcome(value, tuple(run.steps), unconfirmed)


def runner(pack: Pack, name: str) -> Runner:
    """The runner of a rule, kept with its pack."""
    found = pack.runners.get(name)
    if found is None:
        try:
            found = pack.runners[name] = Runner(pack, name)
        except RecursionError:
            raise PackError(f"rule.{name}: expected no rule that leads back to itself") from None
    return found


def evaluate(
    pack: Pack, rule: str, inputs: Mapping[str, Any], *, trace: bool = True, on: date | None = None
) -> Outcome:
    """Run one rule once; `on` matters only to rules that look at a due date."""
    return runner(pack, rule).run(inputs, trace=trace, on=on)
