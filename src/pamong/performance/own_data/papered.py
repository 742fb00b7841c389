"""Papers of one's own: scans that are kept of them, and what one signed by a certified signer."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.kinds import KINDS, keys_of
from pamong.documents.models import Paper, PaperScan, PaperSignature
from pamong.documents.seals import name_of
from pamong.documents.writing import Heading
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnFile, OwnSheet
from pamong.performance.models import CreditDetermination, Evaluation, Plan
from pamong.performance.own_data.done import ENDINGS, MANY
from pamong.ui.dates import day_of


def papered_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:  # noqa: ARG001 — asked like the others
    """What is kept beside the digests of one's own papers."""
    yield _scans(employee)
    yield _signed(employee)


def scans_of(employee: Employee) -> QuerySet[PaperScan]:
    """Every scan of a paper that is about this person alone, the newest first."""
    keys = [
        *keys_of(Plan.objects.filter(employee=employee)),
        *keys_of(Evaluation.objects.final().filter(plan__employee=employee)),
        *keys_of(CreditDetermination.objects.filter(employee=employee)),
    ]
    papers = Paper.objects.filter(kind__in=list(KINDS), key__in=keys)
    return PaperScan.objects.filter(paper__in=papers).select_related("paper").order_by("-pk")


def _scans(employee: Employee) -> OwnSheet:
    rows = (
        [
            *(day_of(one.added_at), one.paper.title, one.paper.digest, one.added_by),
            *("" if one.removed_on else scan_name(one), one.size, one.sha256),
            *(one.removed_on, _why_removed(one)),
        ]
        for one in scans_of(employee).iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Disimpan"), "day"), Heading(_("Dokumen"), width=40)),
        *(Heading(_("Kode pemeriksa")), Heading(_("Disimpan oleh"), width=30)),
        *(Heading(_("Berkas dalam unduhan ini"), width=50), Heading(_("Ukuran (byte)"), "number")),
        *(Heading("SHA-256"), Heading(_("Dihapus"), "day"), Heading(_("Alasan"), width=40)),
    ]
    about = _("Pindaian dokumen Anda yang ditandatangani di atas kertas; berkasnya ikut diunduh.")
    return OwnSheet(_("Pindaian dokumen"), about, headings, rows)


def _why_removed(one: PaperScan) -> str:
    by_rule = one.removed_on is not None and not one.removed_by
    return _("menurut retensi") if by_rule else one.reason


def _signed(employee: Employee) -> OwnSheet:
    found = PaperSignature.objects.filter(by__person_uuid=employee.uuid)
    rows = (
        [
            *(day_of(one.signed_at), one.by.paper.title, one.file.sha256),
            *(name_of(one.signer), one.key_id),
        ]
        for one in found.select_related("by__paper", "file")
        .order_by("-pk")
        .iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Ditandatangani"), "day"), Heading(_("Dokumen"), width=40)),
        *(Heading("SHA-256"), Heading(_("Penanda tangan")), Heading(_("Kunci tanda tangan"))),
    ]
    about = _("Dokumen yang Anda tandatangani dengan penanda tangan tersertifikat.")
    return OwnSheet(_("Tanda tangan"), about, headings, rows)


def scan_files(employee: Employee) -> Iterator[OwnFile]:
    """The scans themselves, each under a name of its own."""
    for one in scans_of(employee).filter(removed_on=None).iterator(chunk_size=MANY):
        yield OwnFile(scan_name(one), one.path)


def scan_name(one: PaperScan) -> str:
    """The code of the paper and a mark: a name that stands once."""
    ending = ENDINGS.get(one.media_type, "bin")
    folder = _("pindaian")
    return f"{folder}/{one.paper.digest[:12]}-{one.uuid.hex[:8]}.{ending}"
