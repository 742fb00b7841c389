"""Links opened by the worker, after everything for which somebody waits."""

from django_tasks import task

from pamong.measurement.links.checking import check_due

BEHIND = -10


@task(priority=BEHIND)  # type: ignore[untyped-decorator,unused-ignore]
def check_links() -> None:
    """One round."""
    check_due()
