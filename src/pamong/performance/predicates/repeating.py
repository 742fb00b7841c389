"""What the acts of setting predicates come to in a unit, repeated on its level for lists and sums."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from pamong.performance.models import PredicateSetting, UnitLevel

NONE = Value(-1)  # no act: another thing than an act of nobody


def repeat_settings(settings: Iterable[PredicateSetting]) -> None:
    """Write it anew for the levels that these acts, saved already, rest on."""
    some = list(settings)
    for year, period in {(one.year, one.period) for one in some}:
        units = {one.unit_id for one in some if (one.year, one.period) == (year, period)}
        rows = UnitLevel.objects.filter(unit__in=units, year=year, period=period)
        # Held first, in one order: who waits here for another leader of the unit then counts the other's too.
        keys = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
        UnitLevel.objects.filter(pk__in=keys).update(**_counted())


def levels_differing(agency_id: int) -> "QuerySet[UnitLevel]":
    """Levels of an agency that repeat something else than what stands in the acts."""
    rows = UnitLevel.objects.filter(unit__agency_id=agency_id)
    rows = rows.alias(acts=Coalesce(_counted()["people"], NONE), departed=_counted()["departs"])
    rows = rows.alias(held=Coalesce("people", NONE))
    return rows.exclude(held=F("acts"), departs=F("departed"))


def _counted() -> dict[str, Any]:
    acts = PredicateSetting.objects.filter(
        unit_id=OuterRef("unit_id"), year=OuterRef("year"), period=OuterRef("period")
    )
    many = acts.order_by().values("unit_id").annotate(n=Sum("people")).values("n")
    return {"people": Subquery(many), "departs": Exists(acts.filter(departs=True))}
