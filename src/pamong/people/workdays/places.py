"""The place whose calendar is meant: an agency, or one of its units with all below."""

from dataclasses import dataclass
from uuid import UUID

from pamong.people.models import Agency, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """An agency, or a unit of it."""

    agency: Agency
    unit: Unit | None = None

    @property
    def subject(self) -> Agency | Unit:
        """What an entry of the record is about."""
        return self.unit or self.agency

    @property
    def uuid(self) -> UUID:
        """What names it in addresses."""
        return self.subject.uuid

    @property
    def name(self) -> str:
        """What it is called."""
        return self.subject.name

    @property
    def path(self) -> str:
        """Where it stands in the tree; nothing for the agency."""
        return self.unit.path if self.unit else ""
