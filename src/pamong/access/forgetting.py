"""What `tick` removes: marks and drafts that nobody needs any more. None of it was ever ledgered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore

from pamong.access.clock import now as this_instant
from pamong.access.models import CacheEntry, FormDraft, KeptAnswer, Notice, Submission

SUBMISSIONS_KEPT = timedelta(days=7)
DRAFTS_KEPT = timedelta(days=60)
ANSWERS_KEPT = timedelta(days=1)
NOTICES_KEPT = timedelta(days=366)


def forget(now: datetime) -> dict[str, int]:
    """Remove sent marks after 7 days, programs' answers after one, drafts after 60, notices after a year
    and what the cache outlived; safe to repeat.
    """
    old = {
        "submissions": Submission.objects.filter(at__lt=now - SUBMISSIONS_KEPT),
        "answers": KeptAnswer.objects.filter(at__lt=now - ANSWERS_KEPT),
        "drafts": FormDraft.objects.filter(saved_at__lt=now - DRAFTS_KEPT),
        "notices": Notice.objects.filter(told_at__lt=now - NOTICES_KEPT),
        "attempts": CacheEntry.objects.filter(expires__lt=now),
    }
    return {name: rows.delete()[0] for name, rows in old.items()}


def forget_old() -> Iterator[str]:
    """One round of forgetting; sessions that ran out go too."""
    SessionStore.clear_expired()
    gone = sum(forget(this_instant()).values())
    if gone:
        yield f"forgot {gone} sent marks, drafts, notices and attempts"
