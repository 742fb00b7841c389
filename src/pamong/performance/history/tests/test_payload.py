"""Ratings that the national application writes as figures: stated which way, never guessed."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from pamong.cli.imports import imports
from pamong.people.tests.world import World
from pamong.performance.history.actions import import_history, receive_history
from pamong.performance.history.tests.test_import_history import reasons
from pamong.performance.models import HistoryUpload, PastResult


def one_of(nip: str, results: Any, behaviour: Any, **more: Any) -> dict[str, Any]:
    told = {"nip": nip, "tahun": 2024, "periodikId": 5, "statusPenilai": "ASN"}
    told |= {"hasilKinerjaNilai": results, "perilakuKerjaNilai": behaviour}
    return told | {"kuadranKinerjaNilai": 1, "koefisienId": 2} | more


def sent(world: World, *records: dict[str, Any], one: str = "") -> HistoryUpload:
    file = ContentFile(json.dumps({"data": list(records)}).encode(), name="rating.json")
    by = world.account("dewi")
    return receive_history(world.agency, file, one=one, by=by, on=world.day)


def written(world: World, upload: HistoryUpload) -> PastResult:
    import_history(upload, is_partial=False, by=world.account("dewi"), on=world.day)
    return PastResult.objects.get()


def test_without_the_direction_nothing_is_read_and_a_sample_is_shown(world: World) -> None:
    upload = sent(world, one_of(world.sari.nip, 1, 2))
    assert upload.status == "failed"
    assert "1 berarti rating tertinggi atau terendah" in upload.failure
    assert f"{world.sari.nip}: hasil kerja 1, perilaku 2" in upload.failure


@pytest.mark.parametrize(
    ("one", "results", "predicate"),
    [("above", "di_atas_ekspektasi", "baik"), ("below", "di_bawah_ekspektasi", "butuh_perbaikan")],
)
def test_the_stated_direction_decides(world: World, one: str, results: str, predicate: str) -> None:
    upload = sent(world, one_of(world.sari.nip, 1, 2), one=one)
    assert "1, 2 dibaca" in upload.shown["findings"][0]
    past = written(world, upload)
    assert past.given == {"results": results, "behaviour": "sesuai_ekspektasi"}
    assert past.predicate == predicate


@pytest.mark.parametrize("nothing", [0.01, "0,01", 0, None, ""])
def test_a_placeholder_is_missing_and_never_a_rating(world: World, nothing: Any) -> None:
    upload = sent(world, one_of(world.sari.nip, nothing, 2), one="above")
    assert upload.added == 0
    assert "Isi Predikat" in upload.shown["rejected"][0][1]
    assert "dianggap belum ada" in upload.shown["findings"][1]


def test_months_make_the_period(world: World) -> None:
    record = one_of(world.sari.nip, 2, 2, bulanMulai=1, bulanSelesai=3)
    past = written(world, sent(world, record, one="above"))
    assert (past.starts_on.month, past.ends_on.month, past.ends_on.day) == (1, 3, 31)


def test_a_figure_that_is_no_place_is_refused(world: World) -> None:
    upload = sent(world, one_of(world.sari.nip, 7, 2), one="above")
    assert "tidak dikenal" in upload.shown["rejected"][0][1]


def test_a_table_with_the_same_names_is_read_as_well(world: World) -> None:
    text = f"nip;tahun;hasilKinerjaNilai;perilakuKerjaNilai\n{world.sari.nip};2024;3;3\n"
    file = ContentFile(text.encode(), name="rating.csv")
    given: Any = {"by": world.account("dewi"), "on": world.day}
    past = written(world, receive_history(world.agency, file, one="below", **given))
    assert past.predicate == "sangat_baik"


def test_broken_or_other_json_is_one_sentence(world: World) -> None:
    for data in (b"[{", b'{"data": [{"apa": 1}]}', b"[]"):
        file = ContentFile(data, name="rating.json")
        by = world.account("dewi")
        upload = receive_history(world.agency, file, one="above", by=by, on=world.day)
        assert upload.status == "failed"


def test_the_page_asks_which_way(world: World, as_: Any) -> None:
    dewi = as_("dewi")
    assert "Arti angka 1" in dewi.get("/history").content.decode()
    data = json.dumps([one_of(world.sari.nip, 1, 1)]).encode()
    file = SimpleUploadedFile("rating.json", data)
    assert dewi.post("/history/receive", {"file": file, "one": "above"}).status_code == 303
    assert HistoryUpload.objects.get().added == 1


def test_our_own_table_needs_no_direction(world: World) -> None:
    assert reasons(world) == []


def test_the_command_wants_the_direction_too(world: World, tmp_path: Path) -> None:
    file = tmp_path / "rating.json"
    file.write_text(json.dumps([one_of(world.sari.nip, 1, 1)]))
    command = ["history", str(file), "--agency", "wanasari"]
    assert CliRunner().invoke(imports, command).exit_code == 2
    result = CliRunner().invoke(imports, [*command, "--one", "above"])
    assert result.exit_code == 0, result.output
    assert PastResult.objects.get().predicate == "sangat_baik"


@pytest.mark.parametrize(("first", "last"), [(13, 14), (0, 3), ("Jan", 3), (2, None), (5, 3)])
def test_months_that_are_none_reject_the_row_and_never_mean_the_whole_year(
    world: World, first: Any, last: Any
) -> None:
    upload = sent(
        world, one_of(world.sari.nip, 2, 2, bulanMulai=first, bulanSelesai=last), one="above"
    )
    assert upload.added == 0
    (rejected,) = upload.shown["rejected"]
    assert rejected[1]
