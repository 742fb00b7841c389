"""What was asked about a plan, what one is asked, and whom one may ask."""

from pamong.access.scope import Scope
from pamong.people.models import Employee
from pamong.performance.models import FeedbackAsk, Plan

FOUND = 10
SHORTEST = 3


def asks_about(plan: Plan) -> list[FeedbackAsk]:
    """Every ask about a plan, newest first."""
    rows = FeedbackAsk.objects.filter(plan=plan)
    return list(rows.select_related("giver__position", "giver__unit", "asked_by"))


def asks_to(scope: Scope) -> list[FeedbackAsk]:
    """What one is asked and has not answered."""
    rows = FeedbackAsk.objects.filter(
        giver_id=scope.employee_id or 0, answered_on=None, declined_on=None
    )
    return list(rows.select_related("plan__employee", "plan__unit", "asked_by"))


def people_to_ask(plan: Plan, words: str) -> list[Employee]:
    """The first few of the agency whose name holds all the words, or with the NIP; never the pair."""
    text = words.strip()
    if len(text) < SHORTEST:
        return []
    rows = Employee.objects.active().filter(agency_id=plan.agency_id)
    digits = text.replace(" ", "")
    if digits.isdecimal():
        rows = rows.filter(nip=digits)
    else:
        for word in text.split():
            rows = rows.filter(name__icontains=word)
    rows = rows.exclude(pk__in=[plan.employee_id, plan.rater_id or 0])
    return list(rows.select_related("position", "unit").order_by("name", "pk")[:FOUND])
