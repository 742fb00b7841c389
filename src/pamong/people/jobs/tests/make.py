"""Long work as tests need it."""

from datetime import UTC, datetime

from pamong.people.models import Job
from pamong.people.tests.world import World


def make_job(world: World) -> Job:
    """Budi wanted the papers of his unit, and the disk was full."""
    given = {"unit": str(world.clinic.uuid), "year": 2026, "kinds": ["skp"]}
    return Job.objects.create(
        agency=world.agency,
        user=world.account("budi"),
        kind="papers",
        about="UPTD Puskesmas Cempaka, 2026",
        given=given | {"is_audit": False, "purpose": ""},
        status=Job.Status.FAILED,
        failure="Pilih unit lain.",
        asked_at=datetime(2026, 11, 24, 2, tzinfo=UTC),
        finished_at=datetime(2026, 11, 24, 3, tzinfo=UTC),
    )
