"""The taking away, done by the worker: killed in the middle it is run again and goes on."""

from django_tasks import task

from pamong.access.clock import today
from pamong.performance.models import RetentionList
from pamong.performance.retention.actions import purge_all


@task()  # type: ignore[untyped-decorator,unused-ignore]
def purge_list(uuid: str) -> None:
    """Take away what an approved list names; for any other list nothing happens."""
    listing = RetentionList.objects.select_related("agency").filter(uuid=uuid).first()
    if listing:
        purge_all(listing, today(listing.agency.time_zone))
