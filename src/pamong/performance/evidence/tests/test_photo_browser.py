"""A phone's photo in a real browser: it arrives small and does not know where it was taken."""

import base64
import struct
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from pamong.documents.store import opened
from pamong.measurement.models import Evidence
from pamong.people.tests.world import World
from pamong.performance.progress.tests.make import make_plan, make_result
from tests.browsing import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Noise compresses badly, as real photos do; the second number is the longer side.
DRAW = """async ([width, height]) => {
  const canvas = document.createElement("canvas");
  canvas.width = width; canvas.height = height;
  const brush = canvas.getContext("2d"), field = brush.createImageData(width, height);
  let seed = 7;
  for (let at = 0; at < field.data.length; at++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    field.data[at] = at % 4 === 3 ? 255 : seed >> 16 & 255;
  }
  brush.putImageData(field, 0, 0);
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""
SIZE = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  return [picture.width, picture.height];
}"""
KNOWS_NO_PLACE = """async () => {
  const chosen = document.querySelector("input[type=file]").files[0];
  const text = new TextDecoder("latin1").decode(await chosen.arrayBuffer());
  return chosen.name === "IMG.jpg" && !text.includes("Exif");
}"""
GPS_LATITUDE = b"\x00\x01\x00\x02"
LONGEST = 1600


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def with_place(jpeg: bytes, turn: int = 1) -> bytes:
    """The same picture with a note that says which way up it is and, in degrees, where it was taken."""
    gps_at = 8 + 2 + 2 * 12 + 4
    ways = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
    place = struct.pack(">HHII", 0x8825, 4, 1, gps_at)
    first = struct.pack(">H", 2) + ways + place + b"\0\0\0\0"
    north = struct.pack(">HHI4s", 1, 2, 2, b"S\0\0\0")
    degrees = struct.pack(">HHII", 2, 5, 3, gps_at + 2 + 2 * 12 + 4)
    gps = struct.pack(">H", 2) + north + degrees + b"\0\0\0\0"
    gps += struct.pack(">6I", 6, 1, 51, 1, 30, 1)
    body = b"Exif\0\0" + b"MM\0*\0\0\0\x08" + first + gps
    return jpeg[:2] + struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body + jpeg[2:]


def photo(page: Page, width: int, height: int, turn: int = 1) -> bytes:
    return with_place(base64.b64decode(page.evaluate(DRAW, [width, height])), turn)


def kept_of(evidence: Evidence) -> bytes:
    with opened(evidence.path) as file:
        content: bytes = file.read()
    return content


def choose(page: Page, content: bytes) -> None:
    file = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]


def add_photo(page: Page, content: bytes) -> Evidence:
    choose(page, content)
    page.get_by_label("Meningkatnya cakupan pelayanan").check()
    page.get_by_label("Terkendalinya stunting").check()
    with page.expect_navigation():  # which waits until the photo is drawn
        page.get_by_role("button", name="Simpan bukti dukung").click()
    return Evidence.objects.get()


def address(world: World) -> str:
    plan = make_plan(world.sari)
    make_result(plan)
    make_result(plan, "Terkendalinya stunting")
    return f"/plans/{plan.uuid}/evidence/"


def test_a_large_photo_arrives_small_upright_and_without_its_place(world: World, seat: Any) -> None:
    page = seat("sari").open(address(world))
    taken = photo(page, 2400, 1800, turn=6)
    assert b"Exif" in taken
    evidence = add_photo(page, taken)
    kept = kept_of(evidence)
    assert len(kept) < len(taken) / 2
    assert evidence.size == len(kept)
    assert b"Exif" not in kept
    assert GPS_LATITUDE not in kept[:400]
    # The note said that the phone was held upright: the picture itself now stands so.
    assert page.evaluate(SIZE, base64.b64encode(kept).decode()) == [1200, LONGEST]
    assert evidence.uses.filter(result__isnull=False).count() == 2


def test_a_small_photo_leaves_its_place_on_the_phone_too(world: World, seat: Any) -> None:
    page = seat("sari").open(address(world))
    choose(page, photo(page, 300, 200))
    until(page, KNOWS_NO_PLACE)


def test_without_script_the_server_takes_the_place_out(world: World, seat: Any) -> None:
    place = address(world)
    taken = photo(seat("sari").open("/"), 300, 200)
    evidence = add_photo(seat("sari", script=False).open(place), taken)
    assert b"Exif" not in kept_of(evidence)
