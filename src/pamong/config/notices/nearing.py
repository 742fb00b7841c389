"""Tells people of a last day that nears: the tick asks, a task looks who owes the step, each is told once."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import task

from pamong.access.clock import now, today
from pamong.access.models import Notice, NoticeChoice
from pamong.config.notices.kinds import DEADLINE
from pamong.ledger.actions import SHELL, record
from pamong.people.batches import pieces
from pamong.people.models import Agency, Employee
from pamong.people.models.employee import EmployeeQuerySet
from pamong.people.person_days import days_of_many
from pamong.people.rounds import for_each_agency
from pamong.performance.models import DeadlineTelling, Window
from pamong.performance.windows.nearing import last_day_at, last_days_near
from pamong.performance.windows.undone import who_owe

VERB = "performance.deadline_neared"
BATCH = 1000


@for_each_agency
def tell_deadlines(agency: Agency) -> Iterator[str]:
    """Once a day for each last day that is near, on the agency's own day."""
    day = today(agency.time_zone)
    near = list(last_days_near(agency, day))
    walked = DeadlineTelling.objects.filter(window__in={window.pk for window, _day in near})
    done = set(walked.filter(walked_on__gte=day).values_list("window_id", "closes_on"))
    for window, closes_on in near:
        if (window.pk, closes_on) not in done:
            ask_to_tell_deadline(window, closes_on, on=day)
            yield f"{agency.code}: people are told that {window} closes on {closes_on}"


@transaction.atomic
def ask_to_tell_deadline(window: Window, closes_on: date, *, on: date) -> None:
    """One entry for a last day, whoever is told of it; one task a day until it is over."""
    Window.objects.select_for_update().get(pk=window.pk)
    telling = DeadlineTelling.objects.filter(window=window, closes_on=closes_on).first()
    if telling is None:
        told = {"stage": window.stage, "year": window.year, "period": window.period}
        entry = record(VERB, window, by=SHELL, on=on, changes={**told, "closes_on": closes_on})
        telling = DeadlineTelling.objects.create(
            window=window, closes_on=closes_on, entry=entry, walked_on=on
        )
    elif telling.walked_on >= on:
        return
    DeadlineTelling.objects.filter(pk=telling.pk).update(walked_on=on)
    tell_deadline.enqueue(telling.pk)


@task()
def tell_deadline(key: int) -> None:
    """Tell everybody who owes the step today; who was told of this last day is not told again."""
    telling = DeadlineTelling.objects.select_related("window__agency").filter(pk=key).first()
    if telling is None:
        return
    day = today(telling.window.agency.time_zone)
    last_day = last_day_at(telling.window, day)
    owing = _untold(who_owe(telling.window, day), telling)
    for keys in pieces(list(owing.order_by("pk").values_list("pk", flat=True))):
        rows = Employee.objects.filter(pk__in=keys).values_list("pk", "user_id", "unit__path")
        at = {pk: (user, path or "") for pk, user, path in rows}
        near = {pk: path for pk, (_u, path) in at.items() if last_day(path) == telling.closes_on}
        working = days_of_many(telling.window.agency, near, day, day)
        _tell(telling, [at[pk][0] for pk, days in working.items() if days.is_at_work(day)])


def _untold(people: EmployeeQuerySet, telling: DeadlineTelling) -> EmployeeQuerySet:
    """Those with an open account who want to hear of deadlines and were not told of this one."""
    mine = {"user": OuterRef("user_id")}
    told = Notice.objects.filter(entry_id=telling.entry_id, **mine)
    deaf = NoticeChoice.objects.filter(kind=DEADLINE, way=NoticeChoice.Way.OFF, **mine)
    return people.filter(~Exists(told), ~Exists(deaf), user__is_active=True)


@transaction.atomic
def _tell(telling: DeadlineTelling, users: Sequence[int | None]) -> None:
    at = now()
    given = {"kind": DEADLINE, "entry_id": telling.entry_id, "told_at": at}
    notices = [Notice(user_id=user, **given) for user in users if user]
    Notice.objects.bulk_create(notices, batch_size=BATCH, ignore_conflicts=True)
