"""Where the mail of an account goes, and whether its owner takes any: told by the page of choices, heeded by each mail."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from pamong.access.models import Mailbox, User
from pamong.people.models import Employee


def mark_of_address(address: str) -> str:
    """What is kept of a refused address, to know it again."""
    return salted_hmac("config.mail", address.lower(), algorithm="sha256").hexdigest()


def address_of(user: User, employee: Employee | None, box: Mailbox | None) -> str:
    """What its owner confirmed, else what the personnel office recorded, else that of the account."""
    return (box.address if box else "") or (employee.email if employee else "") or user.email


def is_failing(box: Mailbox | None, address: str) -> bool:
    """Whether this very address was refused."""
    return bool(box and box.failing_at and box.failing_mark == mark_of_address(address))


@transaction.atomic
def stop_mail(user: User, *, at: datetime) -> None:
    """No more mail about notices; like every choice of them one's own, and no act. Twice does no more."""
    box, _is_new = Mailbox.objects.get_or_create(user=user)
    Mailbox.objects.filter(pk=box.pk, stopped_at=None).update(stopped_at=at)


def take_mail(user: User) -> None:
    """Mail again."""
    Mailbox.objects.filter(user=user).update(stopped_at=None)
