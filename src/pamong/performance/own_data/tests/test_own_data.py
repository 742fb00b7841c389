"""What of work and its value is in the download: what one may see, and nothing before it is set."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pamong.documents.workbooks import read_workbook
from pamong.ledger.models import Entry
from pamong.measurement.cards.tests.make import make_card
from pamong.measurement.findings.tests.make import make_finding
from pamong.measurement.models import Evidence, EvidenceLook
from pamong.people.own_data.making import whole_download
from pamong.people.tests.world import World
from pamong.performance.evaluation.tests.make import final, level_of, opened, rated
from pamong.performance.models import DailyEntry, Feedback

Rows = dict[str, list[Any]]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def taken(world: World, tmp_path: Path, who: str = "sari") -> tuple[Rows, dict[str, bytes]]:
    made = whole_download(world.scope(who), world.people[who], world.day, default_storage.open)
    with zipfile.ZipFile(io.BytesIO(b"".join(made.pieces))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "own.xlsx"
    path.write_bytes(files["data saya.xlsx"])
    return {s.name: [list(r.cells) for r in s.rows[1:]] for s in read_workbook(path)}, files


def test_a_rating_that_is_not_set_leaves_no_mark(world: World, tmp_path: Path) -> None:
    level_of(world)
    evaluation = rated(world, opened(world))
    assert Entry.objects.filter(subject_uuid=evaluation.uuid).exists()
    sheets, _files = taken(world, tmp_path)
    assert sheets["Penilaian"] == sheets["Rincian penilaian"] == []
    assert "Penilaian" not in {row[3] for row in sheets["Jejak"]}


def test_a_set_one_is_there_with_its_reasons_and_its_line_in_the_record(
    world: World, tmp_path: Path
) -> None:
    evaluation = final(world)
    sheets, _files = taken(world, tmp_path)
    ((title, _period, number, *_rest),) = sheets["Penilaian"]
    assert (title, number) == (f"SKP 2026, {evaluation.plan.starts_on:%d-%m-%Y}", 1)
    assert "Penilaian" in {row[3] for row in sheets["Jejak"]}
    assert len(sheets["Hasil kerja"]) == len(sheets["Indikator"]) == 1
    assert len(sheets["Realisasi"]) == 1


def test_a_colleague_stays_unnamed_and_the_rater_is_named(world: World, tmp_path: Path) -> None:
    plan = final(world).plan
    for giver, side in (("putri", Feedback.Side.PEER), ("budi", Feedback.Side.LEADER)):
        Feedback.objects.create(
            plan=plan,
            value="kolaboratif",
            giver=world.people[giver],
            side=side,
            text=f"Dari {side}",
            on=world.day,
        )
    sheets, _files = taken(world, tmp_path)
    names = {row[3] for row in sheets["Umpan balik"]}
    assert names == {None, "Budi Santoso"}


def test_files_come_along_and_no_text_computes(world: World, tmp_path: Path) -> None:
    path = default_storage.save("evidence/x", ContentFile(b"%PDF-1.7"))
    Evidence.objects.create(
        owner=world.sari,
        title="=Laporan/../März.pdf",
        path=path,
        media_type="application/pdf",
        dated_on=date(2026, 3, 2),
        size=8,
    )
    plan = final(world).plan
    DailyEntry.objects.create(plan=plan, employee=world.sari, on=world.day, text='=HYPERLINK("x")')
    sheets, files = taken(world, tmp_path)
    ((_day, title, *_rest),) = sheets["Bukti dukung"]
    assert title == "=Laporan/../März.pdf"
    (name,) = [name for name in files if name.startswith("bukti/")]
    assert files[name] == b"%PDF-1.7"
    assert ".." not in name
    assert sheets["Progress harian"][0][3] == '=HYPERLINK("x")'


def test_nothing_of_others_is_in_it(world: World, tmp_path: Path) -> None:
    final(world)
    _sheets, files = taken(world, tmp_path, "putri")
    with zipfile.ZipFile(io.BytesIO(files["data saya.xlsx"])) as book:
        text = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))
    assert "Sari" not in text
    assert "Hasil kerja 1" not in text


def test_more_days_cost_no_more_queries(world: World, tmp_path: Path) -> None:
    plan = final(world).plan

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            taken(world, tmp_path)
        return len(asked)

    before = cost()
    for day in range(1, 20):
        DailyEntry.objects.create(
            plan=plan, employee=world.sari, on=date(2026, 10, day), text="Imunisasi"
        )
    assert cost() == before


def test_looks_samples_cards_and_questions_come_along(world: World, tmp_path: Path) -> None:
    make_finding(make_card(world), answer="Banjir", answered_by=world.budi, answered_on=world.day)
    piece = Evidence.objects.create(
        owner=world.budi, title="Foto", link="https://contoh.example/", dated_on=world.day
    )
    EvidenceLook.objects.create(evidence=piece, by=world.joko, on=world.day, question="Mana?")
    sheets, _files = taken(world, tmp_path, "budi")
    assert [row[1] for row in sheets["Indikator yang dipegang"]] == ["Balita yang diukur"]
    assert [row[-1] for row in sheets["Pertanyaan tentang angka"]] == ["Banjir"]
    assert [row[1:4] for row in sheets["Konfirmasi bukti"]] == [
        [world.joko.full_name, "Foto", "Mana?"]
    ]
    assert sheets["Uji petik"] == []
