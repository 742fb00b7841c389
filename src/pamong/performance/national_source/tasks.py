"""The fetching, done by the worker."""

from django.conf import settings
from django.utils import translation
from django_tasks import task

from pamong.access.clock import now, today
from pamong.performance.models import NationalFetch
from pamong.performance.national_source.actions import run_fetch


@task()  # type: ignore[untyped-decorator,unused-ignore]
def fetch_national(uuid: str) -> None:
    """Fetch what was asked; a fetch that is over is left alone."""
    fetch = NationalFetch.objects.select_related("agency", "user").filter(uuid=uuid).first()
    if fetch:
        with translation.override(fetch.user.language or settings.LANGUAGE_CODE):
            run_fetch(fetch, on=today(fetch.agency.time_zone), at=now())
