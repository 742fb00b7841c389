"""A scan at a real browser, on a desk and on a phone: found by its code, kept, and taken away."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from pamong.documents.models import PaperScan
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.papers.actions import issue_plan_paper
from pamong.performance.tests.make import make_complete_plan
from tests.browsing import AXE, DESK, PHONE, WIDTH, Seats

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SCAN_PICTURES", "")


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.mark.parametrize(("width", "language"), [(DESK, "en"), (PHONE, "id")])
def test_a_scan_is_kept_replaced_and_removed(
    world: World, seat: Seats, width: int, language: str
) -> None:
    plan = make_complete_plan(world.sari, status=Plan.Status.AGREED, agreed_on=world.day)
    by = world.account("sari")
    issued = issue_plan_paper(plan, by=by, on=world.day, at=timezone.now())
    sari = seat("sari", width=width, language=language)
    page = sari.open("/scans/")
    look(page, f"find-{width}-{language}")
    page.locator("main input[name=code]").fill(issued.digest[:12])
    page.locator("main input[name=code]").press("Enter")
    page.wait_for_url("**/scans/*-*/")
    look(page, f"empty-{width}-{language}")
    for number in (1, 2):
        file = {
            "name": "p.pdf",
            "mimeType": "application/pdf",
            "buffer": b"%PDF-1.7" + b"\n" * number,
        }
        page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        with page.expect_navigation():
            page.locator("main form button[type=submit]").click()
    assert PaperScan.objects.count() == 2
    look(page, f"kept-{width}-{language}")
    page.locator('main a[href$="/remove"]').first.click()
    page.locator("textarea").fill("Salah dokumen")
    look(page, f"remove-{width}-{language}")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/scans/*-*/")
    look(page, f"removed-{width}-{language}")
    assert PaperScan.objects.kept().count() == 1
    assert sari.faults == []


def look(page: Any, name: str) -> None:
    """Nothing is too wide or hard to use; a picture is kept where one is wanted."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    assert page.evaluate(WIDTH) <= page.viewport_size["width"]
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
