"""A plan as it would stand, checked by the same rules as one that is proposed."""

from dataclasses import dataclass, field
from datetime import date

from pamong.people.importing.folding import folded_name
from pamong.people.models import Employee
from pamong.performance.given import IndicatorInput
from pamong.performance.models import Plan, Result
from pamong.performance.plan.content import IndicatorLine, PlanContent, ResultLine
from pamong.performance.plan.posts import PostThen
from pamong.performance.plan.rules import gaps_of
from pamong.performance.plan_files.drafts import DraftLine


@dataclass(slots=True)
class WantedResult:
    """A result with its indicators: the line of the file, the aspect's and perspective's code."""

    line: int
    kind: str
    text: str
    serves: str
    assigned_by: str
    lines: list[tuple[DraftLine, str, str]]

    def inputs(self) -> list[IndicatorInput]:
        """The indicators as a form would give them."""
        return [
            IndicatorInput(
                name=line.name,
                aspect=aspect,
                perspective=perspective,
                unit=line.unit,
                direction=line.direction,
                target=line.target,
                target_text=line.target_text,
                source=line.source,
            )
            for line, aspect, perspective in self.lines
        ]


@dataclass(slots=True)
class Wanted:
    """One person's plan for a period, with everything that the file says of it."""

    employee: Employee
    starts_on: date
    ends_on: date
    agreed_on: date
    approach: str
    form: str
    pack: str
    line: int
    post: PostThen
    results: list[WantedResult] = field(default_factory=list)
    annexes: dict[str, list[str]] = field(default_factory=dict)
    expectations: dict[str, str] = field(default_factory=dict)

    @property
    def rater_id(self) -> int:
        """Who rates the person in that time; nobody is 0."""
        return self.post.rater_id or 0

    def plan(self) -> Plan:
        """The row, not saved."""
        person = self.employee
        return Plan(
            agency=person.agency,
            employee=person,
            unit=self.post.unit,
            position=self.post.position,
            rater_id=self.post.rater_id,
            superior_id=self.post.superior_id,
            year=self.starts_on.year,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            approach=self.approach,
            form=self.form,
            pack=self.pack,
        )


def faults_of(wanted: Wanted) -> list[str]:
    """What keeps the plan from standing as agreed, in the words of the ordinary check."""
    content = PlanContent(tuple(_line(number, row) for number, row in enumerate(wanted.results)))
    return [gap.text for gap in gaps_of(wanted.plan(), content)]


def _line(number: int, row: WantedResult) -> ResultLine:
    return ResultLine(
        *(number, "", row.kind, row.text, None, row.serves, row.assigned_by, False),
        indicators=tuple(_indicator(given) for given in row.inputs()),
    )


def _indicator(given: IndicatorInput) -> IndicatorLine:
    return IndicatorLine(
        *(0, "", 0, given.name, given.aspect, given.perspective, given.unit, given.direction),
        *(None, given.target, None, given.pace, None, None, None, given.target_text),
        *(None, None, None, None, given.source),
    )


def same_content(wanted: Wanted, content: PlanContent) -> bool:
    """Whether the plan that stands says the same results, indicators and targets."""
    theirs = [
        (result.kind, folded_name(result.text), [_told(line) for line in result.indicators])
        for result in content.results
    ]
    ours = [
        (row.kind, folded_name(row.text), [_given(line) for line in row.inputs()])
        for row in sorted(wanted.results, key=lambda row: row.kind != Result.Kind.MAIN)
    ]
    return theirs == ours


def _told(line: IndicatorLine) -> tuple[object, ...]:
    return folded_name(line.name), line.target, line.target_text, line.unit


def _given(line: IndicatorInput) -> tuple[object, ...]:
    return folded_name(line.name), line.target, line.target_text, line.unit
