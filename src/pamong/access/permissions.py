"""The gate that every action passes."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Refuse with 403 what a predicate denies; what may not even be seen is a 404 before this."""
    if not allowed:
        raise PermissionDenied
