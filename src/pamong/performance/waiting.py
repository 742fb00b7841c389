"""What waits for a rater, counted by rater: plans to answer, lines to confirm, people to rate."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, F, FilteredRelation, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pamong.access.prepared import Prepared, prepared
from pamong.access.scope import Scope
from pamong.people.blocking import MOST, Wait
from pamong.performance.due import due_plans
from pamong.performance.models import DailyEntry, Evaluation, Plan
from pamong.performance.periods import period_days
from pamong.performance.rhythm import Rhythms, When, rhythms_of

Among = Collection[int] | None  # only these, where it is known who to ask about
Waiting = Iterable[tuple[int, int, date | None]]


def proposals(scope: Scope, on: date, among: Among = None) -> Waiting:
    """Plans that wait for an answer, since the first was proposed."""
    return _read(_proposals, scope=scope, on=on, among=among)


@prepared
def _proposals(*, scope: Scope, on: date, among: Among) -> Any:
    rows = Plan.objects.visible_to(scope).filter(status=Plan.Status.PROPOSED, proposed_on__lte=on)
    rows = rows if among is None else rows.filter(rater_id__in=among)
    return _most(rows, Min("proposed_on"), Count("pk"))


def entries(scope: Scope, on: date, among: Among = None) -> Waiting:
    """Lines that nobody looked at, since the first was for; there may be millions, so an index counts them."""
    return _read(_entries, scope=scope, on=on, among=among)


@prepared
def _entries(*, scope: Scope, on: date, among: Among) -> Any:
    waiting = {"entries__status": DailyEntry.Status.RECORDED, "entries__on__lte": on}
    rows = Plan.objects.visible_to(scope).filter(starts_on__lte=on, **waiting)
    rows = rows if among is None else rows.filter(rater_id__in=among)
    return _most(rows, Min("entries__on"), Count("entries__plan"))


def ratings(scope: Scope, on: date, among: Among = None) -> Waiting:
    """People without a rating of the quarter or month that ended last, since it ended."""
    rhythms = rhythms_of(scope)
    given: Any = {"scope": scope, "rhythms": rhythms, "among": among}
    first, other = _unrated_of(rhythms.last(on), given), rhythms.last_other(on)
    return _together(first, _unrated_of(other, given)) if other else first


def _unrated_of(when: When, given: dict[str, Any]) -> Waiting:
    ended = period_days(*when)[1]
    return [(rater, count, ended) for rater, count, _since in _read(_unrated, when=when, **given)]


def _together(*parts: Waiting) -> Waiting:
    """The same raters' people of both periods, since the first of them ended."""
    found: dict[int, tuple[int, date | None]] = {}
    for rater, count, ended in (row for part in parts for row in part):
        held, since = found.get(rater, (0, ended))
        found[rater] = (held + count, min(since, ended) if since and ended else since or ended)
    rows = ((rater, *told) for rater, told in found.items())
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST]


@prepared
def _unrated(*, scope: Scope, when: When, rhythms: Rhythms, among: Among) -> Any:
    year, period = when
    due: Any = due_plans(when, rhythms) & Plan.objects.visible_to(scope)
    standing = Q(evaluations__period=period, evaluations__replaced_by=None)
    plans = due.annotate(rating=FilteredRelation("evaluations", condition=standing))
    plans = plans.filter(Q(rating=None) | Q(rating__predicate=""))
    owed = Coalesce("rating__keeper_id", "rater_id", output_field=BigIntegerField())
    if among is not None:  # found by either key; whose they are is asked of these few
        own = Plan.objects.filter(rater_id__in=among, year=year).values("pk")
        staying = Evaluation.objects.filter(keeper_id__in=among, period=period).values("plan_id")
        plans = plans.filter(pk__in=own.union(staying)).alias(owes=owed).filter(owes__in=among)
    return _most(plans, Min("ends_on"), Count("pk"), owed)


def _read(read: Prepared, **given: Any) -> Waiting:
    """Of a few people by a statement that is kept; of all it is planned anew, for planning is little of that."""
    return list(read.build(**given)) if given["among"] is None else read(**given)


def _most(rows: "QuerySet[Plan]", since: Min, many: Count, by: Any = F("rater_id")) -> Any:  # noqa: B008
    found = rows.exclude(rater=None).order_by().annotate(owed_by=by).values("owed_by")
    counted: Any = found.annotate(many=many, since=since).order_by("-many", "owed_by")
    return counted.values_list("owed_by", "many", "since")[:MOST]


KINDS = (
    Wait(_("SKP menunggu jawaban"), proposals),
    Wait(_("Progress harian menunggu konfirmasi"), entries),
    Wait(_("Pegawai menunggu penilaian"), ratings),
)
