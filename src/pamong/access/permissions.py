"""The gate that every action passes."""

from typing import Any

from django.core.exceptions import PermissionDenied


def require(allowed: bool, typed: Any = None) -> None:
    """Refuse with 403 what a predicate denies; what may not even be seen is a 404 before this.

    What was `typed`, a form, is shown on the page that says so.
    """
    if not allowed:
        error = PermissionDenied()
        error.form = typed  # type: ignore[attr-defined]
        raise error
