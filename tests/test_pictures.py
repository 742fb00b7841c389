"""The pictures of README.md and README.id.md, taken by a test so that they show what there is.

They are written when one is missing, or when asked: PAMONG_PICTURES=write pytest tests/test_pictures.py
"""

import base64
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pamong.people.tests.make import make_employee, make_position, make_supervision
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import level_of, opened
from pamong.performance.models import Plan, RoleCell
from pamong.performance.tests.make import make_complete_plan, make_indicator, make_plan, make_result

HOUSE = Path(__file__).parents[1]
FOLDER = HOUSE / "docs" / "pictures"
HOMES = {"id": HOUSE / "README.id.md", "en": HOUSE / "README.md"}
SCENES = ("home", "matrix", "rating")
MOST_BYTES = 120_000
WIDTH, HEIGHT = 1280, 860
TEAM = (
    ("Nurul Hidayah", "Bidan Ahli Pertama"),
    ("Yohanes Kaunang", "Perawat Terampil"),
    ("Suharti", "Epidemiolog Kesehatan Ahli Muda"),
    ("I Made Suastika", "Sanitarian Ahli Pertama"),
    ("Fitri Handayani", "Nutrisionis Terampil"),
)
RESULTS = (
    "Meningkatnya cakupan imunisasi dasar lengkap",
    "Menurunnya prevalensi balita kurus",
    "Meningkatnya penemuan dan pengobatan TBC",
    "Meningkatnya mutu layanan Puskesmas",
)
AREAS = ("Melati", "Kenanga", "Anggrek", "Dahlia", "Teratai")
NAMES = (
    "Bayi dengan imunisasi dasar lengkap",
    "Balita kurus yang tertangani",
    "Kasus TBC yang ditemukan dan diobati",
    "Nilai survei kepuasan pasien",
)
ROLES = (
    "Imunisasi 120 bayi lengkap sebelum umur setahun",
    "Semua balita ditimbang dan dicatat tiap bulan",
    "Pelacakan kontak pasien dalam tujuh hari",
    "Waktu tunggu loket paling lama 30 menit",
)


def picture(name: str, language: str) -> Path:
    return FOLDER / f"{name}-{language}.webp"


@pytest.mark.parametrize("language", HOMES)
def test_the_first_page_shows_each_picture(language: str) -> None:
    text = HOMES[language].read_text(encoding="utf-8")
    for name in SCENES:
        path = picture(name, language)
        assert path.is_file(), "PAMONG_PICTURES=write pytest tests/test_pictures.py"
        assert path.stat().st_size <= MOST_BYTES, path
        assert f"](docs/pictures/{path.name})" in text, path


def share(results: list[Any], person: Any, place: int) -> None:
    """Two roles of a person, so that no two people carry the same sentence."""
    for step in (0, 1):
        number = (place + step) % len(results)
        text = f"{ROLES[number]} di wilayah {AREAS[place % len(AREAS)]}"
        RoleCell.objects.get_or_create(
            result=results[number], employee=person, defaults={"text": text}
        )


def make_scene(world: World) -> dict[str, str]:
    """A health centre in November: roles shared, plans in each state, one quarter to rate."""
    mine = make_plan(world.budi, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 20))
    results = [make_result(mine, text) for text in RESULTS]
    for result, name in zip(results, NAMES, strict=True):
        make_indicator(result, name=name)
    states = (Plan.Status.PROPOSED, Plan.Status.PROPOSED, Plan.Status.AGREED)
    for place, (name, post) in enumerate(TEAM):
        position = make_position(world.agency, name=post)
        person = make_employee(world.clinic, name=name, position=position)
        make_supervision(person, world.budi, world.joko)
        share(results, person, place)
        if place < len(states):
            day = date(2026, 11, 19 + place)
            make_complete_plan(person, status=states[place], proposed_on=day, status_on=day)
    for place, person in enumerate((world.putri, world.rini, world.sari), start=1):
        share(results, person, place)
    sari = make_plan(world.sari, status=Plan.Status.AGREED, agreed_on=date(2026, 1, 22))
    for place, text in enumerate(RESULTS[:2]):
        result = make_result(sari, text, serves=results[place])
        make_indicator(result, target=Decimal(95 - place * 5))
    level_of(world)
    rating = opened(world, "rini")
    return {"home": "/", "matrix": "/matrix/", "rating": f"/evaluations/{rating.uuid}/rate"}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", HOMES)
def test_pictures_are_taken(world: World, seat: Any, language: str) -> None:
    wanted = os.environ.get("PAMONG_PICTURES") == "write"
    names = [name for name in SCENES if wanted or not picture(name, language).is_file()]
    if not names:
        pytest.skip("the pictures are there; PAMONG_PICTURES=write takes them anew")
    paths = make_scene(world)
    FOLDER.mkdir(exist_ok=True)
    here = seat("budi", width=WIDTH, language=language)
    here.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    for name in names:
        here.open(paths[name]).wait_for_load_state("networkidle")
        asked = {"format": "webp", "quality": 80}
        taken = here.page.context.new_cdp_session(here.page).send("Page.captureScreenshot", asked)
        picture(name, language).write_bytes(base64.b64decode(taken["data"]))
