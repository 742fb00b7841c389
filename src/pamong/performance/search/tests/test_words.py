"""The forms of Indonesian words: related ones are found, and none is cut to what it is not."""

import pytest

from pamong.performance.search.words import asked_words, beginnings_of, roots_of

KIN = [
    ("penilaian", ["menilai", "dinilai", "nilai", "penilaiannya"]),
    ("nilai", ["penilaian", "menilai", "dinilai"]),
    ("menilai", ["penilaian"]),
    ("kepegawaian", ["pegawai", "kepegawaiannya"]),
    ("pegawai", ["kepegawaian"]),
    ("mempertanggungjawabkan", ["tanggungjawab", "pertanggungjawaban", "dipertanggungjawabkan"]),
    ("pertanggungjawaban", ["mempertanggungjawabkan"]),
    ("pelayanan", ["melayani", "layanan", "dilayani"]),
    ("melayani", ["pelayanan", "layanan"]),
    ("penyusunan", ["menyusun", "disusun", "susunan", "tersusunnya"]),
    ("menyusun", ["penyusunan", "tersusunnya"]),
    ("pengelolaan", ["mengelola", "dikelola", "terkelolanya"]),
    ("meningkatnya", ["peningkatan", "meningkatkan", "ditingkatkan"]),
    ("pemrosesan", ["memroses"]),
    ("kesehatan", ["sehat", "menyehatkan"]),
    ("laporan", ["melaporkan", "pelaporan", "dilaporkan"]),
]
STRANGERS = [
    ("penilaian", ["pegawai", "nelayan", "penelitian"]),
    ("kepegawaian", ["kepala", "gawat"]),
    ("pelayanan", ["pelatihan", "layar"]),
    ("mempertanggungjawabkan", ["jawaban", "tanggung"]),
    ("penyusunan", ["susu", "penyuluhan"]),
    ("kepala", ["palang"]),
]


def found(asked: str, word: str) -> bool:
    return word.startswith(tuple(beginnings_of(asked)))


@pytest.mark.parametrize(("asked", "words"), KIN)
def test_words_of_one_root_are_found(asked: str, words: list[str]) -> None:
    assert [word for word in [asked, *words] if not found(asked, word)] == []


@pytest.mark.parametrize(("asked", "words"), STRANGERS)
def test_words_of_another_root_are_not(asked: str, words: list[str]) -> None:
    assert [word for word in words if found(asked, word)] == []


def test_the_word_itself_comes_first_and_forms_are_few() -> None:
    for word, _kin in KIN:
        assert roots_of(word)[0] == word
        assert len(beginnings_of(word)) <= 60


def test_texts_are_cut_at_every_sign() -> None:
    assert asked_words("  Posyandu/Pustu, e-PPGBM (2026) a' & ) | !x:*") == [
        *("posyandu", "pustu", "ppgbm", "2026")
    ]
