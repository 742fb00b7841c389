"""Accounts and the ways into them."""

from pamong.access.models.api_key import ApiKey, ApiKeyQuerySet, Area
from pamong.access.models.calendar_key import CalendarKey
from pamong.access.models.code import SignInCode, SignInCodeQuerySet
from pamong.access.models.draft import FormDraft
from pamong.access.models.kept_answer import KeptAnswer
from pamong.access.models.mail import Mail, Mailbox
from pamong.access.models.notice import Notice, NoticeChoice, NoticeQuerySet
from pamong.access.models.shared_cache import CacheEntry
from pamong.access.models.submission import Submission
from pamong.access.models.user import User, UserManager
from pamong.access.models.wall_key import WallKey

__all__ = [
    "ApiKey",
    "ApiKeyQuerySet",
    "Area",
    "CacheEntry",
    "CalendarKey",
    "FormDraft",
    "KeptAnswer",
    "Mail",
    "Mailbox",
    "Notice",
    "NoticeChoice",
    "NoticeQuerySet",
    "SignInCode",
    "SignInCodeQuerySet",
    "Submission",
    "User",
    "UserManager",
    "WallKey",
]
