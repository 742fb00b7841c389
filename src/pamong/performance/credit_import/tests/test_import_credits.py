"""A file of balances: looked at first, then entered whole for another person to confirm."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from pamong.cli.imports import imports
from pamong.ledger.models import Entry
from pamong.ledger.queries import first_fault
from pamong.people.tests.world import World
from pamong.performance.credit.actions import confirm_balances
from pamong.performance.credit.queries import account_in
from pamong.performance.credit.tests.make import make_functional
from pamong.performance.credit_import.actions import (
    choose_credit_columns,
    drop_credits,
    import_credits,
    receive_credits,
)
from pamong.performance.models import CreditEntry, CreditUpload, RankHeld

HEADINGS = (
    *("NIP", "Jenis saldo", "Jenjang", "Saldo per", "Angka kredit konvensional"),
    *("Angka kredit menurut PAK", "Nomor dokumen", "Tanggal dokumen", "Asal data"),
    *("Golongan", "TMT golongan"),
)


def row(nip: str, **said: Any) -> list[Any]:
    cells: list[Any] = [nip, *[""] * (len(HEADINGS) - 1)]
    told = {"Nomor_dokumen": "823/PAK/2022", "Tanggal_dokumen": "2023-01-20"} | said
    for name, value in told.items():
        cells[HEADINGS.index(name.replace("_", " "))] = value
    return cells


def file_of(*rows: Any, headings: Any = HEADINGS) -> ContentFile[bytes]:
    lines = [";".join(map(str, line)) for line in (headings, *rows)]
    return ContentFile("\n".join(lines).encode(), name="saldo.csv")


def send(world: World, *rows: Any, by: str = "dewi") -> CreditUpload:
    return receive_credits(world.agency, file_of(*rows), by=world.account(by), on=world.day)


def confirm(world: World, upload: CreditUpload, **more: Any) -> CreditUpload:
    given: Any = {"is_partial": False, "by": world.account("dewi"), "on": world.day} | more
    return import_credits(upload, **given)


def reasons(world: World, *rows: Any) -> list[str]:
    return [reason for _line, reason, _cells in send(world, *rows).shown["rejected"]]


def test_a_balance_is_shown_first_then_entered_and_waits_for_another(world: World) -> None:
    sari = make_functional(world.sari)
    line = row(
        sari.nip, Angka_kredit_konvensional="132,5", Golongan="III/a", TMT_golongan="2022-04-01"
    )
    upload = send(world, line)
    assert (upload.status, upload.added, upload.rejected) == ("shown", 1, 0)
    assert not CreditEntry.objects.exists()
    confirm(world, upload)
    entry = CreditEntry.objects.get()
    assert (entry.status, entry.level, entry.as_of) == (
        "entered",
        "ahli_pertama",
        date(2022, 12, 31),
    )
    assert (entry.given, entry.source) == ({"conventional": "132.5"}, "saldo.csv")
    assert RankHeld.objects.get().rank == "III/a"
    with pytest.raises(PermissionDenied):
        confirm_balances([entry], by=world.account("dewi"), on=world.day)
    confirm_balances([entry], by=world.account("rini"), on=world.day)
    standing = account_in(sari, world.day).standing
    assert standing
    assert standing.value["total"] == Decimal("32.50")
    assert Entry.objects.filter(verb="performance.credits_imported").count() == 1
    assert first_fault() is None


@pytest.mark.parametrize("said", ["Angka Kredit PAK", "Jumlah Angka Kredit"])
def test_the_figure_is_found_under_the_words_of_a_pak(world: World, said: str) -> None:
    sari = make_functional(world.sari)
    headings = [said if name == "Angka kredit menurut PAK" else name for name in HEADINGS]
    file = file_of(row(sari.nip, Angka_kredit_menurut_PAK="32,5"), headings=headings)
    upload = receive_credits(world.agency, file, by=world.account("dewi"), on=world.day)
    assert (upload.status, upload.added, upload.rejected) == ("shown", 1, 0)


def test_the_same_file_twice_enters_nothing_again(world: World) -> None:
    sari = make_functional(world.sari)
    line = row(sari.nip, Angka_kredit_menurut_PAK="32,5")
    confirm(world, send(world, line))
    again = send(world, line)
    assert (again.added, again.unchanged) == (0, 1)


def test_another_figure_corrects_what_was_confirmed(world: World) -> None:
    sari = make_functional(world.sari)
    confirm(world, send(world, row(sari.nip, Angka_kredit_menurut_PAK="32,5")))
    assert reasons(world, row(sari.nip, Angka_kredit_menurut_PAK="40")) == [
        "Saldo lain pegawai ini masih menunggu konfirmasi: jawab dahulu yang itu."
    ]
    confirm_balances(CreditEntry.objects.all(), by=world.account("rini"), on=world.day)
    confirm(world, send(world, row(sari.nip, Angka_kredit_menurut_PAK="40")))
    new = CreditEntry.objects.get(status="entered")
    assert new.corrects
    confirm_balances([new], by=world.account("rini"), on=world.day)
    assert CreditEntry.objects.standing().get(status="confirmed") == new


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "Isi angka kredit dengan dokumennya, atau golongan dengan TMT-nya."),
        ({"Angka_kredit_konvensional": "99"}, "paling sedikit 100"),
        (
            {"Angka_kredit_konvensional": "120", "Angka_kredit_menurut_PAK": "20"},
            "Isi salah satu",
        ),
        ({"Angka_kredit_menurut_PAK": "1", "Jenjang": "Raja"}, "Jenjang “Raja” tidak dikenal."),
        (
            {"Angka_kredit_menurut_PAK": "1", "Jenis_saldo": "lain"},
            "tulis integrasi, penetapan, atau ijazah",
        ),
        ({"Angka_kredit_menurut_PAK": "1", "Jenis_saldo": "PAK"}, "Saldo per kosong: isi."),
        ({"Angka_kredit_menurut_PAK": "1", "Nomor_dokumen": ""}, "Nomor dokumen kosong: isi."),
        ({"Angka_kredit_menurut_PAK": "-1"}, "isi angka positif"),
        ({"Angka_kredit_menurut_PAK": "satu"}, "bukan angka"),
        ({"Golongan": "V/z", "TMT_golongan": "2020-01-01"}, "tulis misalnya III/a"),
        ({"Golongan": "III/a", "TMT_golongan": "2027-01-01"}, "tidak boleh sesudah hari ini"),
    ],
)
def test_a_bad_row_is_set_apart_with_its_reason(
    world: World, said: dict[str, Any], reason: str
) -> None:
    sari = make_functional(world.sari)
    (found,) = reasons(world, row(sari.nip, **said))
    assert reason in found


def diploma(nip: str, **said: Any) -> list[Any]:
    told = {"Jenis_saldo": "Ijazah", "Nomor_dokumen": "S2/77", "Saldo_per": "2024-02-01"} | said
    return row(nip, **told)


def test_a_higher_diploma_comes_beside_the_balance_and_adds_what_the_rule_says(
    world: World,
) -> None:
    sari = make_functional(world.sari)
    rows = [row(sari.nip, Angka_kredit_menurut_PAK="32,5"), diploma(sari.nip)]
    upload = confirm(world, send(world, *rows))
    assert (upload.added, upload.rejected) == (2, 0)
    confirm_balances(CreditEntry.objects.all(), by=world.account("rini"), on=world.day)
    account = account_in(sari, world.day)
    assert [one.as_of for one in account.diplomas] == [date(2024, 2, 1)]
    again = send(world, *rows)
    assert (again.added, again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"Angka_kredit_menurut_PAK": "25"}, "Ijazah tidak memakai angka"),
        ({"Saldo_per": ""}, "Saldo per kosong: isi."),
        ({"Nomor_dokumen": ""}, "Nomor dokumen kosong: isi."),
        ({"Saldo_per": "2024-03-01", "Nomor_dokumen": "s2/77"}, "sudah tercatat"),
    ],
)
def test_a_bad_row_of_a_diploma_is_set_apart(
    world: World, said: dict[str, Any], reason: str
) -> None:
    sari = make_functional(world.sari)
    confirm(world, send(world, diploma(sari.nip)))
    (found,) = reasons(world, diploma(sari.nip, **said))
    assert reason in found


def test_one_diploma_of_a_person_stands_in_a_file(world: World) -> None:
    sari = make_functional(world.sari)
    twice = [diploma(sari.nip), diploma(sari.nip, Nomor_dokumen="S3/1", Saldo_per="2025-02-01")]
    assert reasons(world, *twice) == ["Pegawai ini ada lebih dari satu kali dalam berkas."]


def test_rejected_rows_stop_the_others_unless_asked(world: World) -> None:
    sari = make_functional(world.sari)
    rows = [row(sari.nip, Angka_kredit_menurut_PAK="1"), row("5", Angka_kredit_menurut_PAK="1")]
    upload = send(world, *rows)
    with pytest.raises(ValidationError, match="Perbaiki baris yang ditolak"):
        confirm(world, upload)
    confirm(world, upload, is_partial=True)
    assert CreditEntry.objects.count() == 1


def test_a_file_looked_at_before_something_changed_is_shown_anew(world: World) -> None:
    sari = make_functional(world.sari)
    upload = send(world, row(sari.nip, Angka_kredit_menurut_PAK="1"))
    make_functional(sari, "Ahli Muda", "III/c")
    assert confirm(world, upload).shown["is_stale"]
    assert not CreditEntry.objects.exists()


def test_an_administrator_reaches_no_further_than_her_units(world: World) -> None:
    make_functional(world.sari)
    make_functional(world.hadi)
    rows = [row(p.nip, Angka_kredit_menurut_PAK="1") for p in (world.sari, world.hadi)]
    upload = send(world, *rows, by="rini")
    assert (upload.added, upload.rejected) == (1, 1)


@pytest.mark.parametrize("who", ["sari", "budi", "joko", "tono"])
def test_others_bring_no_file(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        send(world, by=who)


def test_a_dropped_file_enters_nothing(world: World) -> None:
    sari = make_functional(world.sari)
    upload = send(world, row(sari.nip, Angka_kredit_menurut_PAK="1"))
    drop_credits(upload, by=world.account("dewi"), on=world.day)
    with pytest.raises(ValidationError, match="tidak lagi menunggu"):
        confirm(world, upload)


def test_unknown_headings_are_chosen_by_hand(world: World) -> None:
    sari = make_functional(world.sari)
    file = file_of([sari.nip, 7, "1/X", "2023-01-20"], headings=("Kode", "Banyak", "Surat", "Hari"))
    by, on = world.account("dewi"), world.day
    upload = receive_credits(world.agency, file, by=by, on=on)
    assert not upload.plan_digest
    places = {"nip": 0, "credit": 1, "document_number": 2, "document_on": 3}
    upload = choose_credit_columns(upload, places, by=by, on=on)
    assert upload.added == 1


def test_through_the_browser(world: World, as_: Any) -> None:
    sari = make_functional(world.sari)
    client = as_("dewi")
    assert "Unduh tabel kosong" in client.get("/credits").content.decode()
    assert client.get("/credits/template").status_code == 200
    assert client.post("/credits/receive").status_code == 422
    file = file_of(row(sari.nip, Angka_kredit_menurut_PAK="1"), row("5"))
    done = client.post("/credits/receive", {"file": file})
    assert done.status_code == 303
    page = client.get(done.url).content.decode()
    assert "Masukkan 1 baris" in page
    assert client.get(f"{done.url}/rejected").status_code == 200
    assert client.get(f"{done.url}/columns").status_code == 200
    assert client.post(f"{done.url}/import").status_code == 422
    assert client.post(f"{done.url}/import", {"is_partial": "on"}).status_code == 303
    assert "Impor selesai" in client.get(done.url).content.decode()
    assert as_("budi").get("/credits").status_code == 403
    assert as_("rini").get(done.url).status_code == 404


def test_the_command_enters_in_the_name_of_somebody_and_another_confirms(
    world: World, tmp_path: Any
) -> None:
    make_functional(world.sari)
    path = tmp_path / "saldo.csv"
    told = {
        "Jenis_saldo": "penetapan",
        "Saldo_per": "2022-12-31",
        "Angka_kredit_menurut_PAK": "12,5",
    }
    path.write_bytes(file_of(row(world.sari.nip, **told)).read())
    arguments = ["credits", str(path), "--agency", world.agency.code]
    alone = CliRunner().invoke(imports, arguments)
    assert (alone.exit_code, "another person confirms" in alone.output) == (2, True)
    arguments += ["--as", world.account("dewi").sign_in_name]
    dry = CliRunner().invoke(imports, [*arguments, "--dry-run"])
    assert dry.stdout.splitlines()[-1] == "added 1, changed 0, unchanged 0, rejected 0"
    assert not CreditEntry.objects.exists()
    assert CliRunner().invoke(imports, arguments).exit_code == 0
    entry = CreditEntry.objects.get()
    assert (entry.entered_by, entry.answered_by) == (world.account("dewi"), None)
    path.write_bytes(file_of(row("1"), row(world.sari.nip, **told)).read())
    bad = CliRunner().invoke(imports, arguments)
    assert (bad.exit_code, CreditEntry.objects.count()) == (1, 1)
