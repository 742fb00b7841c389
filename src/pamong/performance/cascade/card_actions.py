"""A goal takes an indicator from its card, so that nothing is typed twice."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.ledger.actions import record
from pamong.measurement.models import Card, Indicator
from pamong.performance.cascade.actions import check_year, held_goal
from pamong.performance.models import Goal, GoalIndicator


@transaction.atomic
def take_card(
    goal: Goal, card: Card, *, year: int, budget: Decimal | None, by: User, on: date
) -> GoalIndicator:
    """Let the indicator of a card measure a goal; its targets and figures stay on the card."""
    goal = held_goal(goal, by=by, on=on)
    card = Card.objects.select_related("indicator").get(pk=card.pk)
    if card.agency_id != goal.agency_id:
        raise ValidationError(_("Kartu ini milik instansi lain."))
    other = GoalIndicator.objects.filter(indicator=card.indicator).select_related("goal").first()
    if other:
        raise ValidationError(
            _("Kartu ini sudah mengukur “%(goal)s”."), params={"goal": other.goal.name}
        )
    budgets = {str(year): str(budget)} if budget is not None else {}
    row = GoalIndicator.objects.create(goal=goal, indicator=card.indicator, budgets=budgets)
    changes = {"card": [None, card.code], "year": [year, year]}
    if budget is not None:
        changes["budget"] = [None, str(budget)]
    record("performance.goal_target_set", goal, by=by, on=on, changes=changes)
    return row


@transaction.atomic
def set_card_budget(
    goal: Goal, indicator: Indicator, *, year: int, budget: Decimal | None, by: User, on: date
) -> GoalIndicator:
    """Write the money of a year beside an indicator whose card holds all else; empty takes it away."""
    goal = held_goal(goal, by=by, on=on)
    check_year(goal, year)
    row = goal.indicators.select_related("indicator").filter(indicator=indicator).first()
    if row is None:
        raise ValidationError(_("Indikator itu bukan milik sasaran ini. Muat ulang halaman."))
    key = str(year)
    old, new = row.budgets.get(key), None if budget is None else str(budget)
    if old == new:
        return row
    row.budgets = {k: v for k, v in row.budgets.items() if k != key} | ({key: new} if new else {})
    row.save(update_fields=["budgets"])
    changes = {"budget": [old, new], "year": [year, year]}
    record("performance.goal_target_set", goal, by=by, on=on, changes=changes)
    return row
