"""Finding the account that someone names at the door."""

from datetime import datetime

from django.db.models import Q

from pamong.access.codes import is_code
from pamong.access.models import SignInCode, User

NO_DIGEST = "0" * 64


def tidy_name(typed: str) -> str:
    """The name as it is kept: a NIP without its spaces, anything else in small letters."""
    name = "".join(typed.split())
    return name if name.isdigit() else typed.strip().lower()


def find_account(typed: str) -> User | None:
    """The account by its sign-in name, else by its e-mail; one query whether it exists or not."""
    name = tidy_name(typed)
    if not name:
        return None
    found = User.objects.filter(Q(sign_in_name=name) | Q(email=name))
    return min(found, key=lambda user: user.sign_in_name != name, default=None)


def has_no_account() -> bool:
    """Whether the install is so new that nobody can sign in."""
    return not User.objects.exists()


def find_code(typed_name: str, typed_code: str, now: datetime) -> SignInCode | None:
    """The valid code of the named account; the same work is done for a name that nobody has."""
    user = find_account(typed_name)
    user_id = user.pk if user and user.is_active else 0
    code = SignInCode.objects.valid(now).filter(user_id=user_id).select_related("user").first()
    fits = is_code(typed_code, user_id, code.digest if code else NO_DIGEST)
    return code if fits else None
