"""What waits for a rater, counted by rater: plans to answer, lines to confirm, people to rate."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Scope
from pamong.people.blocking import MOST, Wait
from pamong.performance.due import due_plans
from pamong.performance.models import DailyEntry, Evaluation, Plan
from pamong.performance.periods import period_days
from pamong.performance.rhythm import Rhythms, rhythms_of

Among = Collection[int] | None  # only these, where it is known who to ask about
Waiting = Iterable[tuple[int, int, date | None]]


def proposals(scope: Scope, on: date, among: Among = None) -> Waiting:
    """Plans that wait for an answer, since the first was proposed."""
    rows = Plan.objects.visible_to(scope).filter(status=Plan.Status.PROPOSED, proposed_on__lte=on)
    rows = rows if among is None else rows.filter(rater_id__in=among)
    return _most(rows, Min("proposed_on"), Count("pk"))


def entries(scope: Scope, on: date, among: Among = None) -> Waiting:
    """Lines that nobody looked at, since the first was for; there may be millions, so an index counts them."""
    waiting = {"entries__status": DailyEntry.Status.RECORDED, "entries__on__lte": on}
    rows = Plan.objects.visible_to(scope).filter(**waiting)
    rows = rows if among is None else rows.filter(rater_id__in=among)
    return _most(rows, Min("entries__on"), Count("entries__plan"))


def ratings(scope: Scope, on: date, among: Among = None) -> Waiting:
    """People without a rating of the quarter or month that ended last, since it ended."""
    rhythms = rhythms_of(scope)
    first = _unrated(scope, rhythms.last(on), rhythms, among)
    other = rhythms.last_other(on)
    return _together(first, _unrated(scope, other, rhythms, among)) if other else first


def _together(*parts: Waiting) -> Waiting:
    """The same raters' people of both periods, since the first of them ended."""
    found: dict[int, tuple[int, date | None]] = {}
    for rater, count, ended in (row for part in parts for row in part):
        held, since = found.get(rater, (0, ended))
        found[rater] = (held + count, min(since, ended) if since and ended else since or ended)
    rows = ((rater, *told) for rater, told in found.items())
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST]


def _unrated(scope: Scope, when: tuple[int, str], rhythms: Rhythms, among: Among) -> Waiting:
    year, period = when
    rated = Evaluation.objects.filter(plan=OuterRef("pk"), period=period).exclude(predicate="")
    plans = due_plans(when, rhythms) & Plan.objects.visible_to(scope)
    ended = period_days(year, period)[1]
    kept = Evaluation.objects.filter(plan=OuterRef("pk"), period=period, keeper__isnull=False)
    whose = Subquery(kept.values("keeper_id")[:1])
    owed = Coalesce(whose, F("rater_id"), output_field=BigIntegerField())
    if among is not None:  # found by either key; whose they are is asked of these few
        own = Plan.objects.filter(rater_id__in=among, year=year).values("pk")
        staying = Evaluation.objects.filter(keeper_id__in=among, period=period).values("plan_id")
        plans = plans.filter(pk__in=own.union(staying)).alias(owes=owed).filter(owes__in=among)
    counts = _most(plans.exclude(Exists(rated)), Min("ends_on"), Count("pk"), owed)
    return [(rater, count, ended) for rater, count, _since in counts]


def _most(rows: "QuerySet[Plan]", since: Min, many: Count, by: Any = F("rater_id")) -> Waiting:  # noqa: B008
    found = rows.exclude(rater=None).order_by().annotate(owed_by=by).values("owed_by")
    counted: Any = found.annotate(many=many, since=since).order_by("-many", "owed_by")
    return list(counted.values_list("owed_by", "many", "since")[:MOST])


KINDS = (
    Wait(_("SKP menunggu jawaban"), proposals),
    Wait(_("Progress harian menunggu konfirmasi"), entries),
    Wait(_("Pegawai menunggu penilaian"), ratings),
)
