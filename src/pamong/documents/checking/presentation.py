"""What the public page says, worded."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from pamong.documents.checking.queries import Checked, CheckedFile, Standing, seal_keys
from pamong.documents.checking.signed import Signed, signed_papers
from pamong.documents.kinds import KINDS
from pamong.documents.laying import SHORT
from pamong.documents.models import Paper, PaperScan
from pamong.ui.dates import say_day_full, say_moment

Told = tuple[str, str, str]  # kind of note, title, sentence


def checked_context(checked: Checked | None, file: CheckedFile | None) -> dict[str, Any]:
    """The page for a paper, for a file, or for neither yet."""
    paper = checked.paper if checked else None
    is_shown = checked is not None and checked.standing in {Standing.CURRENT, Standing.CHANGED}
    return {
        "told": paper_told(checked) if checked else None,
        "file_told": file_told(file) if file else None,
        "facts": list(facts_of(paper, is_whole=is_shown)) if paper else [],
        "keys": seal_keys(),
    }


def paper_told(checked: Checked) -> Told:
    """How the paper stands, in one title and one sentence."""
    if checked.paper is None:
        return (
            "bad",
            _("Tidak tercatat"),
            _(
                "Tidak ada dokumen dengan kode ini. Periksa alamatnya, atau pindai ulang kode QR pada "
                "dokumen. Dokumen yang kodenya tidak dikenal tidak dibuat oleh Pamong ini."
            ),
        )
    if checked.standing == Standing.CURRENT:
        return (
            "good",
            _("Tercatat, dan masih sama dengan catatan"),
            _(
                "Dokumen dengan kode ini dibuat oleh Pamong, dan isi catatannya sampai sekarang tidak "
                "berubah. Cocokkan keterangan di bawah dengan yang tercetak."
            ),
        )
    if checked.standing == Standing.GONE:
        return (
            "turn",
            _("Tercatat, isinya sudah dimusnahkan"),
            _(
                "Dokumen ini pernah dibuat oleh Pamong. Isinya sudah dihapus, jadi tidak dapat dicocokkan lagi."
            ),
        )
    return "turn", _("Tercatat, tetapi sudah ada perubahan"), _changed(checked)


def _changed(checked: Checked) -> str:
    if checked.newer_on:
        return _(
            "Dokumen ini dibuat oleh Pamong, lalu catatannya berubah dan dokumen baru dibuat pada "
            "%(day)s. Minta dokumen yang terbaru."
        ) % {"day": say_day_full(checked.newer_on)}
    return _(
        "Dokumen ini dibuat oleh Pamong, tetapi catatannya berubah sesudah itu. Minta dokumen yang "
        "terbaru."
    )


def file_told(file: CheckedFile) -> Told:
    """Which of both holds: the bytes, and the signature over them."""
    if not file.is_known:
        return (
            "bad",
            _("Berkas ini tidak tercatat"),
            _(
                "Isi berkas berbeda dari semua berkas yang dikeluarkan Pamong ini, walau hanya satu "
                "bita. Jangan dipakai sebagai berkas asli. Untuk dokumen tercetak atau hasil pindaian, "
                "pakai kode QR-nya."
            ),
        )
    same = _("Berkas ini sama, bita demi bita, dengan yang dikeluarkan Pamong.")
    if file.signed:
        return _signed_told(file, same)
    if not file.is_signed:
        bare = _("Berkas ini tidak disegel.")
        return "turn", _("Berkas asli, tanpa segel"), f"{same} {bare}"
    if not file.holds:
        failed = _("Segelnya tidak dapat dibuktikan dengan kunci yang tercatat.")
        return "bad", _("Berkas tercatat, segel tidak cocok"), f"{same} {failed}"
    held = _("Segelnya cocok dengan kunci %(key)s.") % {"key": file.key_id}
    return "good", _("Berkas asli, segel cocok"), f"{same} {held}"


def _signed_told(file: CheckedFile, same: str) -> Told:
    """Each signature by itself; one that fails makes the whole file suspect."""
    lines = " ".join(_proof(one) for one in file.signed)
    if all(one.holds for one in file.signed) and (file.holds or not file.is_signed):
        return "good", _("Berkas asli, tanda tangan cocok"), f"{same} {lines}"
    return "bad", _("Berkas tercatat, tanda tangan tidak cocok"), f"{same} {lines}"


def _proof(one: Signed) -> str:
    said = {"who": one.who, "at": say_moment(one.at), "signer": one.signer, "key": one.key_id}
    if one.holds:
        told = _("Ditandatangani %(who)s, %(at)s, dengan %(signer)s; cocok dengan kunci %(key)s.")
    else:
        told = _("Tanda tangan %(who)s, %(at)s, dengan %(signer)s tidak dapat dibuktikan.")
    return told % said


def facts_of(paper: Paper, *, is_whole: bool) -> Iterator[tuple[str, str]]:
    """What may be shown to anybody with the paper; of deleted content only that it was."""
    kind = KINDS.get(paper.kind)
    yield _("Dokumen"), str(kind.label) if kind else paper.title
    yield _("Dibuat"), say_day_full(paper.made_on)
    yield _("Kode pemeriksa"), paper.digest[:SHORT]
    if not is_whole:
        return
    told = paper.facts
    named = (
        ("agency", _("Instansi")),
        ("unit", _("Unit")),
        ("period", _("Periode")),
        ("person", _("Pegawai")),
        ("predicate", _("Predikat")),
        ("snapshot", _("Potret data")),
    )
    for name, label in named:
        if value := told.get(name):
            yield label, str(value)
    if signers := told.get("signers"):
        yield _("Penanda tangan"), ", ".join(signers)
    for one in signed_papers(paper):
        said = {"who": one.who, "at": say_moment(one.at), "signer": one.signer}
        yield _("Ditandatangani"), _("%(who)s, %(at)s, dengan %(signer)s") % said
    if scan := PaperScan.objects.of(paper).kept().first():
        told = _("Disimpan %(day)s; tidak ditampilkan di sini.")
        yield _("Pindaian bertanda tangan"), told % {"day": say_day_full(scan.added_at)}
