"""Reading a file of people: headings of every kind, traps in NIP and names, doubles."""

import io
from datetime import date

import pytest

from pamong.documents.sheets import UnusableFileError
from pamong.people.importing.columns import guess_columns
from pamong.people.importing.names import split_titles
from pamong.people.importing.parsing import read_people_file
from pamong.people.importing.posts import post_facts, split_acting
from pamong.people.importing.tests.files import NIPS, csv_file, parsed, xlsx_file

SIASN = [
    "PNS ID",
    "NIP BARU",
    "NIP LAMA",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "TEMPAT LAHIR ID",
    "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "AGAMA ID",
    "AGAMA NAMA",
    "JENIS KAWIN ID",
    "JENIS KAWIN NAMA",
    "NIK",
    "NOMOR HP",
    "EMAIL",
    "EMAIL GOV",
    "ALAMAT",
    "NPWP NOMOR",
    "BPJS",
    "JENIS PEGAWAI ID",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID",
    "KEDUDUKAN HUKUM NAMA",
    "STATUS CPNS PNS",
    "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS",
    "TANGGAL SK CPNS",
    "TMT CPNS",
    "GOL AKHIR ID",
    "GOL AKHIR NAMA",
    "JENIS JABATAN ID",
    "JENIS JABATAN NAMA",
    "JABATAN ID",
    "JABATAN NAMA",
    "TMT JABATAN",
    "UNOR ID",
    "UNOR NAMA",
    "INSTANSI INDUK ID",
    "INSTANSI INDUK NAMA",
    "IS VALID NIK",
]


def test_the_national_export_is_read_by_its_headings() -> None:
    values = dict.fromkeys(SIASN, "x") | {
        "PNS ID": "A8ACA7", "NIP BARU": "'" + NIPS[1], "NAMA": "SITI", "GELAR DEPAN": "dr.",
        "GELAR BELAKANG": "Sp.PK", "TANGGAL LAHIR": "14-03-1980", "JENIS KELAMIN": "F",
        "EMAIL": "siti@x.id", "EMAIL GOV": "SITI@x.go.id", "STATUS CPNS PNS": "PNS",
        "JENIS PEGAWAI NAMA": "PNS Daerah", "KEDUDUKAN HUKUM NAMA": "Aktif",
        "GOL AKHIR NAMA": "III/c", "JENIS JABATAN NAMA": "Jabatan Fungsional Tertentu",
        "JABATAN NAMA": "DOKTER AHLI MUDA", "TMT JABATAN": "2022/01/01", "UNOR ID": "8ae4",
        "UNOR NAMA": "RSUD", "TMT CPNS": "2006-04-01",
    }  # fmt: skip
    result = read_people_file(
        io.BytesIO("|".join(SIASN).encode() + b"\n" + "|".join(values.values()).encode())
    )
    (person,) = result.people
    assert (person.nip, person.foreign_id, person.kind) == (NIPS[1], "A8ACA7", "pns")
    assert person.values == {
        "name": "SITI", "title_before": "dr.", "title_after": "Sp.PK",
        "born_on": date(1980, 3, 14), "joined_on": date(2006, 4, 1), "sex": "f",
        "email": "siti@x.go.id", "rank": "III/c", "kind": "pns",
    }  # fmt: skip
    assert person.post is not None
    assert (person.post.kind, person.post.level) == ("fungsional", "Ahli Muda")
    assert person.unit is not None
    assert (person.unit.code, person.unit.name) == ("8ae4", "RSUD")
    assert person.since == date(2022, 1, 1)
    assert {"AGAMA NAMA", "JENIS KAWIN NAMA", "NIK", "ALAMAT", "NPWP NOMOR", "BPJS"} <= set(
        result.columns.private
    )
    assert "NIP LAMA" in result.columns.unknown


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("nipBaru", "nip"), ("NIP_BARU", "nip"), ("Employee number", "nip")),
        *(("Full name", "name"), ("Tgl. Lahir", "born_on"), ("Date of birth", "born_on")),
        *(("NIP ATASAN", "supervisor"), ("ATASAN LANGSUNG NIP", "supervisor")),
        *(("Supervisor NIP", "supervisor"), ("NIP atasan penilai", "superior")),
        *(("Kode unit induk", "parent_code"), ("Parent unit", "parent")),
        *(("Kelas jabatan", "position_grade"), ("Is head", "is_head"), ("Plt", "acting")),
        *(("AGAMA", ""), ("apa saja", "")),
    ],
)
def test_headings_in_both_languages_are_understood(heading: str, field: str) -> None:
    assert guess_columns([heading]).guesses[0].field == field


def test_rows_above_the_heading_and_column_numbers_are_no_people() -> None:
    file = csv_file(
        ("", ""), ("NO", "NIP", "NAMA"), ("1", "2", "3"), ("1", NIPS[0], "Ani"),
        headings=("DAFTAR PEGAWAI KABUPATEN",),
    )  # fmt: skip
    result = read_people_file(file)
    assert [person.line for person in result.people] == [5]
    assert not result.rejected


def test_a_file_without_the_headings_is_one_sentence() -> None:
    with pytest.raises(UnusableFileError, match="Judul kolom NIP dan Nama tidak ditemukan"):
        parsed(("1", "2"), headings=("Apa", "Siapa"))


def test_a_numeric_nip_cell_is_refused_and_never_rounded() -> None:
    result = read_people_file(xlsx_file((float(NIPS[0]), "Ani"), headings=("NIP", "Nama")))
    assert not result.people
    assert "format kolom NIP menjadi teks" in result.rejected[0].reason


@pytest.mark.parametrize("nip", ["1.97E+17", "1,98e+17", "'1.98003E+17"])
def test_a_nip_in_scientific_notation_is_refused(nip: str) -> None:
    result = parsed((nip, "Ani"), headings=("NIP", "Nama"))
    assert "format kolom NIP menjadi teks" in result.rejected[0].reason


@pytest.mark.parametrize(
    ("nip", "name", "word"),
    [
        ("", "Ani", "NIP kosong"),
        ("123", "Ani", "bukan 18 angka"),
        ("١٩٨٠٠٣١٤٢٠٠٦٠٤٢٠٠٧", "Ani", "bukan 18 angka"),
        (NIPS[0], "", "Nama"),
        (NIPS[0], "-", "Nama"),
        (NIPS[0], "12345", "Nama"),
        (NIPS[0], "=HYPERLINK(1)", "Nama berisi rumus"),
        (NIPS[0], "Ani 😀", "emoji"),
        (NIPS[0], "Ani\x07", "ketik ulang"),
        (NIPS[0], "Ani \u202eidu\u202c", "ketik ulang"),
        (NIPS[0], "\u200fAni", "ketik ulang"),
        (NIPS[0], "عبد الله", "huruf Latin"),
        (NIPS[0], "a" * 201, "200 huruf"),
    ],
)
def test_a_row_without_name_or_identity_is_set_apart(nip: str, name: str, word: str) -> None:
    result = parsed((nip, name), (NIPS[5], "Budi"), headings=("NIP", "Nama"))
    assert [person.nip for person in result.people] == [NIPS[5]]
    assert result.rejected[0].line == 2
    assert word in result.rejected[0].reason


def test_spaces_and_an_apostrophe_in_a_nip_do_no_harm() -> None:
    result = parsed(("'19800314 200604 1 000", "Ani"), headings=("NIP", "Nama"))
    assert result.people[0].nip == NIPS[0]


def test_two_rows_with_one_nip_name_both_lines() -> None:
    result = parsed((NIPS[0], "Ani"), (NIPS[1], "Budi"), (NIPS[0], "Ana"), headings=("NIP", "Nama"))
    assert [person.nip for person in result.people] == [NIPS[1]]
    assert [(r.line, "4" in r.reason or "2" in r.reason) for r in result.rejected] == [
        (2, True),
        (4, True),
    ]
    assert "baris 4" in result.rejected[0].reason


@pytest.mark.parametrize(
    "name", ["Ma`ruf Amin", "Nur'aini", "I Gusti Ayu Ké", "Ani\u200b Sari", '"Ani\nSari"']
)
def test_signs_that_names_have_are_names(name: str) -> None:
    result = parsed((NIPS[0], name), headings=("NIP", "Nama"))
    assert not result.rejected


def test_an_impossible_date_is_a_finding_and_the_person_stays() -> None:
    result = parsed((NIPS[0], "Ani", "31-02-1980"), headings=("NIP", "Nama", "Tanggal lahir"))
    assert "born_on" not in result.people[0].values
    assert [(f.line, f.code, f.about) for f in result.findings] == [(2, "unread", "born_on")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("dr. SITI NURHALIZA, Sp.PK., M.Kes.", ("dr.", "SITI NURHALIZA", "Sp.PK., M.Kes.")),
        ("Prof. Dr. H. Ahmad Yani, S.H., M.H.", ("Prof. Dr. H.", "Ahmad Yani", "S.H., M.H.")),
        ("Drs.Budi Santoso, MM", ("Drs.", "Budi Santoso", "MM")),
        ("Sari Lestari, A.Md.Keb.", ("", "Sari Lestari", "A.Md.Keb.")),
        ("Suparman", ("", "Suparman", "")),
        ("R. Ahmad", ("", "R. Ahmad", "")),
        ("I Made Dwi", ("", "I Made Dwi", "")),
        ("Umar, putra Ali", ("", "Umar, putra Ali", "")),
        ("dr.", ("", "dr.", "")),
    ],
)
def test_titles_are_split_only_where_they_are_titles(text: str, parts: tuple[str, ...]) -> None:
    assert split_titles(text) == parts


def test_titles_stay_in_the_name_when_the_file_has_columns_for_them() -> None:
    result = parsed((NIPS[0], "Ani, S.E.", ""), headings=("NIP", "Nama", "Gelar belakang"))
    assert result.people[0].values == {"name": "Ani, S.E."}


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("dr. Ani Wijaya, M.Kes", "dr.", "M.Kes.", "Ani Wijaya"),
        ("DR Ani Wijaya", "dr.", "", "DR Ani Wijaya"),
        ("Ani Wijaya, S.E., M.M.", "", "S.E, M.M", "Ani Wijaya"),
        ("dr. Ani Wijaya, M.Kes", "dr.", "", "dr. Ani Wijaya, M.Kes"),
        ("Ani Wijaya", "dr.", "M.Kes.", "Ani Wijaya"),
    ],
)
def test_a_title_that_stands_in_the_name_and_in_its_column_is_no_part_of_the_name(
    name: str, before: str, after: str, expected: str
) -> None:
    headings = ("NIP", "Nama", "Gelar depan", "Gelar belakang")
    result = parsed((NIPS[0], name, before, after), headings=headings)
    assert result.people[0].values["name"] == expected


@pytest.mark.parametrize(
    ("name", "kind", "level", "expected"),
    [
        ("Kepala Dinas Kesehatan", "", "", ("jpt", True)),
        ("Kepala Bidang Pelayanan", "", "III.b", ("administrator", True)),
        ("Kepala Seksi Gizi", "Struktural", "IV.a", ("pengawas", True)),
        ("Staf Ahli Bupati", "", "II.b", ("jpt", False)),
        ("Perawat Ahli Muda", "", "", ("fungsional", False)),
        ("Pengelola Keuangan", "Fungsional Umum", "", ("pelaksana", False)),
        ("Pengadministrasi Umum", "", "", ("pelaksana", False)),
        ("Bupati", "", "", ("politik", True)),
        ("Wakil Bupati", "", "", ("politik", False)),
    ],
)
def test_what_a_post_is_is_read_from_columns_or_its_name(
    name: str, kind: str, level: str, expected: tuple[str, bool]
) -> None:
    facts = post_facts(name, kind, level, None, "")
    assert (facts.kind, facts.is_head) == expected


def test_a_post_held_for_another_is_told_apart() -> None:
    assert split_acting("Plt. Kepala Dinas", "") == ("Kepala Dinas", "plt")
    assert split_acting("Kepala Dinas", "Plh") == ("Kepala Dinas", "plh")
    assert split_acting("Kepala Dinas", "ya") == ("Kepala Dinas", "plt")
    assert split_acting("Kepala Dinas", "Definitif") == ("Kepala Dinas", "definitif")


def test_a_mark_of_an_acting_post_that_nobody_understands_is_named() -> None:
    headings = ("NIP", "Nama", "Jabatan", "Plt")
    marks = ("sementara?", "tidak", "Definitif", "", "-", "Plh", "ya")
    rows = [(nip, "Ani", "Kepala Dinas", mark) for nip, mark in zip(NIPS * 4, marks, strict=False)]
    result = parsed(*rows, headings=headings)
    odd = [(one.line, one.about) for one in result.findings if one.code == "odd_acting"]
    assert odd == [(2, "sementara?")]
