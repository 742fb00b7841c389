import io
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pamong.ledger.models import Entry
from pamong.measurement.evidence.actions import EvidenceInput
from pamong.measurement.evidence.contents import kind_of
from pamong.measurement.evidence.photos import without_place
from pamong.measurement.models import Evidence
from pamong.people.tests.world import World
from pamong.performance.evidence.actions import (
    UseInput,
    add_plan_evidence,
    use_evidence,
    withdraw_evidence,
)
from pamong.performance.evidence.queries import listed_evidence, visible_evidence
from pamong.performance.models import Evaluation, EvidenceUse, Result
from pamong.performance.progress.tests.make import make_plan, make_result

DAY = date(2026, 11, 25)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def result(world: World) -> Result:
    return make_result(make_plan(world.sari))


def upload(content: bytes = PDF, name: str = "laporan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def given(content: bytes = PDF, **more: Any) -> EvidenceInput:
    fields: dict[str, Any] = {"title": "Laporan", "dated_on": DAY, "file": upload(content)} | more
    return EvidenceInput(**fields)


def add(world: World, result: Result, one: EvidenceInput, name: str = "sari") -> Evidence:
    uses = UseInput(results=frozenset([result.pk]))
    return add_plan_evidence(result.plan, one, uses, by=world.account(name), on=DAY)


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


def office(main: str, types: bytes = b"<Types/>", **more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": types, main: b"<x/>", **more})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "PDF"),
        (b"\xff\xd8\xff\xe0abc", "JPEG"),
        (b"\x89PNG\r\n\x1a\nabc", "PNG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (office("xl/workbook.xml"), "XLSX"),
        (office("word/document.xml"), "DOCX"),
        (office("ppt/presentation.xml"), "PPTX"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "ODT"),
        (b"nama;nilai\nSari;3\n", "CSV"),
        ("Notulen rapat é".encode(), "TXT"),
    ],
)
def test_a_type_is_known_by_content(content: bytes, name: str) -> None:
    assert kind_of(content).name == name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"MZ\x90\0\x03",
        b"\x7fELF\x02",
        b"#!/bin/sh\nrm",
        zipped(readme=b"only an archive"),
        b"PK\x03\x04broken",
        office("word/document.xml", **{"word/vbaProject.bin": b"x"}),
        office("xl/workbook.xml", types=b"<Types macroEnabled.main+xml/>"),
        b"teks \x00 biner",
    ],
)
def test_what_runs_or_is_unknown_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        kind_of(content)


def exif(turn: int = 6) -> bytes:
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
    body = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 1) + entry + b"\0\0\0\0" + b"GPS -6.85"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def test_a_photo_loses_its_place_and_stays_upright() -> None:
    scan = b"\xff\xda\x00\x04\x01\x02ab\xff\x00cd\xff\xd0ef"
    xmp = b"\xff\xe1\x00\x0bhttp:gps7"
    photo = b"\xff\xd8" + exif() + xmp + b"\xff\xdb\x00\x03\x01" + scan + b"\xff\xd9GPS behind"
    bare = without_place(photo, "image/jpeg")
    assert b"GPS" not in bare
    assert b"gps" not in bare
    assert bare.endswith(scan + b"\xff\xd9")
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in bare
    assert without_place(bare, "image/jpeg") == bare


def test_other_pictures_lose_their_notes_too() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", b"x" * 13)
        + chunk(b"eXIf", b"GPS")
        + chunk(b"IEND", b"")
    )
    assert b"GPS" not in without_place(png, "image/png")
    parts = b"VP8X\x0a\0\0\0\x0c\0\0\0" + b"\0" * 6 + b"EXIF\x04\0\0\0GPS!"
    webp = b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts
    bare = without_place(webp, "image/webp")
    assert b"GPS" not in bare
    assert bare[20] == 0


def test_a_picture_that_cannot_be_read_stays_as_it_is() -> None:
    assert without_place(b"\xff\xd8\xff", "image/jpeg") == b"\xff\xd8\xff"


def test_a_file_is_kept_outside_by_digest_and_ledgered(
    world: World, result: Result, tmp_path: Path
) -> None:
    kept = add(world, result, given())
    assert kept.media_type == "application/pdf"
    assert (tmp_path / kept.path).read_bytes() == PDF
    entry = Entry.objects.get(verb="measurement.evidence_added")
    assert entry.changes["sha256"][1] == kept.sha256
    assert Entry.objects.filter(verb="performance.evidence_used").count() == 1


def test_the_same_file_again_is_the_same_evidence_and_serves_both(
    world: World, result: Result
) -> None:
    other = make_result(result.plan, "Hasil kedua")
    first, second = add(world, result, given()), add(world, other, given())
    assert first == second
    assert set(first.uses.values_list("result_id", flat=True)) == {result.pk, other.pk}


def test_a_file_that_is_too_large_is_refused(world: World, result: Result, settings: Any) -> None:
    settings.EVIDENCE_FILE_MB = 0
    with pytest.raises(ValidationError, match="lebih dari 0 MB"):
        add(world, result, given())


def test_a_full_quota_says_what_to_do(world: World, result: Result, settings: Any) -> None:
    settings.EVIDENCE_QUOTA_MB = 0
    with pytest.raises(ValidationError, match="Jatah 0 MB"):
        add(world, result, given())


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://x.id/a", "https://", "drive", "http://a b"]
)
def test_only_web_addresses_are_links(world: World, result: Result, link: str) -> None:
    with pytest.raises(ValidationError, match="https"):
        add(world, result, given(file=None, link=link))


def test_a_link_is_evidence(world: World, result: Result) -> None:
    kept = add(world, result, given(file=None, link="https://drive.example.id/x"))
    assert (kept.path, kept.sha256) == ("", "")


@pytest.mark.parametrize("name", ["budi", "rini", "dewi", "putri"])
def test_nobody_adds_for_another(world: World, result: Result, name: str) -> None:
    with pytest.raises(PermissionDenied):
        add(world, result, given(), name)


def test_evidence_serves_something(world: World, result: Result) -> None:
    with pytest.raises(ValidationError, match="Pilih"):
        add_plan_evidence(result.plan, given(), UseInput(), by=world.account("sari"), on=DAY)


def test_what_serves_no_rating_is_deleted_with_its_file(
    world: World, result: Result, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    kept = add(world, result, given())
    with django_capture_on_commit_callbacks(execute=True):
        assert withdraw_evidence(kept, by=world.account("sari"), on=DAY) is None
    assert not Evidence.objects.exists()
    assert not (tmp_path / kept.path).exists()
    assert Entry.objects.filter(verb="measurement.evidence_removed").count() == 1


def rate(result: Result) -> None:
    Evaluation.objects.create(
        plan=result.plan,
        period="Q3",
        status="set",
        status_on=DAY,
        predicate="x",
        pack=result.plan.pack,
    )


def test_what_a_rating_rests_on_is_withdrawn_and_stays(world: World, result: Result) -> None:
    kept = add(world, result, given())
    rate(result)
    withdrawn = withdraw_evidence(kept, by=world.account("sari"), on=DAY)
    assert withdrawn is not None
    assert withdrawn.withdrawn_on == DAY
    assert kept.uses.exists()
    with pytest.raises(ValidationError, match="sudah ditarik"):
        withdraw_evidence(kept, by=world.account("sari"), on=DAY)


def test_after_a_rating_nothing_is_taken_from_a_result(world: World, result: Result) -> None:
    other = make_result(result.plan, "Hasil kedua")
    kept = add(world, result, given())
    rate(result)
    uses = UseInput(results=frozenset([other.pk]))
    with pytest.raises(ValidationError, match="tidak dapat dilepas"):
        use_evidence(kept, result.plan, uses, by=world.account("sari"), on=DAY)


def test_a_result_of_another_plan_cannot_be_served(world: World, result: Result) -> None:
    other = make_result(make_plan(world.putri))
    kept = add(world, result, given())
    uses = UseInput(results=frozenset([other.pk]))
    with pytest.raises(ValidationError, match="Pilih"):
        use_evidence(kept, result.plan, uses, by=world.account("sari"), on=DAY)


@pytest.mark.parametrize(
    ("name", "status"),
    [("sari", 200), ("budi", 200), ("joko", 200), ("rini", 200), ("dewi", 200), ("tono", 200),
     ("wati", 404), ("agus", 404), ("lina", 404), ("outsider", 404), ("hadi", 404)],
)  # fmt: skip
def test_a_file_leaves_only_to_those_who_see_the_plan(
    world: World, as_: Any, result: Result, name: str, status: int
) -> None:
    kept = add(world, result, given())
    answer = as_(name).get(reverse("performance:evidence-file", args=[kept.uuid]))
    answer.close()
    assert answer.status_code == status


def test_a_title_of_two_lines_ends_no_header(world: World, as_: Any, result: Result) -> None:
    piece = add(world, result, given(title='Laporan\r\nX-Odd: 1 "dua"'))
    answer = as_("sari").get(reverse("performance:evidence-file", args=[piece.uuid]))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Laporan X-Odd 1 dua.pdf"'
    assert "X-Odd" not in answer.headers
    answer.close()


def test_a_file_is_a_download_that_runs_nothing(world: World, as_: Any, result: Result) -> None:
    kept = add(world, result, given(title="Laporan gizi.html"))
    answer = as_("budi").get(reverse("performance:evidence-file", args=[kept.uuid]))
    assert answer["Content-Disposition"] == 'attachment; filename="Laporan gizi.html.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer.streaming_content) == PDF
    answer.close()


def page(result: Result) -> str:
    return reverse("performance:evidence-plan", args=[result.plan.uuid])


def test_the_page_adds_a_file_to_results(as_: Any, result: Result) -> None:
    typed = {"file": upload(), "dated_on": "25-11-2026", "results": [result.pk]}
    answer = as_("sari").post(page(result), typed, follow=True)
    assert "Bukti “laporan.pdf” tersimpan." in answer.content.decode()
    assert "Tambah bukti dukung" not in as_("budi").get(page(result)).content.decode()
    assert as_("budi").post(page(result), typed).status_code == 403
    assert as_("wati").get(page(result)).status_code == 404
    assert "laporan.pdf" in as_("sari").get(reverse("performance:evidence-list")).content.decode()


def test_a_file_whose_name_says_another_kind_is_told_so(as_: Any, result: Result) -> None:
    file = upload(b"hanya teks", "a.pdf")
    typed = {"file": file, "dated_on": "25-11-2026", "results": [result.pk]}
    answer = as_("sari").post(page(result), typed, follow=True)
    assert "Isinya TXT, padahal namanya PDF. Periksa berkasnya." in answer.content.decode()


def test_the_page_says_what_is_wrong_beside_the_field(as_: Any, result: Result) -> None:
    answer = as_("sari").post(page(result), {"link": "javascript:x", "dated_on": "25-11-2026"})
    assert answer.status_code == 422
    assert "https://" in answer.content.decode()
    refused = {"file": upload(b"MZ\x90\0"), "dated_on": "25-11-2026", "results": [result.pk]}
    answer = as_("sari").post(page(result), refused)
    assert answer.status_code == 422
    assert "tidak diterima" in answer.content.decode()
    assert "Simpan bukti dukung" in answer.content.decode()


def test_what_evidence_serves_is_changed_on_its_page(
    world: World, as_: Any, result: Result
) -> None:
    other = make_result(result.plan, "Hasil kedua")
    kept = add(world, result, given())
    address = reverse("performance:evidence-use", args=[result.plan.uuid, kept.uuid])
    page = as_("sari").get(address)
    assert page.status_code == 200
    assert page.content.decode().count("btn-primary") == 1
    assert as_("budi").get(address).status_code == 403
    typed = {"results": [other.pk], "values": ["akuntabel"]}
    assert as_("sari").post(address, typed).status_code == 303
    assert set(kept.uses.values_list("result_id", "value")) == {(other.pk, ""), (None, "akuntabel")}
    gone = reverse("performance:evidence-withdraw", args=[kept.uuid])
    assert as_("budi").post(gone).status_code == 403
    assert as_("sari").post(gone).status_code == 303


def test_ones_own_page_adds_to_the_plan_of_today(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    plan = make_plan(world.sari)
    result, sari = make_result(plan), as_("sari")
    sari.get(reverse("performance:evidence-list"))
    with django_assert_max_num_queries(14):
        page = sari.get(reverse("performance:evidence-list"))
    address = reverse("performance:evidence-plan", args=[plan.uuid])
    assert f'action="{address}"' in page.content.decode()
    sent = {"link": "https://a.id/x", "dated_on": "25-11-2026", "results": [str(result.pk)]}
    assert sari.post(address, sent)["Location"] == address
    assert Evidence.objects.get().uses.get().result == result
    assert as_("wati").get(reverse("performance:evidence-list")).context["form"] is None


@pytest.mark.parametrize("who", ["sari", "budi", "dewi", "tono", "rini", "wati"])
def test_a_list_of_evidence_holds_what_one_may_see(world: World, who: str) -> None:
    for person in (world.sari, world.joko):
        plan = make_plan(person)
        used = Evidence.objects.create(
            owner=person, title="Dipakai", link="https://contoh.id", dated_on=world.day
        )
        EvidenceUse.objects.create(evidence=used, plan=plan, result=make_result(plan))
        EvidenceUse.objects.create(evidence=used, plan=plan)
        Evidence.objects.create(
            owner=person, title="Lepas", link="https://contoh.id", dated_on=world.day
        )
    scope = world.scope(who)
    listed = sorted(listed_evidence(scope).values_list("pk", flat=True))
    assert listed == sorted(visible_evidence(scope).values_list("pk", flat=True))
