"""What an address asks of the dashboards, for pages and programs alike, by who may read what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.parts import FIRST, PARTS
from pamong.analytics.dashboards.permissions import (
    can_read_agency_dashboards,
    can_read_unit_dashboards,
)
from pamong.analytics.dashboards.places import with_places
from pamong.analytics.snapshot.keeping import Snapshot
from pamong.people.heads import unit_of_head
from pamong.people.request import Request
from pamong.performance.asking import period_asked
from pamong.performance.distribution.permissions import can_see_every_predicate
from pamong.performance.distribution.queries import has_unseen_plans, unseen_given
from pamong.performance.periods import period_days
from pamong.performance.rules import pack_on
from pamong.ui.responses import found


def path_of(scope: Scope, day: date) -> str:
    """The path of the unit that one leads, empty for who reads all."""
    return "" if can_read_agency_dashboards(scope) else unit_of_head(scope.active_id, day)


def path_read(scope: Scope, day: date) -> str:
    """The same, refused to who reads none."""
    path = path_of(scope, day)
    require(can_read_unit_dashboards(scope, path))
    return path


def asked_by(
    scope: Scope, snapshot: Snapshot, path: str, unit: str, year: int, period: str, **more: Any
) -> Asked | None:
    """What is looked at; nothing for a unit that one does not see. `is_public`: others read it too."""
    is_public = more.pop("is_public", False)
    about = more.pop("about", "")
    pack = pack_on(period_days(year, period)[0], local=scope.local_packs)
    part = about if about in PARTS else FIRST
    sides = [scope, _without_units(scope)] if scope.unit_ids else [scope]
    unseen = [unseen_given(one, path, (year, period)) for one in sides] if path else []
    more |= {"unseen": unseen, "is_exact": not is_public and _sees_all(scope, path, year, unseen)}
    asked = Asked(scope, snapshot, pack, part, year, period, **more)
    return with_places(asked, path, unit)


def _without_units(scope: Scope) -> Scope:
    """As if one administered no unit: that mandate begins and ends, and what was seen by it is known."""
    return replace(scope, unit_ids=frozenset())


def _sees_all(scope: Scope, path: str, year: int, unseen: Sequence[Mapping[Any, int]]) -> bool:
    """Whether one sees the plan and the predicate of everybody at and below the path by what lasts, without stating a purpose."""
    if can_see_every_predicate(scope):
        return True
    is_seen = bool(path) and not any(unseen)
    return is_seen and not has_unseen_plans(_without_units(scope), path, year)


def asked_in(request: Request, snapshot: Snapshot, path: str, day: date) -> Asked:
    """The same by an address; 404 for a unit that one does not see."""
    year, period = period_asked(request, day)
    more = {name: request.GET.get(name, "") for name in ("about", "indicator", "after")}
    unit = request.GET.get("unit", "")
    return found(asked_by(request.scope, snapshot, path, unit, year, period, **more))
