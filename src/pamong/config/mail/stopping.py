"""The link in a mail that stops all of them, without signing in; it can do nothing else."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from pamong.access.models import User

SALT = "config.mail.stop"
LONGEST = 120  # characters of a token


def stop_path(account: UUID) -> str:
    """The path that belongs to one account; it stays the same, for old mails are opened too."""
    return reverse("mail-stop", args=[Signer(salt=SALT).sign(account.hex)])


def account_named(token: str) -> User | None:
    """Whose link it is; nobody's where it was not ours."""
    try:
        account = UUID(Signer(salt=SALT).unsign(token[:LONGEST]))
    except (BadSignature, ValueError):
        return None
    return User.objects.filter(uuid=account, is_active=True).first()
