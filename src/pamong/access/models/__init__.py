"""Accounts and the ways into them."""

from pamong.access.models.code import SignInCode, SignInCodeQuerySet
from pamong.access.models.draft import FormDraft
from pamong.access.models.shared_cache import CacheEntry
from pamong.access.models.submission import Submission
from pamong.access.models.user import User, UserManager

__all__ = [
    "CacheEntry",
    "FormDraft",
    "SignInCode",
    "SignInCodeQuerySet",
    "Submission",
    "User",
    "UserManager",
]
