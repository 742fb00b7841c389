"""A revised target takes one's own targets of the quarters to come along."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.measurement.models import Indicator, Pace, Target
from pamong.measurement.pace import moved_stage
from pamong.people.tests.world import World
from pamong.performance.models import Plan, PlanIndicator, TargetRevision
from pamong.performance.plan.content import content_of
from pamong.performance.plan.moved_quarters import quarter_facts
from pamong.performance.plan.presentation import revision_lines
from pamong.performance.plan.revision_actions import answer_revision, ask_revision
from pamong.performance.plan.revision_forms import RevisionForm
from pamong.performance.tests.make import make_complete_plan

MAY = date(2026, 5, 10)  # the first quarter is over


def line_of(world: World) -> PlanIndicator:
    """80 in the year, by 20, 40 and 60."""
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 5))
    line = PlanIndicator.objects.get(result__plan=plan)
    Target.objects.filter(indicator=line.indicator).update(pace=Pace.OWN, q1=20, q2=40, q3=60)
    return line


def form_of(line: PlanIndicator, **sent: str) -> RevisionForm:
    plan = line.result.plan
    data = {"line": str(line.uuid), "reason": "Wilayah dibagi", **sent}
    return RevisionForm(data, lines=revision_lines(plan), plan=plan, on=MAY)


def ask(world: World, line: PlanIndicator, **quarters: int) -> TargetRevision:
    moved = {name: Decimal(value) for name, value in quarters.items()}
    by, value = world.account("sari"), Decimal(50)
    return ask_revision(
        line, new_value=value, quarters=moved, reason="Wilayah dibagi", by=by, on=MAY
    )


@pytest.mark.parametrize(
    ("own", "base", "old", "new", "direction", "moved"),
    [
        ("40", "20", "80", "50", "more", "30"),
        ("60", "20", "80", "50", "more", "40"),
        ("50", "0", "100", "75", "more", "37"),
        ("1.5", "0", "3", "2", "more", "1.00"),
        ("14", "16", "10", "13", "less", "15"),
        ("60", "50", "80", "40", "more", "40"),  # what is over went beyond the new target
        ("60", "80", "80", "90", "more", "90"),
    ],
)
def test_a_quarter_lies_as_far_between_as_before(
    own: str, base: str, old: str, new: str, direction: str, moved: str
) -> None:
    way = {"more": Indicator.Direction.MORE, "less": Indicator.Direction.LESS}[direction]
    figures = [Decimal(text) for text in (own, base, old, new)]
    assert moved_stage(figures[0], figures[1], figures[2], figures[3], way) == Decimal(moved)


def test_the_form_proposes_quarters_to_come_and_takes_what_is_sent_then(world: World) -> None:
    line = line_of(world)
    form = form_of(line, new_value="50")
    assert not form.is_valid()
    assert [(one.name, one.value()) for one in form.moved_fields] == [("q2", "30"), ("q3", "40")]
    mark = str(form["moved_for"].value())
    again = form_of(line, new_value="50", q2="35", q3="40", moved_for=mark)
    assert again.is_valid()
    assert again.quarters() == {"q2": 35, "q3": 40}
    other = form_of(line, new_value="60", q2="35", q3="40", moved_for=mark)
    assert not other.is_valid()  # for another target it is proposed anew
    assert other["q2"].value() == "33"


def test_a_quarter_beyond_the_new_target_is_asked_back(world: World) -> None:
    line = line_of(world)
    mark = str((form := form_of(line, new_value="50"))["moved_for"].value() or "")
    assert not form.is_valid()
    mark = str(form["moved_for"].value())
    sent = {"new_value": "50", "q2": "70", "q3": "", "moved_for": mark}
    form = form_of(line, **sent)
    assert not form.is_valid()
    assert {"q2", "q3"} <= form.errors.keys()
    assert form_of(line, **{**sent, "q3": "40"}, sure="on").is_valid()


def test_where_quarters_follow_the_target_nothing_more_is_asked(world: World) -> None:
    line = line_of(world)
    Target.objects.update(pace=Pace.EVEN)
    assert form_of(line, new_value="60").is_valid()


def test_the_request_keeps_the_old_ones_and_the_answer_moves_the_new(world: World) -> None:
    line = line_of(world)
    revision: Any = ask(world, line, q2=30, q3=40)
    assert quarter_facts(revision) == [
        ("Target triwulan II", "40 → 30"),
        ("Target triwulan III", "60 → 40"),
    ]
    answer_revision(revision, is_granted=True, answer="", by=world.account("budi"), on=MAY)
    found: Any = content_of(line.result.plan).indicators[0]
    assert (found.target, found.q1, found.q2, found.q3) == (50, 20, 30, 40)
    assert (revision.old_q1, revision.old_q2, revision.old_q3) == (20, 40, 60)
    changes = Entry.objects.get(verb="performance.revision_granted").changes
    assert {"q2", "q3"} <= changes.keys()


def test_a_quarter_that_ended_before_the_answer_stays(world: World) -> None:
    line = line_of(world)
    revision: Any
    revision, later = ask(world, line, q2=30, q3=40), date(2026, 7, 2)
    answer_revision(revision, is_granted=True, answer="", by=world.account("budi"), on=later)
    found: Any = content_of(line.result.plan).indicators[0]
    assert (found.q1, found.q2, found.q3) == (20, 40, 40)


def test_a_quarter_that_is_over_is_not_asked_for(world: World) -> None:
    with pytest.raises(ValidationError, match="sudah berakhir"):
        ask(world, line_of(world), q1=10)


def test_the_page_shows_the_proposal_and_sends_it(world: World, as_: Any, settings: Any) -> None:
    line = line_of(world)
    settings.TODAY = MAY.isoformat()
    address = reverse("performance:revision-ask", args=[line.result.plan.uuid])
    sent = {"line": str(line.uuid), "new_value": "50", "reason": "Wilayah dibagi"}
    page = as_("sari").post(address, sent)
    assert page.status_code == 422
    assert "digeser sebanding" in page.content.decode()
    mark = f"{line.uuid} 50"
    given = sent | {"q2": "30", "q3": "40", "moved_for": mark}
    assert as_("sari").post(address, given).status_code == 303
    assert TargetRevision.objects.get().new_q3 == 40
