"""Releases for tests: no app above or beside is needed to show a figure."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from pamong.transparency.actions import put_out
from pamong.transparency.models import PublishedIndicator
from pamong.transparency.release import Issuer

AT = datetime(2026, 11, 25, 3, tzinfo=UTC)
ON = date(2026, 11, 25)
WANASARI = Issuer(UUID(int=7), "wanasari", "Kabupaten Wanasari")
NUMBERS = count(1)


def content(uuid: UUID, **more: Any) -> dict[str, Any]:
    """What is handed over of one year."""
    version = {
        "year": 2026,
        "value": "150",
        "as_of": "2026-06-30",
        "attainment": "75",
        "target": "200",
        "target_text": "",
        "target_due": None,
        "band_low": None,
        "band_high": None,
        "source": "Laporan bulanan Puskesmas",
        "grade": "good",
        "grade_reason": "Diperiksa silang.",
        "note": "",
    }
    indicator = {
        "uuid": str(uuid),
        "code": f"IKU-{next(NUMBERS):03d}",
        "outcome": "Kesehatan ibu dan anak membaik",
        "name": "Posyandu yang aktif",
        "definition": "Posyandu yang buka tiap bulan.",
        "method": "",
        "unit": "posyandu",
        "direction": "more",
        "office": "Dinas Kesehatan",
        "frequency": "quarter",
    }
    points = [
        {"period": "2026-Q1", "as_of": "2026-03-31", "value": "80"},
        {"period": "2026-Q2", "as_of": "2026-06-30", "value": "150"},
    ]
    told = {"points": more.pop("points", points)}
    told["indicator"] = {k: more.pop(k, v) for k, v in indicator.items()}
    return told | {"version": version | more}


def make_release(
    issuer: Issuer = WANASARI, *, uuid: UUID | None = None, number: int = 1, **more: Any
) -> PublishedIndicator:
    """A version that is out."""
    uuid = uuid or uuid4()
    put_out(issuer, content(uuid, **more), uuid=uuid4(), number=number, on=ON, at=AT)
    return PublishedIndicator.objects.get(uuid=uuid)
