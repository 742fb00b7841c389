"""Sessions in the database, read by a prepared statement: every page begins with one."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import QuerySet

from pamong.access.clock import now
from pamong.access.prepared import prepared


@prepared
def _content(*, key: str, at: datetime) -> QuerySet[Session, tuple[str]]:
    return Session.objects.filter(session_key=key, expire_date__gt=at).values_list("session_data")


class SessionStore(DatabaseSession):
    """Django's own, but for how a session is found."""

    def load(self) -> dict[str, Any]:
        """What the session holds; one that is unknown or over gives an empty one with a new key."""
        row = _content.first(key=self.session_key, at=now()) if self.session_key else None
        if row is None:
            self._session_key = None
            return {}
        content: dict[str, Any] = self.decode(row[0])
        return content

    def save(self, must_create: bool = False) -> None:
        """Alone, it is not waited for on the disk: what a crash forgets is a message or a sign-in."""
        if connection.vendor != "postgresql" or connection.in_atomic_block:
            super().save(must_create)
            return
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
            super().save(must_create)

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Django's table."""
        return Session
