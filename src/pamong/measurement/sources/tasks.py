"""Asking sources, done by the worker."""

from django.conf import settings
from django.utils import translation
from django_tasks import task

from pamong.access.models import User
from pamong.ledger.actions import SHELL
from pamong.measurement.models import Source
from pamong.measurement.sources.fetching import fetch_from


@task()  # type: ignore[untyped-decorator,unused-ignore]
def fetch_asked(uuid: str, user: str) -> None:
    """Ask one source, for a person or for the calendar."""
    source = Source.objects.in_use().select_related("agency").filter(uuid=uuid).first()
    if source is None:
        return
    by = User.objects.filter(uuid=user).first() if user else None
    with translation.override((by and by.language) or settings.LANGUAGE_CODE):
        fetch_from(source, by=by or SHELL)
