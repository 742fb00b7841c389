"""My supervisor is wrong, in the browser: two presses to tell, one page for both sides."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from pamong.people.models import SupervisorReport
from pamong.people.raters.actions import decline_report, report_supervisor
from pamong.people.tests.world import World
from pamong.performance.tests.make import make_plan
from pamong.ui.filters import nip

As = Callable[[str], Client]
MOST_QUERIES = 12


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def reported(world: World) -> SupervisorReport:
    by = world.account("sari")
    return report_supervisor(
        world.sari, suggested=world.joko, note="Saya pindah.", by=by, on=world.day
    )


def test_the_first_screen_and_the_profile_lead_to_the_report(world: World, as_: As) -> None:
    client = as_("sari")
    wrong = reverse("people:supervisor-report")
    assert wrong in page(client, reverse("home"))
    text = page(client, reverse("people:profile"))
    assert wrong in text
    assert "Budi Santoso" in text
    assert "1 Januari 2026" in text


def test_one_press_sends_a_report_without_a_name(world: World, as_: As) -> None:
    client = as_("sari")
    assert "Budi Santoso" in page(client, reverse("people:supervisor-report"))
    response = client.post(reverse("people:supervisor-report"), {"suggested": "-"})
    report = SupervisorReport.objects.get()
    assert (response.status_code, report.suggested) == (303, None)
    assert "Menunggu administrator unit" in page(client, response["Location"])


def test_the_right_superior_is_found_by_name(world: World, as_: As) -> None:
    url = reverse("people:supervisor-report") + "?q=joko"
    client = as_("sari")
    text = page(client, url)
    assert str(world.joko.uuid) in text
    assert str(nip(world.joko.nip)) not in text
    client.post(url, {"suggested": str(world.joko.uuid)})
    assert SupervisorReport.objects.get().suggested == world.joko


def test_who_was_not_offered_cannot_be_named(world: World, as_: As) -> None:
    data = {"suggested": str(world.joko.uuid)}
    assert as_("sari").post(reverse("people:supervisor-report"), data).status_code == 422
    assert not SupervisorReport.objects.exists()


def test_the_administrator_is_told_on_the_first_screen_and_mends(world: World, as_: As) -> None:
    report, plan = reported(world), make_plan(world.sari)
    client = as_("rini")
    assert "Jawab 1 laporan atasan keliru" in page(client, reverse("home"))
    assert "Sari Lestari" in page(client, reverse("people:supervisor-report-list"))
    url = reverse("people:supervisor-report-detail", args=[report.uuid])
    assert "Saya pindah." in page(client, url)
    data = {"rater": str(world.joko.uuid), "valid_from": "1-11-2026"}
    response = client.post(reverse("people:report-mend", args=[report.uuid]), data)
    assert response.status_code == 303
    plan.refresh_from_db()
    assert plan.rater == world.joko
    assert world.sari.supervisions.get(valid_to=None).valid_from == date(2026, 11, 1)
    assert "Diperbaiki" in page(as_("sari"), url)


def test_a_refused_form_keeps_what_was_typed(world: World, as_: As) -> None:
    report = reported(world)
    url = reverse("people:report-mend", args=[report.uuid])
    response = as_("rini").post(url, {"valid_from": "besok"})
    assert response.status_code == 422
    assert "besok" in response.content.decode()


def test_the_person_reads_why_nothing_was_changed(world: World, as_: As) -> None:
    report = reported(world)
    decline_report(report, answer="SK-nya belum ada.", by=world.account("rini"), on=world.day)
    url = reverse("people:supervisor-report-detail", args=[report.uuid])
    text = page(as_("sari"), url)
    assert "SK-nya belum ada." in text
    assert "Pertahankan penilai" not in text


def test_the_pages_cost_few_queries(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    report = reported(world)
    detail = reverse("people:supervisor-report-detail", args=[report.uuid]) + "?q=wati"
    for who, url in (
        ("sari", reverse("people:profile")),
        ("sari", reverse("people:supervisor-report") + "?q=joko"),
        ("rini", reverse("people:supervisor-report-list")),
        ("rini", detail),
    ):
        client = as_(who)
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(url)
