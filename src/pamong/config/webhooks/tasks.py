"""Sending, in the worker; twice sends nothing twice, for an address is claimed."""

from uuid import UUID

from django_tasks import task

from pamong.config.webhooks.sending import send_to


@task()  # type: ignore[untyped-decorator,unused-ignore]
def send_waiting(endpoint: str) -> None:
    """Send what waits for one address; what is left after a while is asked for anew."""
    if send_to(UUID(endpoint)):
        send_waiting.enqueue(endpoint)
