"""Recaps of the national application for tests."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from pamong.people.tests.world import World
from pamong.performance.models import PLAN_ITSELF, RecapUpload
from pamong.performance.recap.actions import load_recap, receive_recap
from pamong.performance.recap.plan import RecapAsked

HEADINGS = ("NIP", "Nama", "Status SKP", "Periode Awal", "Periode Akhir")
RATED = ("NIP", "Nama", "Rating Hasil Kerja", "Rating Perilaku", "Predikat Kinerja")
FROM, UNTIL = "2026-01-01", "2026-12-31"


def file_of(*rows: Any, headings: Any = HEADINGS) -> ContentFile[bytes]:
    lines = [";".join(map(str, line)) for line in (headings, *rows)]
    return ContentFile("\n".join(lines).encode(), name="rekap.csv")


def send(world: World, *rows: Any, by: str = "dewi", **more: Any) -> RecapUpload:
    part, headings = more.pop("part", PLAN_ITSELF), more.pop("headings", HEADINGS)
    asked = RecapAsked(2026, part, more.pop("as_of", world.day))
    on: date = more.pop("on", world.day)
    file = file_of(*rows, headings=headings)
    return receive_recap(world.agency, file, asked, by=world.account(by), on=on)


def confirm(world: World, upload: RecapUpload, *, by: str = "dewi", **more: Any) -> RecapUpload:
    given: Any = {"is_partial": False, "by": world.account(by), "on": world.day} | more
    return load_recap(upload, **given)


def loaded(world: World, *rows: Any, by: str = "dewi", **more: Any) -> RecapUpload:
    return confirm(world, send(world, *rows, by=by, **more), by=by)


def make_recap_file(world: World) -> RecapUpload:
    """Dewi's, one of whose rows is rejected."""
    return send(
        world, [world.putri.nip, "Putri Ayu", "Disetujui", FROM, UNTIL], ["5", "", "", "", ""]
    )
