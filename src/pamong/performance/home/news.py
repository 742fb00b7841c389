"""What others did for this person lately and asks for nothing."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.performance.home.queries import Home
from pamong.performance.models import Plan
from pamong.ui.components import Task
from pamong.ui.dates import say_day

NEWS_FOR = timedelta(days=14)


def news_of(home: Home) -> list[Task]:
    """Own plans that were approved in the last days."""
    since = home.day - NEWS_FOR
    return [_approved(plan) for plan in home.plans if plan.agreed_on and plan.agreed_on >= since]


def _approved(plan: Plan) -> Task:
    named = {"plan": plan.title, "name": plan.rater.full_name if plan.rater else "–"}
    url = reverse("performance:plan-detail", args=[plan.uuid])
    text = _("%(plan)s Anda disetujui %(name)s") % named
    return Task(
        text, url, "", ("agreed", _("Disetujui")), say_day(plan.agreed_on or plan.status_on)
    )
