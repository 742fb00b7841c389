"""The typesetter: the same input gives the same bytes, tagged and archivable, whatever fonts there are."""

from datetime import date

import pytest

from pamong.documents.typeset import UndrawableError, qr_code, typeset

DAY = date(2026, 1, 5)
TEMPLATE = "documents/tests/bare.typ"
NARROW = "documents/tests/narrow.typ"
DATA = {
    "title": "Contoh",
    "content": {"said": "Isi"},
    "look": {"paper": "a4", "agency": "Pemerintah Kabupaten Cempaka", "lines": []},
    "seal": None,
    "draft": False,
    "words": {"page": "Halaman", "of": "dari", "draft": "DRAF", "code": "Kode", "crest": "Lambang"},
}


def test_the_same_content_of_the_same_day_is_the_same_file() -> None:
    first = typeset(TEMPLATE, DATA, made_on=DAY)
    assert first == typeset(TEMPLATE, DATA, made_on=DAY)
    assert first != typeset(TEMPLATE, DATA, made_on=date(2026, 1, 6))
    assert first != typeset(TEMPLATE, DATA | {"content": {"said": "Lain"}}, made_on=DAY)


def test_a_paper_is_tagged_archivable_and_in_indonesian() -> None:
    made = typeset(TEMPLATE, DATA, made_on=DAY)
    assert made.startswith(b"%PDF-1.7")
    for mark in (
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"/Lang(id-ID)",
        b"pdfuaid:part",
        b"pdfaid:part",
    ):
        assert mark in made


def test_sheets_have_their_size() -> None:
    def box(sheet: str) -> bytes:
        made = typeset(TEMPLATE, DATA | {"look": DATA["look"] | {"paper": sheet}}, made_on=DAY)  # type: ignore[operator]
        return made[made.index(b"/MediaBox") :][:60]

    assert b"595.2756 841.8898" in box("a4")
    assert b"609.4488 935.433" in box("f4")


def test_a_code_is_drawn_as_vector() -> None:
    assert qr_code("https://kinerja.example.go.id/papers/abc").startswith("<svg")


@pytest.mark.parametrize(
    "said",
    [
        "#let x = $a^2$ *tebal* _miring_ @ref <label> \\ // `kode` #panic()",
        "مرحبا שלום",
        "Tuntas 😀 👨\u200d👩\u200d👧 日本 ꦲꦤꦕꦫꦏ",
        "kendali \x00 \x1f \x7f, pribadi \ue000, tanpa lebar \u200b\ufeff",
        "".join(map(chr, range(0x4E00, 0x4E40))),
    ],
)
def test_whatever_people_type_is_printed_with_a_box_for_what_no_font_has(said: str) -> None:
    data = DATA | {"content": {"said": said}, "title": said}
    first = typeset(TEMPLATE, data, made_on=DAY)
    assert first.startswith(b"%PDF")
    assert first == typeset(TEMPLATE, data, made_on=DAY)


@pytest.mark.parametrize(
    "word",
    ["pertanggungjawaban", "PERTANGGUNGJAWABAN.", "Ä" * 35, "0123456789" * 3, "a,b;c:d!" * 5],
)
def test_a_long_word_does_not_leave_its_column(word: str) -> None:
    assert typeset(NARROW, DATA | {"content": {"said": word}}, made_on=DAY)
    with pytest.raises(UndrawableError):
        typeset(NARROW, DATA | {"content": {"said": "jawaban"}}, made_on=DAY)


def test_a_fault_of_a_template_is_not_taken_for_a_letter() -> None:
    with pytest.raises(UndrawableError):
        typeset(TEMPLATE, {"title": "Tanpa isi"}, made_on=DAY)
