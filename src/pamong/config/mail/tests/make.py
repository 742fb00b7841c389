"""An install with a mail server, people with addresses, and what was told them."""

from datetime import timedelta
from typing import Any

from django_tasks_db.models import DBTaskResult

from pamong.access.models import Mail, Notice, User
from pamong.config.mail.delivery import deliver
from pamong.config.mail.gathering import ask_for_digests, gather_digests
from pamong.config.mail.tests.server import Server
from pamong.config.notices.telling import tell_act
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.plan.actions import agree_plan, propose_plan
from pamong.performance.tests.make import make_complete_plan

TASKS = {task.module_path: task for task in (deliver, gather_digests, tell_act)}


def with_mail(world: World, settings: Any) -> World:
    """A server that mails; everybody has an address."""
    settings.HAS_MAIL = True
    settings.EMAIL_BACKEND = "pamong.config.mail.tests.server.Server"
    settings.TODAY = world.day.isoformat()
    Server.begin()
    for name, person in world.people.items():
        User.objects.filter(employee=person).update(email=f"{name}@example.go.id")
    return world


def work() -> None:
    """What a worker does until nothing is left in the queue."""
    while tasks := list(DBTaskResult.objects.order_by("enqueued_at")):
        for task in tasks:
            DBTaskResult.objects.filter(pk=task.pk).delete()
            if task.task_path in TASKS:
                TASKS[task.task_path].func(*task.args_kwargs["args"])


def agreed(world: World) -> Plan:
    """Budi is told that Sari proposed, Sari that he agreed."""
    plan = propose_plan(make_complete_plan(world.sari), by=world.account("sari"), on=world.day)
    return agree_plan(plan, by=world.account("budi"), on=world.day)


def told(world: World) -> None:
    """The same told in the application, and nobody mailed at once."""
    agreed(world)
    work()
    Mail.objects.all().delete()
    Notice.objects.update(mailed_at=None)
    Server.begin()


def send_digests() -> None:
    """The round at the hour, and the worker after it."""
    list(ask_for_digests())
    work()


def later(**spans: int) -> None:
    """As if so much time had gone by since mails were due and claimed."""
    for mail in Mail.objects.all():
        mail.due_at -= timedelta(**spans)
        mail.claimed_at = mail.claimed_at and mail.claimed_at - timedelta(**spans)
        mail.save()


def to(name: str) -> list[Any]:
    """What the server took for one of the cast."""
    return [mail for mail in Server.taken if mail.to == [f"{name}@example.go.id"]]
