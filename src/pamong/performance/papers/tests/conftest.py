"""Two agreed plans that were printed where a certified signer is set."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from pamong.documents.issuing import Issued
from pamong.documents.models import Paper
from pamong.documents.tests.fake_signer import FakeSigner
from pamong.people.tests.world import World
from pamong.performance.models import Plan
from pamong.performance.papers.actions import issue_plan_paper
from pamong.performance.tests.make import make_complete_plan


@pytest.fixture
def certified(settings: Any) -> Iterator[None]:
    """An install that is set to the fake signer."""
    settings.SIGNER = FakeSigner.code
    FakeSigner.reset()
    yield
    FakeSigner.reset()


@pytest.fixture
def plans(world: World) -> list[Plan]:
    """Of two of Budi's people."""
    agreed = {"status": Plan.Status.AGREED, "agreed_on": world.day}
    return [make_complete_plan(person, **agreed) for person in (world.sari, world.putri)]


@pytest.fixture
def printed(world: World, plans: list[Plan]) -> list[Issued]:
    """Both as Budi printed them."""
    by, at = world.account("budi"), timezone.now()
    return [issue_plan_paper(plan, by=by, on=world.day, at=at) for plan in plans]


@pytest.fixture
def papers(printed: list[Issued]) -> list[UUID]:
    """The same on record."""
    return [Paper.objects.get(digest=one.digest).uuid for one in printed]
