"""The monthly brief: one page from a snapshot, the same bytes again, for who leads, and nobody counted out of it."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.access.clock import now
from pamong.analytics.brief import issuing, telling
from pamong.analytics.brief.results import BELOW, LACKING, MET, NOT_DUE, RUNNING, UNTOLD
from pamong.analytics.brief.saying import content_of, decisions_of, target_said
from pamong.analytics.brief.telling import Brief, last_month, month_asked
from pamong.analytics.dashboards.asked import Asked
from pamong.analytics.dashboards.attainment import attainment_charts
from pamong.analytics.dashboards.figures import DRAFTED, OPEN, PROPOSED, SET
from pamong.analytics.dashboards.offices import Things
from pamong.analytics.snapshot.keeping import folder_of, snapshot_of
from pamong.analytics.snapshot.making import make_snapshot
from pamong.documents.laying import Dress
from pamong.documents.typeset import pictures
from pamong.measurement.cards.tests.make import aim, make_card, read
from pamong.measurement.models import Card, Target
from pamong.people.scope import scope_of
from pamong.people.tests.world import World
from pamong.performance.tests.make import make_plan

DAY, MONTH = date(2026, 11, 25), date(2026, 10, 1)
MOST_QUERIES = 12
LONG = "Persentase penyelenggaraan pelayanan kesehatan masyarakat di daerah terpencil " * 3


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS = tmp_path, ""


@pytest.fixture
def measured(world: World) -> World:
    """Four cards of the clinic: met, below, without a figure, and one that is due at the year's end."""
    told = (
        ("Balita ditimbang", Card.Frequency.QUARTER, 90, 95),
        ("Ibu hamil diperiksa", Card.Frequency.QUARTER, 90, 45),
        ("Posyandu aktif", Card.Frequency.MONTH, 90, None),
        ("Puas dengan layanan", Card.Frequency.YEAR, 90, None),
    )
    for place, (name, frequency, target, value) in enumerate(told):
        card = make_card(world, code=f"K{place}", frequency=frequency, name=name)
        aim(world, card, target, DAY.year)
        Target.objects.filter(indicator=card.indicator).update(q3=Decimal(target))
        if value is not None:
            read(world, card, value, date(2026, 9, 30))
    make_plan(world.sari, year=DAY.year)
    make_snapshot(world.agency, day=DAY, clock=now)
    return world


def asked_by(world: World, name: str = "dewi") -> Asked:
    snapshot = snapshot_of(world.agency.uuid)
    assert snapshot
    scope = scope_of(world.account(name), DAY)
    return telling.asked_of(scope, snapshot, MONTH)


def brief_now(world: World) -> Brief:
    return telling.brief_of(asked_by(world), MONTH)


def test_each_indicator_is_held_against_what_was_due_by_the_months_end(measured: World) -> None:
    brief = brief_now(measured)
    states = {one.card.indicator.name: one.state for one in brief.results}
    assert states == {
        "Balita ditimbang": MET,
        "Ibu hamil diperiksa": BELOW,
        "Posyandu aktif": LACKING,
        "Puas dengan layanan": NOT_DUE,
    }
    assert [one.state for one in brief.results] == [BELOW, LACKING, MET, NOT_DUE]
    said = repr(content_of(brief))
    assert (
        "Dari 4 indikator yang punya kartu, sampai 31 Oktober 2026: 1 mencapai target, "
        "1 belum mencapai target" in said
    )
    assert "Belum ada: Oktober 2026" in said
    assert decisions_of(brief)[:2] == [
        "Apa yang dikerjakan agar “Ibu hamil diperiksa” mengejar targetnya? Capaian: 50,0%.",
        "Siapa mengisi angka 1 indikator yang belum ada, dan kapan?",
    ]
    assert brief.mark in said


def test_before_the_years_end_nothing_is_below_a_target_of_the_year_alone(measured: World) -> None:
    Target.objects.update(q1=None, q2=None, q3=None, pace="")
    shutil.rmtree(folder_of(measured.agency.uuid))  # such a change is in no record
    make_snapshot(measured.agency, day=DAY, clock=now)
    states = {one.card.indicator.name: one.state for one in brief_now(measured).results}
    assert states["Ibu hamil diperiksa"] == RUNNING


def test_the_same_snapshot_gives_the_same_bytes_and_both_files_say_the_same(
    measured: World,
) -> None:
    first, again = (issuing.written(brief_now(measured), measured.agency) for _n in range(2))
    assert issuing.brief_pdf(first) == issuing.brief_pdf(again)
    made = issuing.brief_text(first)
    assert made == issuing.brief_text(again)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        body = packed.read("word/document.xml").decode()
    whole = re.sub(r"<[^>]+>", "", body)
    for row in first.content["blocks"][2]["rows"]:
        assert all(cell in whole for cell in row)


@pytest.mark.parametrize(("name", "unit", "rows"), [(250, 60, 6), (40, 8, 12), (20, 60, 6)])
def test_the_longest_names_stay_on_one_page_and_what_has_no_room_is_counted(
    measured: World, name: int, unit: int, rows: int
) -> None:
    brief = brief_now(measured)
    (one, *_others) = brief.results
    one.card.indicator.name, one.card.indicator.unit = "W" * name, "W" * unit
    assert brief.waits
    waits = replace(
        brief.waits,
        plans={DRAFTED: 99_999, PROPOSED: None},
        ratings={OPEN: 99_999, SET: 99_999},
        late=Things(99_999, 999_999),
    )
    rules = dict.fromkeys(("range", "jump", "copies", "heaping", "ratchet", "burst"), 99999)
    worst = replace(brief, results=[replace(one, state=BELOW)] * 40, waits=waits, questions=rules)
    told = issuing.written(worst, measured.agency)
    said = repr(told.content)
    assert f"… dan {40 - rows} indikator lain." in said
    assert "… dan 299.997 pertanyaan lain." in said
    look = Dress("a4", "W" * 200, ("W" * issuing.MOST_LETTERS,) * issuing.MOST_LINES)
    content = dict(told.content) | {"lines": ["W" * 120, "September 2026"]}
    assert len(decisions_of(worst)) == 3
    from pamong.documents.laying import frame

    data = {"title": told.title, "content": content, "seal": None, "draft": False, "drawings": {}}
    made = pictures(issuing.TEMPLATE, data | frame(look, "W" * 200), made_on=DAY)
    assert len(made) == 1


def test_who_leads_reads_it_in_few_queries_and_others_are_refused(
    measured: World, as_: Any
) -> None:
    dewi = as_("dewi")
    with CaptureQueriesContext(connection) as asked:
        page = dewi.get("/briefs/monthly", {"month": "2026-10"})
    assert page.status_code == 200
    assert len(asked) <= MOST_QUERIES
    said = page.content.decode()
    assert "Ibu hamil diperiksa" in said
    paper = dewi.get("/briefs/monthly/paper", {"month": "2026-10"})
    assert paper.headers["Content-Type"] == "application/pdf"
    text = dewi.get("/briefs/monthly/text", {"month": "2026-10"})
    assert ".docx" in text.headers["Content-Disposition"]
    for who in ("sari", "rini"):
        for end in ("", "/paper", "/text"):
            assert as_(who).get(f"/briefs/monthly{end}").status_code == 403
    odd = {"month": "9999-99", "unit": "😀" * 99}
    assert dewi.get("/briefs/monthly", odd | {"month": "\x00"}).status_code == 400
    assert dewi.get("/briefs/monthly", odd).status_code == 404
    assert dewi.get("/briefs/monthly", {"month": "2027-01"}).status_code == 200


def test_without_a_snapshot_the_dashboard_says_what_is_missing(world: World, as_: Any) -> None:
    page = as_("dewi").get("/briefs/monthly", follow=True)
    assert page.status_code == 200
    assert "Belum ada angka" in page.content.decode()


def test_a_month_that_is_none_or_has_not_begun_is_the_last_whole_one() -> None:
    assert last_month(date(2026, 1, 5)) == date(2025, 12, 1)
    for text in ("", "x", "2026-13", "2026-12", "-", "0000-00", "0001-01", "2005-05"):
        assert month_asked(text, DAY) == MONTH
    assert month_asked("2026-11", DAY) == date(2026, 11, 1)


def test_a_sum_that_lacks_terms_is_told_neither_met_nor_short_and_a_milestone_has_its_day(
    world: World,
) -> None:
    deaths = make_card(
        world, name="Kematian bayi", direction="less", counting="own", frequency="month"
    )
    aim(world, deaths, 9, DAY.year)
    for month in (9, 10):  # eight months are not there
        read(world, deaths, 3, date(2026, month, 28))
    rule = make_card(world, name="Peraturan ditetapkan", direction="milestone", measure="")
    Target.objects.create(indicator=rule.indicator, year=DAY.year, due_on=date(2026, 9, 1))
    make_plan(world.sari, year=DAY.year)
    make_snapshot(world.agency, day=DAY, clock=now)
    told = {one.card.indicator.name: one for one in brief_now(world).results}
    assert told["Kematian bayi"].state == UNTOLD
    assert target_said(told["Kematian bayi"]) == "9 orang"
    assert target_said(told["Peraturan ditetapkan"]) == "paling lambat 1 September"


def test_the_brief_counts_what_the_dashboard_counts_a_range_without_a_target_too(
    measured: World,
) -> None:
    band = {"band_low": Decimal(1), "band_high": Decimal(3), "tolerance": Decimal(2)}
    card = make_card(measured, "Hari layanan", direction="band", band=band)
    read(measured, card, 2, date(2026, 9, 30))
    make_snapshot(measured.agency, day=DAY, clock=now)
    asked = asked_by(measured)
    brief = telling.brief_of(asked, MONTH)
    state = {one.card.indicator.name: one.state for one in brief.results}["Hari layanan"]
    assert (state, len(brief.results)) == (MET, 5)
    (chart, *_ways) = attainment_charts(asked)
    known = sum(one.found.uncapped is not None for one in brief.results)
    assert str(chart.finding).startswith(f"Capaian terhitung untuk {known} dari 5 indikator.")


def test_the_head_of_a_unit_below_an_office_has_a_brief_of_it_that_counts_nobody(
    measured: World, as_: Any
) -> None:
    make_card(measured, "Guru dilatih", unit=measured.school, owner=None)
    make_snapshot(measured.agency, day=DAY, clock=now)
    budi, asked = as_("budi"), {"month": "2026-10"}
    said = budi.get("/briefs/monthly", asked).content.decode()
    assert measured.clinic.name in said
    assert ("Ibu hamil diperiksa" in said, "Guru dilatih" in said) == (True, False)
    assert ("menunggu siapa" in said, "disamarkan" in said) == (False, False)
    paper = budi.get("/briefs/monthly/paper", asked)
    assert paper.headers["Content-Type"] == "application/pdf"
    for other in (measured.health, measured.school):
        assert budi.get("/briefs/monthly", {"unit": other.uuid}).status_code == 404
    above = as_("dewi").get("/briefs/monthly", {"unit": measured.clinic.uuid}).content.decode()
    assert f'<option value="{measured.clinic.uuid}" selected>' in above
    assert "menunggu siapa" not in above
    assert (
        f"/briefs/monthly?unit={measured.clinic.uuid}" in budi.get("/dashboards").content.decode()
    )
