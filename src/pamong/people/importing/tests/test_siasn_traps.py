"""A file shaped like the national export with every trap in it: each is named, with its line."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pamong.cli import main
from pamong.documents.writing import Heading, write_xlsx
from pamong.ledger.actions import SHELL
from pamong.people.importing.actions import import_people
from pamong.people.importing.parsing import Parsed, read_people_file
from pamong.people.importing.plan import ImportPlan
from pamong.people.importing.queries import plan_import
from pamong.people.importing.said import differences_of
from pamong.people.importing.sentences import sentence_of
from pamong.people.models import Agency, Assignment, Employee, FileRow, PeopleFile
from pamong.people.tests.make import make_agency

HEADINGS = (
    *("PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG"),
    *("TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA NAMA", "NIK", "EMAIL"),
    *("EMAIL GOV", "ALAMAT", "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS"),
    *("TMT CPNS", "GOL AKHIR NAMA", "TMT GOLONGAN", "JENIS JABATAN NAMA", "JABATAN NAMA"),
    *("STATUS JABATAN", "TMT JABATAN", "UNOR ID", "UNOR NAMA", "FLAG IKD"),
)
PLACES = {heading: place for place, heading in enumerate(HEADINGS)}
PNS = "198003142006042007"
USUAL = {
    "JENIS KELAMIN": "P", "TANGGAL LAHIR": "1980-03-14", "KEDUDUKAN HUKUM NAMA": "Aktif",
    "JENIS PEGAWAI NAMA": "PNS Daerah", "STATUS CPNS PNS": "PNS", "GOL AKHIR NAMA": "III/c",
    "JENIS JABATAN NAMA": "Fungsional", "JABATAN NAMA": "Perawat Ahli Muda",
    "TMT JABATAN": "2022-01-01", "UNOR ID": "'8ae4", "UNOR NAMA": "RSUD Uji", "ALAMAT": "Jl. Satu",
}  # fmt: skip


def row(key: str, nip: str, name: str, **values: str) -> list[str]:
    told = USUAL | {"PNS ID": key, "NIP BARU": nip, "NAMA": name}
    told |= {name.replace("_", " "): value for name, value in values.items()}
    return [told.get(heading, "") for heading in HEADINGS]


ROWS = [
    row("A1", "'198003142006042001", "Apostrof", EMAIL="satu@x.id", EMAIL_GOV="SATU@x.go.id"),
    row("A2", "1.97E+17", "Notasi Ilmiah"),
    row("B3", "198003142006042003", "Dua Jabatan", JABATAN_NAMA="Perawat Ahli Pertama",
        TMT_JABATAN="2018-01-01"),
    row("B3", "198003142006042003", "Dua Jabatan", JABATAN_NAMA="Perawat Ahli Muda",
        TMT_JABATAN="01-03-2022"),
    row("B3", "198003142006042003", "Dua Jabatan", JENIS_JABATAN_NAMA="Pengawas",
        JABATAN_NAMA="Kepala Seksi Gizi", STATUS_JABATAN="Plt", TMT_JABATAN="2023-05-01"),
    row("B4", "198003142006042004", "Jenis Lain", JABATAN_NAMA="Guru Ahli Muda",
        TMT_JABATAN="2015-01-01"),
    row("B4", "198003142006042004", "Jenis Lain", JENIS_JABATAN_NAMA="Pengawas",
        JABATAN_NAMA="Kepala UPT Uji", TMT_JABATAN="2020/02/01"),
    row("C5", "198003142006042005", "Tanpa Beda", JABATAN_NAMA="Bidan Mahir", TMT_JABATAN=""),
    row("C5", "198003142006042005", "Tanpa Beda", JABATAN_NAMA="Bidan Penyelia", TMT_JABATAN=""),
    row("D6", "198003142006042006", "Sudah Pensiun", KEDUDUKAN_HUKUM_NAMA="Pensiun"),
    row("D7", "198003142006042017", "Sudah Meninggal", KEDUDUKAN_HUKUM_NAMA="Meninggal Dunia"),
    row("D8", "198003142006042008", "Cuti Panjang", KEDUDUKAN_HUKUM_NAMA="CLTN"),
    row("D9", "198003142006042009", "Hampir Pensiun", KEDUDUKAN_HUKUM_NAMA="Masa Persiapan Pensiun"),
    row("E1", "198003142006042010", "Surel Lain", EMAIL="lain@x.id", EMAIL_GOV=""),
    row("E2", "198003142006042011", "Serial", TANGGAL_LAHIR="29294"),
    row("E3", "198003142006042012", "Garis Miring", TANGGAL_LAHIR="14/03/1980", JENIS_KELAMIN="F"),
    row("E4", "198003142006042013", "Mustahil", TANGGAL_LAHIR="31-02-1980"),
    row("E5", "199003142023212014", "Kontrak", JENIS_PEGAWAI_NAMA="PPPK", STATUS_CPNS_PNS="",
        TANGGAL_LAHIR="1990-03-14"),
    row("E6", "199003142025242015", "Kontrak Paruh", JENIS_PEGAWAI_NAMA="PPPK Paruh Waktu",
        STATUS_CPNS_PNS="", TANGGAL_LAHIR="1990-03-14"),
    row("E7", "198003142006042016", "Kode Bulat", UNOR_ID="1.2E+14"),
    row("E8", "198003142006042018", "Calon", STATUS_CPNS_PNS="C"),
    row("A1", "'198003142006042001", "Apostrof", EMAIL="satu@x.id", EMAIL_GOV="SATU@x.go.id"),
]  # fmt: skip


def text(delimiter: str = "|", rows: Any = ROWS) -> str:
    lines = [HEADINGS, *rows]
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in line] for line in lines]
    return "\n".join(delimiter.join(line) for line in quoted)


def read(data: bytes) -> Parsed:
    return read_people_file(io.BytesIO(data), "siasn.csv")


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency(code="uji", name="Kabupaten Uji")


def dry_run(agency: Agency, today: date, data: bytes | None = None) -> ImportPlan:
    return plan_import(agency, read(data or text().encode()), today)


def said(plan: ImportPlan) -> set[tuple[int, str, str]]:
    found = [*plan.findings, *plan.readings]
    return {(one.line, one.code, one.about) for one in found}


def codes(plan: ImportPlan) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line, code, _about in sorted(said(plan)):
        found.setdefault(code, []).append(line)
    return found


@pytest.mark.parametrize("delimiter", ["|", ";", "\t", ","])
def test_any_separator_and_a_mark_are_understood(delimiter: str) -> None:
    parsed = read(b"\xef\xbb\xbf" + text(delimiter).encode())
    found = {(one.code, one.about) for one in parsed.readings}
    assert ("read_mark", "") in found
    named = "Tab" if delimiter == "\t" else delimiter
    assert (("read_delimiter", named) in found) == (delimiter != ",")
    assert len(parsed.people) == 15


def test_each_trap_is_named_with_its_line(agency: Agency, today: date) -> None:
    plan = dry_run(agency, today)
    found = codes(plan)
    assert 2 in found["read_apostrophe"]
    assert found["earlier_post"] == [4]
    assert found["other_kind_of_post"] == [7]
    assert found["standing_left_undated"] == [11, 12]
    assert (found["standing_away"], found["standing_stays"]) == ([13], [14])
    assert found["read_other_email"] == [15]
    assert found["read_serial"] == [16]
    assert found["read_slashes"] == [17]
    assert found["read_sex"] == [17]
    assert found["unread"] == [18]
    assert found["read_contract"] == [19, 20]
    assert {(19, "read_contract", "21"), (20, "read_contract", "24")} <= said(plan)
    assert found["rounded_code"] == [21]
    assert found["repeated_row"] == [23]
    assert [(row.line, "TMT" in row.reason) for row in plan.rejected] == [
        (3, False),
        (9, True),
        (10, True),
    ]
    assert "1.97E+17" in plan.rejected[0].reason
    assert all(sentence_of(one) for one in [*plan.findings, *plan.readings])
    assert {"AGAMA NAMA", "NIK", "ALAMAT", "TEMPAT LAHIR NAMA", "FLAG IKD"} == set(
        plan.parsed.columns.private
    )


def test_the_newest_post_holds_and_an_acting_one_stands_beside_it(
    agency: Agency, today: date
) -> None:
    import_people(agency, dry_run(agency, today), by=SHELL, on=today, partial=True)
    nurse = Employee.objects.get(nip="198003142006042003")
    held = {(post.position.name, post.kind) for post in nurse.assignments.all()}
    assert held == {("Perawat Ahli Muda", "definitif"), ("Kepala Seksi Gizi", "plt")}
    post = nurse.assignments.get(kind=Assignment.Kind.DEFINITIVE)
    assert post.valid_from == date(2022, 3, 1)
    teacher = Employee.objects.get(nip="198003142006042004")
    assert [post.position.name for post in teacher.assignments.all()] == ["Kepala UPT Uji"]


def test_a_duty_beside_the_post_is_kept_as_such(agency: Agency, today: date) -> None:
    rows = [
        row("B4", PNS, "Guru", JABATAN_NAMA="Guru Ahli Muda", TMT_JABATAN="2015-01-01"),
        row("B4", PNS, "Guru", JABATAN_NAMA="Kepala SD Uji", STATUS_JABATAN="Tugas Tambahan"),
    ]
    plan = dry_run(agency, today, text(rows=rows).encode())
    import_people(agency, plan, by=SHELL, on=today)
    kinds = dict(Assignment.objects.values_list("position__name", "kind"))
    assert kinds == {"Guru Ahli Muda": "definitif", "Kepala SD Uji": "tambahan"}


def test_who_has_left_by_the_file_is_recorded_so_and_gets_nothing(
    agency: Agency, today: date
) -> None:
    import_people(agency, dry_run(agency, today), by=SHELL, on=today, partial=True)
    gone = Employee.objects.get(name="Sudah Pensiun")
    assert (gone.left_on, gone.user, gone.rater, gone.assignments.count()) == (today, None, None, 0)
    assert Employee.objects.get(name="Hampir Pensiun").left_on is None


def test_one_who_is_known_leaves_by_the_next_file(agency: Agency, today: date) -> None:
    rows = [row("A1", PNS, "Siti"), row("A2", "198003142006042009", "Budi")]
    import_people(agency, dry_run(agency, today, text(rows=rows).encode()), by=SHELL, on=today)
    rows[0] = row("A1", PNS, "Siti", KEDUDUKAN_HUKUM_NAMA="Diberhentikan dengan hormat")
    plan = dry_run(agency, today, text(rows=rows).encode())
    assert codes(plan)["standing_left_undated"] == [2]
    import_people(agency, plan, by=SHELL, on=today)
    assert Employee.objects.get(nip=PNS).left_on == today
    again = dry_run(agency, today, text(rows=[row("A1", PNS, "Siti")]).encode())
    assert codes(again)["left_returns"] == [2]
    assert again.counts["changed"] == 0


def test_the_other_facts_arrive(agency: Agency, today: date) -> None:
    import_people(agency, dry_run(agency, today), by=SHELL, on=today, partial=True)
    people = {one.name: one for one in Employee.objects.all()}
    assert people["Surel Lain"].email == "lain@x.id"
    assert people["Apostrof"].email == "satu@x.go.id"
    assert people["Serial"].born_on == date(1980, 3, 14)
    assert people["Garis Miring"].sex == "f"
    assert people["Mustahil"].born_on is None
    kinds = {name: people[name].kind for name in ("Kontrak", "Kontrak Paruh", "Calon")}
    assert kinds == {"Kontrak": "pppk", "Kontrak Paruh": "pppk_paruh_waktu", "Calon": "cpns"}


def test_an_unclosed_quote_spoils_its_own_line_alone() -> None:
    rows = [
        row("A1", PNS, '"Siti'),
        row("A2", "198003142006042009", "Budi", ALAMAT='"Jl. Satu, RT 2"'),
        row("A3", "198003142006042011", "Tini", FLAG_IKD='"'),
        row("A4", "198003142006042012", "Tono"),
    ]
    lines = [",".join(HEADINGS), *(",".join(one) for one in rows)]
    parsed = read("\n".join(lines).encode())
    assert [one.values["name"] for one in parsed.people] == ["Siti", "Budi", "Tini", "Tono"]
    quotes = [one.line for one in parsed.readings if one.code == "read_quotes"]
    assert quotes == [2, 4]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"SITI "KUTIP" AMINAH', 'SITI "KUTIP" AMINAH'),
        ('"SITI "KUTIP" AMINAH"', 'SITI "KUTIP" AMINAH'),
        ('"SITI "KUTIP""', 'SITI "KUTIP"'),
    ],
)
def test_quotes_inside_a_quoted_name_are_named_and_kept(written: str, kept: str) -> None:
    rows = [row("A1", PNS, written), row("A2", "198003142006042009", '"Budi" ')]
    lines = ["|".join(HEADINGS), *("|".join(one) for one in rows)]
    parsed = read("\n".join(lines).encode())
    assert [one.values["name"] for one in parsed.people] == [kept, "Budi"]
    assert [one.line for one in parsed.readings if one.code == "read_quotes"] == [2]


def test_a_separator_inside_a_value_is_refused_and_moves_nothing() -> None:
    rows = [row("A1", PNS, "Siti", FLAG_IKD="1", ALAMAT="Jl. Satu, RT 2")]
    parsed = read("\n".join([",".join(HEADINGS), ",".join(rows[0])]).encode())
    assert not parsed.people
    assert "tanda pemisah" in parsed.rejected[0].reason


def test_a_workbook_with_numbers_where_texts_belong() -> None:
    stream = io.BytesIO()
    cells: list[Any] = [*row("A1", PNS, "Siti")]
    cells[PLACES["TANGGAL LAHIR"]] = 29294
    rounded: list[Any] = [*row("A2", "", "Angka")]
    rounded[PLACES["NIP BARU"]] = 1.98003142006042e17
    write_xlsx(stream, [Heading(text) for text in HEADINGS], [cells, rounded])
    stream.seek(0)
    parsed = read_people_file(stream, "siasn.xlsx")
    assert parsed.people[0].values["born_on"] == date(1980, 3, 14)
    assert [one.code for one in parsed.readings if one.about == "born_on"] == ["read_serial"]
    assert "menjadi teks" in parsed.rejected[0].reason


def test_two_people_under_one_number_are_both_set_apart() -> None:
    rows = [row("A1", PNS, "Siti"), row("A2", PNS, "Siti"), row("A3", "198003142006042009", "Budi")]
    parsed = read(text(rows=rows).encode())
    assert [one.line for one in parsed.rejected] == [2, 3]
    assert [one.line for one in parsed.people] == [4]


def test_what_the_file_says_is_kept_for_its_source_and_age(agency: Agency, today: date) -> None:
    rows = [row("A1", PNS, "Siti"), row("A2", "198003142006042009", "Budi")]
    data = text(rows=rows).encode()
    import_people(agency, dry_run(agency, today, data), by=SHELL, on=today)
    file = PeopleFile.objects.get()
    assert (file.name, file.imported_on, file.rows.count()) == ("siasn.csv", today, 2)
    assert "nip" in file.fields
    said = FileRow.objects.get(employee__nip=PNS).values
    assert (said["name"], said["position"], said["born_on"]) == (
        "Siti", "Perawat Ahli Muda", "1980-03-14",
    )  # fmt: skip
    import_people(agency, dry_run(agency, today, data), by=SHELL, on=today)
    assert PeopleFile.objects.count() == 1


def test_the_next_file_is_compared_with_the_last(agency: Agency, today: date) -> None:
    first = [
        row("A1", PNS, "Siti"),
        row("A2", "198003142006042009", "Budi"),
        row("A4", "198003142006042012", "Tono"),
    ]
    plan = dry_run(agency, today, text(rows=first).encode())
    assert differences_of(plan) is None
    import_people(agency, plan, by=SHELL, on=today)
    second = [
        row("A1", PNS, "Siti", GOL_AKHIR_NAMA="III/d"),
        row("A3", "198003142006042011", "Tini"),
        row("A4", "1,98E+17", "Tono"),
        row("A4", "198003142006042012", ""),
    ]
    found = differences_of(dry_run(agency, today, text(rows=second).encode()))
    assert found is not None
    assert [(one.name, one.is_known) for one in found.came] == [("Tini", False)]
    assert [(one.name, one.is_gone) for one in found.left] == [("Budi", False)]
    assert [(one.name, one.pairs) for one in found.changed] == [
        ("Siti", (("rank", "III/c", "III/d"),))
    ]


def test_of_long_ago_only_what_nobody_said_since_is_kept(agency: Agency, today: date) -> None:
    for number, rank in enumerate(("III/a", "III/b", "III/c", "III/d")):
        rows = [row("A1", PNS, "Siti", GOL_AKHIR_NAMA=rank)]
        rows += [row("A2", "198003142006042009", "Budi")] if number == 0 else []
        plan = dry_run(agency, today, text(rows=rows).encode())
        import_people(agency, plan, by=SHELL, on=today)
    kept = [(file.is_whole, file.rows.count()) for file in PeopleFile.objects.order_by("pk")]
    assert kept == [(False, 1), (False, 0), (True, 1), (True, 1)]


def test_the_command_names_the_traps_and_writes_the_differences(
    agency: Agency, tmp_path: Path
) -> None:
    file, out = tmp_path / "siasn.csv", tmp_path / "beda.xlsx"
    file.write_text(text(rows=[row("A1", PNS, "Siti")]))
    CliRunner().invoke(main, ["import", "people", str(file)])
    file.write_text(text(rows=[row("A3", "198003142006042011", "Tini", JENIS_KELAMIN="F")]))
    result = CliRunner().invoke(
        main, ["import", "people", str(file), "--dry-run", "--differences", str(out)]
    )
    assert "read: Kolom dipisah dengan tanda |. (1: 1)" in result.output
    assert "came 1, left 1, changed 0" in result.output
    assert out.stat().st_size


def test_a_row_that_is_longer_by_an_empty_cell_moved_too() -> None:
    moved = row("A1", PNS, "Siti", ALAMAT="Jl. Mawar | No 3", TMT_JABATAN="01-04-2022")
    even = row("A2", "198003142006042009", "Budi")
    parsed = read("\n".join("|".join(one) for one in (HEADINGS, moved, even)).encode())
    assert [one.values["name"] for one in parsed.people] == ["Budi"]
    assert "tanda pemisah" in parsed.rejected[0].reason


def test_the_only_row_that_is_longer_by_an_empty_cell_is_not_guessed_at() -> None:
    moved = row("A1", PNS, "Siti", ALAMAT="Jl. Mawar | No 3", TMT_JABATAN="01-04-2022")
    parsed = read("\n".join("|".join(one) for one in (HEADINGS, moved)).encode())
    assert not parsed.people
    assert "hapus pemisah di ujungnya" in parsed.rejected[0].reason


def test_a_separator_at_the_end_of_every_row_is_no_excess() -> None:
    rows = [row("A1", PNS, "Siti"), row("A2", "198003142006042009", "Budi")]
    lines = ["|".join(HEADINGS), *("|".join([*one, ""]) for one in rows)]
    assert len(read("\n".join(lines).encode()).people) == 2


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("UNOR_NAMA", "01-04-2022", "Nama unit berisi tanggal atau angka, bukan nama: 01-04-2022"),
        ("UNOR_NAMA", "1 April 2022", "tanggal atau angka"),
        ("UNOR_NAMA", "=HYPERLINK(1)", "Nama unit berisi rumus"),
        ("JABATAN_NAMA", "44652", "Nama jabatan berisi tanggal atau angka"),
        ("JABATAN_NAMA", "-1+1 Perawat", "Nama jabatan berisi rumus"),
        (
            "UNOR_NAMA",
            "Puskesmas Sehat 😀",
            "Nama unit berisi emoji atau lambang: Puskesmas Sehat 😀",
        ),
        ("JABATAN_NAMA", "Perawat ❤️ Ahli Muda", "Nama jabatan berisi emoji"),
        ("JABATAN_NAMA", "<b>Perawat</b>", "Nama jabatan berisi tanda <"),
    ],
)
def test_what_is_no_name_of_a_unit_or_a_post_is_refused(
    column: str, text: str, reason: str
) -> None:
    one = row("A1", PNS, "Siti", **{column: text})
    parsed = read("\n".join("|".join(line) for line in (HEADINGS, one)).encode())
    assert not parsed.people
    assert reason in parsed.rejected[0].reason
