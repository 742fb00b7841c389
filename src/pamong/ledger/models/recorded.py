"""What a model offers so that the ledger can speak of it."""

import uuid as uuidlib
from typing import Any, ClassVar

from django.db import models

NOWHERE = uuidlib.UUID(int=0)


class Recorded(models.Model):
    """A row with an identity of its own that outlives names and keys."""

    OF: ClassVar[str] = (
        ""  # the field of the row through which this one has its agency and its person
    )

    uuid = models.UUIDField(default=uuidlib.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def ledger_name(self) -> str:
        """The name as it is today; the ledger keeps it as it was."""
        return str(self)

    @property
    def ledger_agency(self) -> uuidlib.UUID:
        """The agency whose chain the entry joins; NOWHERE for what belongs to the install."""
        agency: uuidlib.UUID = self._whose.ledger_agency if self.OF else NOWHERE
        return agency

    @property
    def ledger_rater_id(self) -> int:
        """The key of the rater whose act this is, or of whoever acts for him; 0 where it is nobody's."""
        return 0

    @property
    def ledger_person(self) -> "Recorded | None":
        """The person whom the row is about, when it is about one."""
        person: Recorded | None = self._whose.ledger_person if self.OF else None
        return person

    @property
    def _whose(self) -> Any:
        return getattr(self, self.OF)
