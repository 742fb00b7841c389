"""A file of which nothing can go in waits for nobody; every other says whose turn it is."""

from typing import Any

import pytest

from pamong.people.models import Intake
from pamong.people.tests.world import World
from pamong.performance.models import AttendanceUpload, CreditUpload, HistoryUpload, PlanFile

KINDS: dict[str, tuple[type[Intake], dict[str, Any]]] = {
    "/attendance": (AttendanceUpload, {"month": "2026-10-01"}),
    "/credits": (CreditUpload, {}),
    "/history": (HistoryUpload, {}),
    "/plan-files": (PlanFile, {"year": 2026}),
}


def pages(world: World, as_: Any, address: str, **counts: int) -> tuple[str, str]:
    """The list and the file."""
    model, own = KINDS[address]
    rows = [[2, "NIP kosong.", ["", "1"]]] * counts.get("rejected", 0)
    shown = {"headings": ["NIP", "Nilai"], "places": {}, "rejected": rows}
    given: dict[str, Any] = {"agency": world.agency, "user": world.account("dewi"), **own, **counts}
    upload = model._default_manager.create(
        name="berkas.csv",
        uploaded_on=world.day,
        plan_digest="a" * 64,
        shown=shown,
        **given,
    )
    dewi = as_("dewi")
    found = [dewi.get(url) for url in (address, f"{address}/{upload.uuid}")]
    assert [answer.status_code for answer in found] == [200, 200]
    listed, page = (answer.content.decode() for answer in found)
    return listed, page


@pytest.mark.parametrize("address", KINDS)
def test_a_file_whose_rows_are_all_rejected_is_nobodys_turn(
    world: World, as_: Any, address: str
) -> None:
    listed, page = pages(world, as_, address, rejected=2)
    for text in (listed, page):
        assert "Tidak dapat diimpor" in text
        assert "Menunggu Anda" not in text
    assert "Giliran Anda" not in page
    assert "Batalkan unggahan" in page
    assert '/import"' not in page
    assert "NIP kosong." in page


@pytest.mark.parametrize("address", KINDS)
def test_a_file_that_changes_nothing_is_nobodys_turn(world: World, as_: Any, address: str) -> None:
    listed, page = pages(world, as_, address, unchanged=3)
    for text in (listed, page):
        assert "Tidak ada yang perlu diimpor" in text
        assert "Menunggu Anda" not in text
    assert "Giliran Anda" not in page
    assert "Batalkan unggahan" in page


@pytest.mark.parametrize("address", KINDS)
def test_a_file_with_rows_that_can_go_in_waits_for_its_sender(
    world: World, as_: Any, address: str
) -> None:
    listed, page = pages(world, as_, address, added=1, rejected=1)
    for text in (listed, page):
        assert "Menunggu Anda" in text
    assert "Giliran Anda" in page
    assert "walaupun 1 baris ditolak" in page
