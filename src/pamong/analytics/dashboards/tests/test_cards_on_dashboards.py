"""Cards on the dashboards: a formula, a roll-up and money come to what the card's own page says."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.urls import reverse

from pamong.access.clock import now
from pamong.analytics.dashboards.figures import aims_of
from pamong.analytics.snapshot.keeping import Snapshot, snapshot_of
from pamong.analytics.snapshot.making import make_snapshot
from pamong.measurement.cards.figures import figures_for
from pamong.measurement.cards.rulewords import attaining_pack
from pamong.measurement.cards.tests.make import aim, compose, make_card, read, roll
from pamong.measurement.models import Card
from pamong.people.tests.world import World
from pamong.performance.cascade.card_actions import take_card
from pamong.performance.cascade.tests.make import make_goal

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.DATA, settings.ANALYTICS, settings.SNAPSHOT_MINUTES = tmp_path, "", 60


def taken(world: World) -> Snapshot:
    make_snapshot(world.agency, day=world.day, clock=now)
    found = snapshot_of(world.agency.uuid)
    assert found
    return found


@pytest.fixture
def share(world: World) -> Card:
    """Weighed among those on the list, in percent."""
    up, down = make_card(world, "Balita ditimbang"), make_card(world, "Balita terdaftar")
    share = make_card(world, "Cakupan penimbangan", measure="%", baseline=Decimal(20))
    compose(world, share, "ratio", up, (down, 1, True), factor=100)
    read(world, up, 80, JUNE)
    read(world, down, 160, JUNE)
    aim(world, share, 60)
    return share


def attainment(client: Any, **asked: Any) -> str:
    answer = client.get("/dashboards", {"year": 2026, "about": "attainment"} | asked)
    return str(answer.content.decode())


def test_a_formula_comes_to_what_its_page_says(world: World, share: Card, as_: Any) -> None:
    taken(world)
    client = as_("dewi")
    html = attainment(client)
    own = reverse("measurement:card-detail", args=[share.uuid])
    page = client.get(own, {"year": 2026}).content.decode()
    for said in ("83,3%", "75,0%"):  # of the target, and of the way to it
        assert said in html
        assert said in page
    assert own in html
    assert "Capaian terhitung untuk 1 dari 1 indikator." in html


def test_a_roll_up_without_a_part_says_so_and_tells_nothing_better_than_it_is(
    world: World, as_: Any
) -> None:
    parts = [make_card(world, f"Kematian bayi {n}", direction="less") for n in (1, 2, 3)]
    whole = make_card(world, "Kematian bayi", direction="less")
    roll(world, whole, "sum", *parts)
    aim(world, whole, 10)
    for part in parts[:2]:
        read(world, part, 3, SEPTEMBER)
    taken(world)
    html = attainment(as_("dewi"))
    assert "Belum lengkap: 1 dari 3 bagian belum ada." in html
    assert "Belum ada indikator yang capaiannya dapat dihitung." in html
    read(world, parts[2], 3, SEPTEMBER)
    taken(world)
    assert "Belum lengkap" not in attainment(as_("dewi"))
    assert "Capaian terhitung untuk 1 dari 1 indikator." in attainment(as_("dewi"))


def test_figures_of_their_period_alone_are_added_up(world: World) -> None:
    card = make_card(world, counting="own")
    read(world, card, 10, date(2026, 3, 31))
    read(world, card, 25, JUNE)
    aim(world, card, 70)
    (line,) = aims_of(taken(world), 2026)[0]
    assert line.came
    assert line.came.value == 35


def test_a_range_needs_no_target_of_the_year(world: World, as_: Any) -> None:
    band = {"band_low": Decimal(1), "band_high": Decimal(3), "tolerance": Decimal(2)}
    read(world, make_card(world, "Hari layanan", direction="band", band=band), 2, SEPTEMBER)
    make_card(world, "Belum ditargetkan")
    taken(world)
    html = attainment(as_("dewi"))
    assert "Hari layanan" in html
    assert "Belum ditargetkan" not in html


def test_the_snapshot_holds_what_a_figure_was_made_of(world: World, share: Card) -> None:
    found = taken(world)
    db = duckdb.connect()
    try:
        files = [str(file) for file in found.files("card_parts", [2026])]
        sql = "SELECT part_id, reading_id, below, value FROM read_parquet(?) WHERE card_id = ? ORDER BY place"
        rows = db.execute(sql, [files, share.pk]).fetchall()
        up, down = (part.child for part in share.parts.order_by("place"))
        assert [row[:3] for row in rows] == [(up.pk, None, False), (down.pk, None, True)]
        assert [row[3] for row in rows] == [80, 160]
        (read_of,) = db.execute(sql, [files, up.pk]).fetchall()
        assert read_of[1] == up.indicator.readings.get().pk
    finally:
        db.close()


def test_money_of_a_goal_stands_beside_what_its_card_came_to(world: World, as_: Any) -> None:
    goal = make_goal(world, name="Layanan dasar")
    card = make_card(world, "Balita dilayani")
    take_card(
        goal, card, year=2026, budget=Decimal(9_000_000), by=world.account("dewi"), on=world.day
    )
    aim(world, card, 50)
    read(world, card, 20, JUNE)
    taken(world)
    html = as_("dewi").get("/dashboards", {"year": 2026, "about": "budget"}).content.decode()
    assert "Capaian terhitung untuk 1 dari 1 sasaran." in html
    assert "80,0%" in html  # June aims at 25 of the year's 50


def test_one_figure_has_one_attainment_on_every_page(world: World, as_: Any) -> None:
    card = make_card(world, "Balita dilayani")
    aim(world, card, 80)
    read(world, card, 45, SEPTEMBER)
    taken(world)
    client = as_("dewi")
    pages = [
        client.get("/dashboards", {"year": 2026, "about": "attainment"}),
        client.get("/briefs/monthly", {"month": "2026-11"}),
        client.get(reverse("measurement:card-list"), {"year": 2026}),
        client.get(reverse("measurement:card-detail", args=[card.uuid]), {"year": 2026}),
    ]
    for page in pages:
        text = page.content.decode()
        assert "75" in text, page.request["PATH_INFO"]
        assert "60 orang" in text, "September's own target"
        assert "80 orang" in text, "and the year's beside it"
    # When the year is over, the year's target alone counts.
    until = date(2026, 12, 31)
    figures = figures_for([card], year=2026, on=until, pack=attaining_pack(until, local=()))
    assert figures.reached(card, figures.of(card)).by_now.uncapped == Decimal("56.25")
