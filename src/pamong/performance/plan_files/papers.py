"""A table to fill in, with an example and a key."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from pamong.documents.writing import Heading, Out, Page, write_book
from pamong.performance.rules import label_of, scale
from pamong.policy.pack import Pack

COLUMNS = (
    Heading("NIP", "code"),
    Heading("PERIODE AWAL", "day"),
    Heading("PERIODE AKHIR", "day"),
    Heading("PENDEKATAN", width=14),
    Heading("TANGGAL DISETUJUI", "day"),
    Heading("JENIS", width=12),
    Heading("NO", "number", 6),
    Heading("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", width=40),
    Heading("RENCANA HASIL KERJA", width=40),
    Heading("PENUGASAN DARI", width=20),
    Heading("ASPEK", width=14),
    Heading("PERSPEKTIF", width=18),
    Heading("INDIKATOR KINERJA INDIVIDU", width=40),
    Heading("TARGET TAHUNAN", "number", 14),
    Heading("SATUAN", width=12),
    Heading("ARAH", width=16),
    Heading("SUMBER DATA", width=20),
)
PARTS = (Heading("NIP", "code"), Heading("BAGIAN", width=30), Heading("ISI", width=60))
EXAMPLE = "CONTOH"


def write_template(stream: BinaryIO, pack: Pack) -> None:
    """The table with example rows that are never imported, parts of plans, and what each column means."""
    pages = (
        Page("SKP", COLUMNS, _examples(pack)),
        Page("Perilaku dan lampiran", PARTS, _part_examples(pack)),
        Page(_("Penjelasan"), _key_headings(), _key(pack)),
    )
    write_book(stream, pages)


def _examples(pack: Pack) -> tuple[tuple[Out, ...], ...]:
    """A main result with two indicators, and an additional one; aspects as the pack names them."""
    many, _well, soon, *_rest = _labels(pack, "aspect")
    return (
        (
            *(EXAMPLE, "01-01-2026", "31-12-2026", "Kuantitatif", "20-01-2026", "Utama", 1),
            *("Meningkatnya derajat kesehatan masyarakat", "Meningkatnya cakupan imunisasi", ""),
            *(many, "", "Bayi mendapat imunisasi lengkap", 92, "%", "Makin tinggi", "e-PPGBM"),
        ),
        (
            *(EXAMPLE, "", "", "", "", "", "", "", "", "", soon, ""),
            *("Laporan bulanan dikirim paling lambat", 5, "hari kerja", "Makin rendah", "Srikandi"),
        ),
        (
            *(EXAMPLE, "", "", "", "", "Tambahan", 1, "", "Terlaksananya sosialisasi tim stunting"),
            *("Camat", many, "", "Desa yang didatangi", 6, "desa", "", ""),
        ),
    )


def _part_examples(pack: Pack) -> tuple[tuple[Out, ...], ...]:
    return (
        (EXAMPLE, _labels(pack, "annex")[0], "Vaksin dan rantai dingin tersedia"),
        (EXAMPLE, _labels(pack, "behaviour_value")[-1], "Menyertakan kader dalam setiap kunjungan"),
    )


def _labels(pack: Pack, name: str) -> list[str]:
    return [label_of(pack, name, code) for code in scale(pack, name).codes]


def _key_headings() -> tuple[Heading, ...]:
    return (
        Heading(_("Kolom"), width=46),
        Heading(_("Wajib"), width=10),
        Heading(_("Penjelasan"), width=90),
    )


def _key(pack: Pack) -> Iterable[Sequence[Out]]:
    yes, no = _("ya"), _("tidak")
    first = _("Satu baris untuk satu indikator. Sel kosong berarti sama dengan baris di atasnya.")
    return (
        (_("Baris CONTOH"), "", _("Tidak diimpor: hapus atau biarkan saja.")),
        ("NIP", yes, _("18 angka, disimpan sebagai teks. %(rule)s") % {"rule": first}),
        (
            "PERIODE AWAL, PERIODE AKHIR",
            no,
            _("Kosong: setahun penuh, menurut pilihan. Awal yang lain: SKP lain orang itu."),
        ),
        ("PENDEKATAN", no, _("Kuantitatif (bila kosong) atau Kualitatif.")),
        ("TANGGAL DISETUJUI", no, _("Kosong: hari diimpor.")),
        ("JENIS", no, _("Utama (bila kosong) atau Tambahan.")),
        (
            "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
            no,
            _("Persis seperti pada SKP penilainya, yang sudah ada atau ada di berkas ini."),
        ),
        ("RENCANA HASIL KERJA", yes, first),
        ("PENUGASAN DARI", no, _("Siapa yang menugasi, untuk hasil kerja tambahan.")),
        ("ASPEK", no, _("%(names)s: untuk JA, JF, dan pelaksana.") % _names(pack, "aspect")),
        (
            "PERSPEKTIF",
            no,
            _("%(names)s: untuk pimpinan tinggi dan kepala unit yang berdiri sendiri.")
            % _names(pack, "perspective"),
        ),
        ("INDIKATOR KINERJA INDIVIDU", yes, _("Ukuran yang menunjukkan hasilnya tercapai.")),
        ("TARGET TAHUNAN", yes, _("Angka; kalimat hanya pada pendekatan kualitatif.")),
        ("SATUAN", yes, _("Boleh ditulis di sel target, misalnya 12 laporan.")),
        ("ARAH", no, _("Makin tinggi (bila kosong) atau Makin rendah.")),
        ("SUMBER DATA", no, _("Dari mana angkanya diperiksa.")),
        (
            _("Lembar Perilaku dan lampiran"),
            no,
            _("BAGIAN: nama nilai perilaku untuk ekspektasi khusus, atau nama lampiran SKP."),
        ),
    )


def _names(pack: Pack, name: str) -> dict[str, str]:
    return {"names": ", ".join(_labels(pack, name))}
