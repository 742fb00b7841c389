"""What a feed holds: the days on which something of one's own ends or is due, of nobody else by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.models import CalendarKey
from pamong.access.scope import Scope
from pamong.people.contracts.rules import notice_ends
from pamong.people.models import Contract
from pamong.people.permissions import keeps_people
from pamong.performance.home.queries import home_of
from pamong.performance.models import (
    DialogueAction,
    Evaluation,
    FollowUp,
    ImprovementMilestone,
    ImprovementPlan,
    Objection,
    Window,
)
from pamong.performance.objection.queries import object_by
from pamong.performance.periods import say_period
from pamong.performance.sanction.queries import to_state

MOST = 50  # of each kind
BACK = timedelta(days=30)  # what is overdue by more stands on the first screen alone


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day: a mark that stays the same, the words, and the path of the page."""

    mark: str
    day: date
    summary: str
    path: str


def digest_of_key(secret: str) -> str:
    """What is kept of the secret in the address."""
    return salted_hmac("config.feed", secret, algorithm="sha256").hexdigest()


def key_named(secret: str) -> CalendarKey | None:
    """The key behind an address, of an account that is open."""
    rows = CalendarKey.objects.select_related("user").filter(user__is_active=True)
    return rows.filter(digest=digest_of_key(secret)).first()


def deadlines_of(scope: Scope, day: date) -> list[Deadline]:
    """Everything with a day, in its order."""
    found = [*_windows(scope, day), *_objecting(scope, day), *_contracts(scope, day)]
    if scope.employee_id:
        found += [
            *_follow_ups(scope, day),
            *_talks(scope, day),
            *_improving(scope, day),
            *_stating(scope, day),
        ]
    return sorted(found, key=lambda one: (one.day, one.mark))


def _windows(scope: Scope, day: date) -> Iterator[Deadline]:
    for window in home_of(scope, day).windows:
        period = say_period(window.year, window.period)
        yield Deadline(
            f"window-{scope.agency_uuid}-{window.stage}-{window.year}-{window.period}",
            window.closes_on,
            _("Batas: %(stage)s %(period)s")
            % {"stage": Window.Stage(window.stage).label, "period": period},
            "/",
        )


def _objecting(scope: Scope, day: date) -> Iterator[Deadline]:
    """Until when one may object to the own ratings that are not answered."""
    rows = Evaluation.objects.filter(status=Evaluation.Status.SET, replaced_by=None)
    rows = rows.filter(plan__employee_id=scope.employee_id)
    spoken = Objection.objects.filter(status__in=Objection.SPOKEN).values("evaluation")
    rows = rows.exclude(pk__in=spoken).select_related(*Evaluation.AROUND, "setting")
    for one in rows.order_by("pk")[:MOST]:
        until = object_by(one)
        if until >= day:
            period = say_period(one.plan.year, one.period)
            yield Deadline(
                f"answer-{one.uuid}",
                until,
                _("Batas menjawab hasil penilaian %(period)s") % {"period": period},
                reverse("performance:evaluation-detail", args=[one.uuid]),
            )


def _follow_ups(scope: Scope, day: date) -> Iterator[Deadline]:
    rows = FollowUp.objects.filter(owner_id=scope.active_id, done_on=None, due_on__gte=day - BACK)
    for one in rows.order_by("due_on", "pk")[:MOST]:
        path = reverse("performance:follow-up-list")
        yield Deadline(f"follow-up-{one.uuid}", one.due_on, _("Batas tindak lanjut"), path)


def _improving(scope: Scope, day: date) -> Iterator[Deadline]:
    """Milestones of one's own and of one's people that the rater has not noted, and last days."""
    own, rated = Q(employee_id=scope.employee_id), Q(employee__rater_id__in=scope.rate_ids)
    plans = ImprovementPlan.objects.running().order_by()
    keys = plans.filter(own).values("pk").union(plans.filter(rated).values("pk"))
    rows: Any = ImprovementMilestone.objects.filter(plan__in=keys, outcome="")
    rows = rows.filter(due_on__gte=day - BACK).select_related("plan")
    for one in rows.order_by("due_on", "pk")[:MOST]:
        path = reverse("performance:improvement-detail", args=[one.plan.uuid])
        yield Deadline(f"milestone-{one.uuid}", one.due_on, _("Tonggak perbaikan"), path)
    ends = plans.filter(pk__in=keys, ends_on__gte=day - BACK).order_by("ends_on", "pk")
    for plan in ends[:MOST]:
        path = reverse("performance:improvement-detail", args=[plan.uuid])
        said = _("Akhir rencana perbaikan")
        yield Deadline(f"improvement-{plan.uuid}", plan.ends_on, said, path)


def _stating(scope: Scope, day: date) -> Iterator[Deadline]:
    """Until when one may answer a proposed sanction."""
    for one in to_state(scope, day).order_by("statement_by", "pk")[:MOST]:
        path = reverse("performance:sanction-detail", args=[one.uuid])
        said = _("Batas memberi keterangan")
        yield Deadline(f"sanction-{one.uuid}", one.statement_by, said, path)


def _talks(scope: Scope, day: date) -> Iterator[Deadline]:
    """What one promised in a talk."""
    rows: Any = DialogueAction.objects.filter(owner_id=scope.active_id, done_on=None)
    rows = rows.filter(due_on__gte=day - BACK).select_related("dialogue__plan")
    for one in rows.order_by("due_on", "pk")[:MOST]:
        path = reverse("performance:dialogue-list", args=[one.dialogue.plan.uuid])
        mark = f"talk-{one.dialogue.uuid}-{one.pk}"
        yield Deadline(mark, one.due_on, _("Batas tindakan dialog kinerja"), path)


def _contracts(scope: Scope, day: date) -> Iterator[Deadline]:
    """The ends of contracts that wait for a decision, by day and number, for those who keep people."""
    if not keeps_people(scope):
        return
    rows = Contract.objects.visible_to(scope).filter(employee__left_on=None, decision="")
    ends = rows.filter(valid_to__gt=day, valid_to__lte=notice_ends(day, scope.local_packs))
    by_day = ends.order_by("valid_to").values_list("valid_to").annotate(n=Count("pk"))
    for end, count in by_day[:MOST]:
        words = ngettext(
            "%(n)d kontrak PPPK berakhir, perlu diputuskan",
            "%(n)d kontrak PPPK berakhir, perlu diputuskan",
            count,
        )
        mark = f"contracts-{scope.agency_uuid}-{end:%Y%m%d}"
        path = reverse("performance:contract-list")
        yield Deadline(mark, end - timedelta(days=1), words % {"n": count}, path)


def address_of(path: str) -> str:
    """The whole address of a page."""
    return f"{settings.URL}{path}"
