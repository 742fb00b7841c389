"""The yearly report: filled from a snapshot, the same bytes again, texts never lost, approved by the head."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pamong.access.scope import EVERYTHING
from pamong.analytics.annual import saying
from pamong.analytics.annual.actions import (
    approve_annual_report,
    fill_annual_report,
    open_annual_report,
    propose_annual_report,
    reopen_annual_report,
    write_annual_text,
)
from pamong.analytics.annual.filling import figures_from
from pamong.analytics.annual.issuing import issue_annual_paper
from pamong.analytics.annual.papers import ANNUAL_REPORT
from pamong.analytics.annual.presentation import section_said
from pamong.analytics.annual.tests.make import (
    YEAR,
    approved_report,
    bare_report,
    head_of,
    measured,
    opened_report,
    snapshot_now,
)
from pamong.analytics.models import AnnualReport, AnnualText
from pamong.analytics.snapshot.keeping import folder_of, snapshot_of
from pamong.documents.kinds import Choice
from pamong.documents.laying import drawings_of
from pamong.documents.models import Paper
from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import read
from pamong.people.tests.world import World
from pamong.performance.cascade.tests.make import make_goal

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def line_of(report: AnnualReport) -> dict[str, Any]:
    (goal,) = report.figures["goals"]
    (line,) = goal["indicators"]
    found: dict[str, Any] = line
    return found


def texts_in(report: AnnualReport) -> str:
    """Everything that the paper says, in one text."""
    writing = ANNUAL_REPORT.one(str(report.uuid))
    assert writing
    return repr(writing.content)


def test_the_figures_are_those_of_the_snapshot_with_earlier_years_and_the_last_target(
    world: World,
) -> None:
    report = opened_report(world)
    line = line_of(report)
    assert [
        (year, of["target"], of["actual"], of["uncapped"]) for year, of in line["years"].items()
    ] == [
        ("2022", None, None, None),
        ("2023", None, None, None),
        ("2024", "80", "60", "75"),
        ("2025", "100", "90", "90"),
    ]
    assert line["at_the_end"] == "120"
    assert report.figures["goals"][0]["budget"] == "5000000"
    assert report.snapshot == getattr(snapshot_of(world.agency.uuid), "id", "")
    said = texts_in(report)
    assert "Realisasi tahun 2025 adalah 90 orang terhadap target 100 orang, capaian 90,00%." in said
    assert "Dibandingkan tahun 2024 (60 orang), realisasinya naik 30, artinya membaik." in said
    assert "Terhadap target akhir periode (2029) sebesar 120 orang, masih ada selisih 30." in said
    assert "Bagian ini belum ditulis." in said
    assert "'name': 'attainment'" in said
    writing = ANNUAL_REPORT.one(str(report.uuid))
    assert writing
    assert "90,00%" in drawings_of(writing.content)["attainment"]


def test_the_same_snapshot_gives_the_same_figures_and_the_same_bytes(world: World) -> None:
    report, by = opened_report(world), world.account("dewi")
    first = issue_annual_paper(report, by=by, on=world.day, at=timezone.now())
    again = issue_annual_paper(report, by=by, on=world.day, at=timezone.now())
    assert first.pdf == again.pdf
    held = snapshot_of(world.agency.uuid)
    assert held
    read(world, *_card_and(95))
    # What was entered since stands in no older snapshot: filled from it, the report says the same.
    assert figures_from(world.agency, YEAR, held) == report.figures
    assert fill_annual_report(report, by=by, on=world.day).version == 1
    snapshot_now(world)
    filled = fill_annual_report(report, by=by, on=world.day)
    assert filled.snapshot != held.id
    assert line_of(filled)["years"]["2025"]["actual"] == "95"
    for path in folder_of(world.agency.uuid).rglob("*.parquet"):
        path.unlink()
    # The snapshot may go: what was filled stays.
    assert issue_annual_paper(filled, by=by, on=world.day, at=timezone.now()).pdf.startswith(
        b"%PDF"
    )


def _card_and(value: int) -> tuple[Any, int, date]:
    from pamong.measurement.models import Card

    return Card.objects.get(), value, date(YEAR, 12, 31)


def test_an_approved_report_is_on_record_and_can_be_checked_and_a_draft_is_not(
    world: World, as_: Any
) -> None:
    report, by = opened_report(world), world.account("dewi")
    draft = issue_annual_paper(report, by=by, on=world.day, at=timezone.now())
    assert (draft.digest, Paper.objects.count()) == ("", 0)
    sent = propose_annual_report(report, by=by, on=world.day)
    draft = issue_annual_paper(sent, by=by, on=world.day, at=timezone.now())
    assert (draft.digest, Paper.objects.count()) == ("", 0), "until it is approved"
    with pytest.raises(PermissionDenied):
        approve_annual_report(sent, by=by, on=world.day)
    approved = approve_annual_report(sent, by=head_of(world), on=world.day)
    issued = issue_annual_paper(approved, by=by, on=world.day, at=timezone.now())
    paper = Paper.objects.get()
    assert (paper.digest, paper.facts["snapshot"]) == (issued.digest, report.snapshot)
    page = as_("nobody").get(f"/papers/{issued.digest}")
    assert page.status_code == 200
    assert report.snapshot in page.content.decode()
    assert "Wati Kusuma" in texts_in(approved)
    choice = Choice(YEAR)
    assert list(ANNUAL_REPORT.chosen(EVERYTHING, choice)) == [str(report.uuid)]
    assert list(ANNUAL_REPORT.chosen(EVERYTHING, Choice(YEAR, employee_id=1))) == []


def test_an_approved_report_takes_no_change_until_it_is_reopened(world: World) -> None:
    report, head = opened_report(world), head_of(world)
    with pytest.raises(ValidationError, match="tidak sedang menunggu persetujuan"):
        approve_annual_report(report, by=head, on=world.day)
    sent = propose_annual_report(report, by=world.account("dewi"), on=world.day)
    for locked in (fill_annual_report, propose_annual_report):
        with pytest.raises(ValidationError, match="sudah dikirim atau disetujui"):
            locked(sent, by=world.account("dewi"), on=world.day)
    approved = approve_annual_report(sent, by=head, on=world.day)
    told: dict[str, Any] = {"seen": 0, "by": world.account("dewi"), "on": world.day}
    with pytest.raises(ValidationError, match="sudah dikirim atau disetujui"):
        write_annual_text(approved, "isu", "Stunting", **told)
    with pytest.raises(ValidationError, match="sudah dikirim atau disetujui"):
        fill_annual_report(approved, by=head, on=world.day)
    with pytest.raises(ValidationError, match="tidak sedang menunggu persetujuan"):
        approve_annual_report(approved, by=head, on=world.day)
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        reopen_annual_report(approved, "  ", by=head, on=world.day)
    with pytest.raises(PermissionDenied):
        reopen_annual_report(approved, "Angka", by=world.account("dewi"), on=world.day)
    reopened = reopen_annual_report(approved, "Angka stunting keliru", by=head, on=world.day)
    assert (reopened.reason, reopened.approved_by) == ("Angka stunting keliru", None)
    assert write_annual_text(reopened, "isu", "Stunting", **told).text == "Stunting"
    with pytest.raises(ValidationError, match="sudah menjadi draf"):
        reopen_annual_report(reopened, "Lagi", by=head, on=world.day)
    verbs = Entry.objects.filter(verb__startswith="analytics.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        *("analytics.annual_report_opened", "analytics.annual_report_proposed"),
        *("analytics.annual_report_approved", "analytics.annual_report_reopened"),
        "analytics.annual_text_written",
    ]
    assert "stunting" not in str(list(verbs.values_list("changes", flat=True)))


def test_the_head_finds_the_report_that_waits_and_who_made_it_reads_why_it_came_back(
    world: World, as_: Any
) -> None:
    report = opened_report(world)
    head_of(world)
    url = f"/reports/yearly/{report.uuid}/"
    waiting = "Setujui 1 laporan kinerja tahunan"
    assert "Kirim untuk disetujui" in as_("dewi").get(url).content.decode()
    assert waiting not in as_("wati").get("/").content.decode()
    assert as_("rini").post(f"{url}propose").status_code == 403
    assert as_("dewi").post(f"{url}propose").status_code == 303
    assert waiting in as_("wati").get("/").content.decode()
    assert waiting not in as_("dewi").get("/").content.decode()
    shown = as_("dewi").get(url).content.decode()
    assert "Menunggu persetujuan pimpinan" in shown
    assert "Kirim untuk disetujui" not in shown
    assert as_("dewi").get(f"{url}reopen").status_code == 403
    assert "Giliran Anda: setujui atau kembalikan" in as_("wati").get(url).content.decode()
    assert as_("wati").post(f"{url}reopen", {"reason": ""}).status_code == 422
    assert as_("wati").post(f"{url}reopen", {"reason": "Bab tiga kosong"}).status_code == 303
    assert waiting not in as_("wati").get("/").content.decode()
    shown = as_("dewi").get(url).content.decode()
    assert "Bab tiga kosong" in shown
    assert "Kirim untuk disetujui" in shown


def test_a_year_that_runs_is_not_approved_and_an_older_page_is_told(world: World) -> None:
    head = head_of(world)
    running = bare_report(world, year=2026)
    with pytest.raises(ValidationError, match="belum berakhir"):
        propose_annual_report(running, by=head, on=world.day)
    sent = {"stage": "proposed", "proposed_on": world.day}
    past = bare_report(world, year=2024, version=3, **sent)
    with pytest.raises(ValidationError, match="berubah sejak"):
        approve_annual_report(past, by=head, on=world.day, seen=2)


def test_a_section_written_in_two_tabs_is_lost_in_neither(world: World, as_: Any) -> None:
    report, client = opened_report(world), as_("dewi")
    url = f"/reports/yearly/{report.uuid}/sections/isu"
    assert client.post(url, {"text": "Stunting", "version": "0"}).status_code == 303
    stale = client.post(url, {"text": "Air bersih", "version": "0"})
    assert stale.status_code == 422
    assert "Air bersih" in stale.content.decode()
    assert "sudah diubah di tempat lain" in stale.content.decode()
    assert AnnualText.objects.get().text == "Stunting"
    assert client.post(url, {"text": "Stunting dan air", "version": "1"}).status_code == 303
    entry = Entry.objects.filter(verb="analytics.annual_text_written").latest("pk")
    assert "Stunting" not in str(entry.changes)
    odd = client.post(url, {"text": "😀" * 30 + "\x00", "version": "2"})
    assert odd.status_code in {303, 422}
    assert client.post(url, {"text": "x" * 20_001, "version": "2"}).status_code == 422


def test_the_unit_writes_about_its_own_goal_and_says_what_was_spent(world: World, as_: Any) -> None:
    report, rini = opened_report(world), as_("rini")
    (goal,) = report.figures["goals"]
    url = f"/reports/yearly/{report.uuid}/sections/{goal['uuid']}"
    assert rini.get(url).status_code == 200
    sent = {"text": "Kader aktif", "spent": "4.000.000", "version": "0"}
    assert rini.post(url, sent).status_code == 303
    assert rini.get(f"/reports/yearly/{report.uuid}/sections/isu").status_code == 403
    assert as_("sari").get(url).status_code == 404
    assert as_("lina").get(url).status_code == 404
    assert as_("dewi").get(f"/reports/yearly/{report.uuid}/sections/lain").status_code == 404
    assert AnnualText.objects.get().spent == Decimal(4_000_000)
    assert "Rp4.000.000" in texts_in(report)


def test_a_report_is_opened_once_and_only_for_a_year_with_goals(world: World) -> None:
    by = world.account("dewi")
    make_goal(world, "Sehat", "outcome", first_year=2024, last_year=2029)
    with pytest.raises(ValidationError, match="Potret data instansi ini belum ada"):
        open_annual_report(world.agency, YEAR, by=by, on=world.day)
    snapshot_now(world)
    open_annual_report(world.agency, YEAR, by=by, on=world.day)
    with pytest.raises(ValidationError, match="sudah ada"):
        open_annual_report(world.agency, YEAR, by=by, on=world.day)
    with pytest.raises(ValidationError, match="belum punya sasaran"):
        open_annual_report(world.agency, 2020, by=by, on=world.day)
    with pytest.raises(PermissionDenied):
        open_annual_report(world.agency, 2024, by=world.account("lina"), on=world.day)
    with pytest.raises(PermissionDenied):
        open_annual_report(world.agency, 2024, by=world.account("sari"), on=world.day)


def test_pages_cost_a_fixed_number_of_queries_and_show_what_one_may(world: World, as_: Any) -> None:
    report, client = opened_report(world), as_("dewi")
    url = f"/reports/yearly/{report.uuid}/"
    for address in ("/reports/yearly/", url, "/reports/yearly/open", f"{url}sections/isu"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST_QUERIES, address
    assert as_("sari").get(url).status_code == 404
    approved_report(world, report)
    assert as_("sari").get(url).status_code == 200
    paper = as_("sari").post(f"{url}paper")
    assert paper.headers["Content-Type"] == "application/pdf"


LESS = {"name": "Kasus", "unit": "kasus", "direction": "less", "at_the_end": "5"}


def of(
    actual: str | None, target: str | None = "10", uncapped: str | None = None
) -> dict[str, Any]:
    held = {"target": target, "target_text": "", "due_on": None, "actual": actual, "as_of": None}
    return held | {"uncapped": uncapped, "is_reached": None, "missing": [], "reason": "belum ada"}


def test_goals_of_one_name_are_told_apart_by_their_unit() -> None:
    goals = [
        {"uuid": "a", "name": "Kapasitas naik", "unit": "Dinas A"},
        {"uuid": "b", "name": "Kapasitas naik", "unit": "Dinas B"},
        {"uuid": "c", "name": "Jalan mantap", "unit": "Dinas C"},
    ]
    report = AnnualReport(figures={"goals": goals})
    assert [section_said(report, one) for one in "abc"] == [
        "Analisis: Kapasitas naik, Dinas A",
        "Analisis: Kapasitas naik, Dinas B",
        "Analisis: Jalan mantap",
    ]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("12", "9", "realisasinya turun 3, artinya membaik"),
        ("9", "12", "realisasinya naik 3, artinya memburuk"),
        ("9", "9", "realisasinya tetap"),
        (None, "9", "tidak tercatat"),
        ("9", None, ""),
    ],
)
def test_less_is_better_is_said_the_right_way_round(
    before: str | None, now: str | None, said: str
) -> None:
    line = LESS | {"years": {"2024": of(before), "2025": of(now)}}
    found = saying.before_said(line, YEAR)
    assert said in found if said else found == ""


def test_what_is_missing_is_said_and_counted_as_missing(world: World) -> None:
    bare = LESS | {"years": {"2025": of(None)}, "unit": ""}
    assert saying.year_said(bare, YEAR) == "Realisasi tahun 2025 belum ada. Belum ada"
    figures = {"year": YEAR, "goals": [{"indicators": [bare]}]}
    assert saying.counted(figures) == (0, 0, 1)
    assert "1 belum dapat dihitung" in saying.overall_said(figures)
    assert "tidak dianggap nol" in saying.overall_said(figures)
    measured(world)
