"""What people write most, each with its entry in the record, as the browser sends it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.grow import uuid_of
from bench.visits import Cast, Place, at, spread
from pamong.access.once import FIELD
from pamong.performance.models import DailyEntry, Plan, PlanIndicator

EACH, LINES = 30, 10
TOKEN = "b" * 32
SEE_OTHER = 303
Fields = list[tuple[str, str]]
Steps = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Write:
    """One form of the small agency; `fields` tells what is in it in a copy."""

    user_id: int
    place: Place
    fields: Callable[[int, Steps], Fields]


def nothing(_copy: int, _steps: Steps) -> Fields:
    """A button alone."""
    return []


def write_jobs(cast: Cast) -> dict[str, list[Write]]:
    """The forms by what they do, in the order in which they are sent."""
    drafted = Plan.objects.filter(
        status=Plan.Status.DRAFTED, employee__user__isnull=False, rater__user__isnull=False
    )
    plans = spread(list(drafted.select_related("employee", "rater").order_by("pk")), EACH)
    return {
        "propose": [
            Write(p.employee.user_id, at("performance:plan-propose", p.uuid), nothing)
            for p in plans
        ],
        "agree": [
            Write(p.rater.user_id, at("performance:plan-agree", p.uuid), nothing) for p in plans
        ],
        "reading": list(_readings(cast)),
        "daily entry": list(_entries(cast)),
        "confirm entries": list(_confirmations()),
    }


def _own_plans(cast: Cast) -> Any:
    rows = Plan.objects.in_force().covering(cast.day).filter(rater__user__isnull=False)
    rows = rows.filter(employee__user__isnull=False, employee__rated=None)
    return rows.select_related("employee").order_by("pk")


def _readings(cast: Cast) -> Iterator[Write]:
    """One figure as of today."""
    for plan in spread(list(_own_plans(cast)), EACH):
        line = PlanIndicator.objects.filter(result__plan=plan).order_by("pk").values_list("pk")[0]
        place = at("performance:readings-enter", plan.uuid, query="?q=4")
        yield Write(plan.employee.user_id, place, _figure(line[0], cast.day))


def _figure(line: int, day: date) -> Callable[[int, Steps], Fields]:
    def fields(copy: int, steps: Steps) -> Fields:
        key = line + copy * steps["performance_planindicator"]
        return [("as_of", day.isoformat()), (f"value_{key}", "12"), (f"confidence_{key}", "sure")]

    return fields


def _entries(cast: Cast) -> Iterator[Write]:
    """One line of today."""
    sent = [("count", "1"), ("text_0", "Menyusun laporan"), ("amount_0", "1"), ("unit_0", "kali")]
    for plan in spread(list(_own_plans(cast)), EACH):
        place = at("performance:daily-day", cast.day)
        yield Write(plan.employee.user_id, place, lambda _copy, _steps: sent)


def _confirmations() -> Iterator[Write]:
    """Ten lines of a leader's people at once."""
    rows = DailyEntry.objects.filter(
        status=DailyEntry.Status.RECORDED, plan__rater__user__isnull=False
    ).values_list("plan__rater__user_id", "uuid")
    waiting: dict[int, list[Any]] = {}
    for user, uuid in rows.order_by("plan_id", "pk"):
        waiting.setdefault(user, []).append(uuid)
    leaders = [user for user, uuids in waiting.items() if len(uuids) >= LINES]
    for user in spread(leaders, min(EACH, len(leaders))):
        yield Write(user, at("performance:entries-confirm"), _picked(waiting[user][:LINES]))


def _picked(uuids: Sequence[Any]) -> Callable[[int, Steps], Fields]:
    sure = ("sure", "1")  # the look before was had
    return lambda copy, _steps: [sure, *(("entry", str(uuid_of(one, copy))) for one in uuids)]


def form_of(write: Write, copy: int, steps: Steps) -> tuple[int, str, str]:
    """Account, address and content of a form in a copy."""
    once = [("csrfmiddlewaretoken", TOKEN), (FIELD, str(uuid4()))]
    body = urlencode([*once, *write.fields(copy, steps)])
    return write.user_id + copy * steps["access_user"], write.place(copy), body


def forms_of(writes: Sequence[Write], copies: int, steps: Steps) -> list[tuple[int, str, str]]:
    """Each form once, spread over the copies."""
    return [
        form_of(write, number * (copies + 1) // len(writes), steps)
        for number, write in enumerate(writes)
    ]
