"""Signing at a real browser, on a desk and on a phone; no draft takes the passphrase."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from pamong.access.models import FormDraft
from pamong.documents.models import PaperSignature
from pamong.documents.tests.fake_signer import RIGHT, FakeSigner
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.papers.actions import issue_plan_paper
from pamong.performance.tests.make import make_complete_plan
from tests.browsing import AXE, DESK, PHONE, WIDTH, Seats

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SIGN_PICTURES", "")
TYPED_FOR = 2500  # longer than the keeper of drafts waits


@pytest.fixture
def printed(world: World, settings: Any) -> Any:
    settings.SIGNER = FakeSigner.code
    FakeSigner.reset()
    for person in (world.sari, world.putri, world.rini):
        plan = make_complete_plan(person, status=Plan.Status.AGREED, agreed_on=world.day)
        issue_plan_paper(plan, by=world.account("budi"), on=world.day, at=timezone.now())
    yield
    FakeSigner.reset()


@pytest.mark.parametrize(("width", "language"), [(DESK, "en"), (PHONE, "id")])
def test_papers_are_picked_and_signed_with_one_passphrase(
    seat: Seats, printed: None, width: int, language: str
) -> None:
    budi = seat("budi", width=width, language=language)
    budi.page.clock.install()
    page = budi.open("/signing/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look(page, f"list-{width}-{language}")
    page.locator('a[href="?all=1"]').click()
    page.locator(".pm-sticky button[type=submit]").click()
    page.locator("#id_passphrase").fill("salah sekali")
    look(page, f"asked-{width}-{language}")
    page.clock.fast_forward(TYPED_FOR)
    page.locator("main form button[type=submit]").click()
    page.locator("#id_passphrase[aria-invalid], .pm-errors").first.wait_for()
    assert page.locator("#id_passphrase").input_value() == ""
    look(page, f"failed-{width}-{language}")
    page.locator("#id_passphrase").fill(RIGHT)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/signing/")
    look(page, f"done-{width}-{language}")
    assert PaperSignature.objects.count() == 3
    assert not FormDraft.objects.exists()
    assert not [one for one in asked if "/drafts/" in one]
    assert [one for one in budi.faults if "422" not in one] == []


def look(page: Any, name: str) -> None:
    """Nothing is too wide or hard to use; a picture is kept where one is wanted."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    assert page.evaluate(WIDTH) <= page.viewport_size["width"]
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
