"""What a unit or a name says about the figures that are possible: a percentage, a count, a growth."""

import re

_WORD = re.compile(r"[^\W\d_]+|%")
_PERCENT_UNITS = frozenset(["%", "persen", "percent", "pct", "prosen"])
_PERCENT_NAMES = frozenset(
    ["persentase", "prosentase", "presentase", "percentage", "persen", "percent", "%", "pesentase"]
)
# A change may be under nought and above a hundred per cent.
_CHANGES = frozenset(
    [
        *("pertumbuhan", "peningkatan", "kenaikan", "penurunan", "perubahan", "laju", "selisih"),
        *("growth", "increase", "decrease", "change", "inflasi", "inflation", "deviasi", "defisit"),
        *("surplus", "deviation", "deficit", "naik", "turun", "meningkatnya", "menurunnya"),
    ]
)
_COUNT_NAMES = frozenset(["jumlah", "banyaknya", "banyak", "number", "count", "total", "frekuensi"])
_COUNT_UNITS = frozenset(
    [
        *("orang", "dokumen", "laporan", "unit", "kegiatan", "paket", "kali", "buah", "pegawai"),
        *("desa", "kelurahan", "kecamatan", "opd", "kasus", "peserta", "aplikasi", "layanan"),
        *("sekolah", "rumah", "lembaga", "kelompok", "berkas", "surat", "rekomendasi", "bulan"),
        *("people", "documents", "reports", "persons", "cases", "hari", "days", "jam", "hours"),
    ]
)


def words_of(*texts: str) -> frozenset[str]:
    """The words of some texts, in small letters; underscores part words."""
    return frozenset(_WORD.findall(" ".join(texts).replace("_", " ").casefold()))


def is_percent(unit: str, names: tuple[str, ...]) -> bool:
    """Whether figures are per cent: the unit says so, or with no unit the name."""
    if unit.strip():
        return bool(words_of(unit) & _PERCENT_UNITS)
    return bool(words_of(*names) & _PERCENT_NAMES)


def is_change(names: tuple[str, ...]) -> bool:
    """Whether the name speaks of a change, which has no bounds."""
    return bool(words_of(*names) & _CHANGES)


def is_count(unit: str, names: tuple[str, ...]) -> bool:
    """Whether figures count things: the unit names some, or with no unit the name begins to count."""
    if unit.strip():
        return bool(words_of(unit) & _COUNT_UNITS)
    return bool(words_of(*names) & _COUNT_NAMES)
