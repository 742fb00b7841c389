"""What stands beside a plan's content: roles from the matrix, unmet results of before, advice on sentences."""

from dataclasses import dataclass

from django.urls import reverse

from pamong.performance.cascade.role_actions import candidates_for
from pamong.performance.follow_up.queries import offers_for
from pamong.performance.hints.advice import Hint, hints_of_plan
from pamong.performance.models import Plan
from pamong.performance.plan.content import PlanContent
from pamong.ui.numbers import say_percent


@dataclass(frozen=True, slots=True)
class Role:
    """A role from the matrix that the person may take into the plan."""

    text: str
    serves: str
    url: str
    team: str = ""  # from which team across units it comes; else from the rater


@dataclass(frozen=True, slots=True)
class Unmet:
    """A result of an earlier plan that fell short and may be taken into this one, once."""

    text: str
    year: int
    reached: str
    url: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be better about one sentence; what is good already is not repeated here."""

    sentence: str
    hints: list[Hint]


def roles_for(plan: Plan) -> list[Role]:
    """Roles that no plan has taken up yet, in the order of the leader's results."""
    return [
        Role(
            cell.text,
            cell.result.text,
            reverse("performance:role-take", args=[plan.uuid, cell.uuid]),
            cell.team.name if cell.team else "",
        )
        for cell in candidates_for(plan)
    ]


def unmet_for(plan: Plan) -> list[Unmet]:
    """What the person's last year left unmet, where this is the plan to take it into."""
    return [
        Unmet(
            row.result.text,
            row.result.plan.year,
            say_percent(row.attainment) if row.attainment is not None else "",
            reverse("performance:result-carry", args=[row.evaluation.uuid, row.result.uuid]),
        )
        for row in offers_for(plan)
    ]


def advice_on(content: PlanContent) -> list[Advice]:
    """The sentences that could be better, in the order of the plan."""
    found = hints_of_plan(content)
    sentences = []
    for result in content.results:
        sentences.append((result.uuid, result.text))
        sentences += [(line.uuid, line.name) for line in result.indicators]
    marked = [
        Advice(text, [hint for hint in found[uuid] if not hint.is_ok]) for uuid, text in sentences
    ]
    return [advice for advice in marked if advice.hints]
