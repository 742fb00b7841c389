"""Who may make and revoke keys."""

from pamong.access.models import ApiKey, User


def can_make_key(by: User, user: User) -> bool:
    """For one's own account alone."""
    return by.pk == user.pk and user.is_active


def can_revoke_key(by: User, key: ApiKey) -> bool:
    """One's own."""
    return by.pk == key.user_id
