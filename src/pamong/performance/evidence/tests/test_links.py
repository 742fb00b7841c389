"""What the pages say of links: the fact for the rater, what to do for the owner, and one press to look again."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from pamong.measurement.links.tests.pages import make_link
from pamong.measurement.models import Evidence
from pamong.people.tests.world import World
from pamong.performance.models import EvidenceUse, Plan
from pamong.performance.progress.tests.make import make_plan, make_result

NOTE = "2 tautan tidak dapat dibuka"
FACT = "Meminta masuk akun atau izin, 24 November"
LIST, CHECK = reverse("performance:evidence-list"), reverse("performance:evidence-check")


@pytest.fixture
def plan(world: World, settings: Any) -> Plan:
    settings.LINK_CHECK = True
    plan = make_plan(world.sari)
    result = make_result(plan)
    for number, state in enumerate(("sign_in", "gone", "open", "")):
        seen = {"link_checked_on": date(2026, 11, 24)} if state else {}
        one = make_link(world.sari, f"https://a.id/{number}", link_state=state, **seen)
        EvidenceUse.objects.create(evidence=one, plan=plan, result=result)
    Evidence.objects.exclude(link_state="").update(link_next_at=None)
    return plan


def text(page: Any) -> str:
    return str(page.content.decode())


def test_the_owner_reads_what_to_do_and_has_them_looked_at_again(plan: Plan, as_: Any) -> None:
    sari = as_("sari")
    address = reverse("performance:evidence-plan", args=[plan.uuid])
    for page in (LIST, address):
        shown = text(sari.get(page))
        assert NOTE in shown
        assert "siapa saja yang memiliki tautan" in shown
        assert "Belum diperiksa" in shown
        assert FACT in shown
    came = sari.post(CHECK, headers={"referer": f"http://testserver{address}"}, follow=True)
    assert came.redirect_chain[-1][0].endswith(address)
    assert "2 tautan diperiksa lagi" in text(came)
    assert Evidence.objects.exclude(link_next_at=None).count() == 3
    again = sari.post(CHECK)
    assert again.status_code == 422
    assert "sedang menunggu diperiksa" in text(again)


def test_the_rater_reads_the_fact_and_nothing_to_do(plan: Plan, as_: Any) -> None:
    shown = text(as_("budi").get(reverse("performance:evidence-plan", args=[plan.uuid])))
    assert FACT in shown
    assert "Dapat dibuka, 24 November" in shown
    assert NOTE not in shown
    assert as_("nobody").post(CHECK).status_code == 302
    assert as_("budi").post(CHECK).status_code == 422


def test_where_nothing_is_opened_the_page_says_so(plan: Plan, as_: Any, settings: Any) -> None:
    address = reverse("performance:evidence-plan", args=[plan.uuid])
    assert "tanpa akun; hasilnya tampil" in text(as_("sari").get(address))
    settings.LINK_CHECK = False
    shown = text(as_("sari").get(address))
    assert "Server ini tidak memeriksa tautan." in shown
    assert "Periksa tautan lagi" not in shown
    assert "Belum diperiksa" not in shown


def test_a_withdrawn_link_troubles_nobody(plan: Plan, as_: Any) -> None:
    Evidence.objects.update(withdrawn_on=date(2026, 11, 25))
    assert "tidak dapat dibuka" not in text(as_("sari").get(LIST))
    assert as_("sari").post(CHECK).status_code == 422
