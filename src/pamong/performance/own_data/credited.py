"""Angka kredit: what was brought along, ranks, and what was determined."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnSheet
from pamong.performance.credit.balance_presentation import entry_tag, figure_said
from pamong.performance.credit.queries import determinations_of, entries_of, ranks_of
from pamong.performance.credit.wording import kind_said, level_said
from pamong.performance.rules import pack_named


def credited_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """Balances, ranks and determinations."""
    yield _entries(scope, employee)
    yield _ranks(scope, employee)
    yield _determinations(scope, employee)


def _entries(scope: Scope, employee: Employee) -> OwnSheet:
    headings = [
        *(Heading(_("Jenis saldo"), width=30), Heading(_("Jenjang"))),
        *(Heading(_("Saldo per"), "day"), Heading(_("Angka kredit"))),
        *(Heading(_("Nomor dokumen"), width=30), Heading(_("Tanggal dokumen"), "day")),
        *(Heading(_("Asal data"), width=30), Heading(_("Status")), Heading(_("Alasan"), width=40)),
    ]
    rows = (
        [
            *(kind_said(row.kind), level_said(pack_named(row.pack), row.level), row.as_of),
            *(figure_said(row), row.document_number, row.document_on, row.source),
            *(entry_tag(row)[1], row.answer),
        ]
        for row in entries_of(scope, employee)
    )
    about = _("Saldo angka kredit Anda dari luar Pamong, juga yang ditolak atau dikoreksi.")
    return OwnSheet(_("Saldo angka kredit"), about, headings, rows)


def _ranks(scope: Scope, employee: Employee) -> OwnSheet:
    headings = [
        *(Heading(_("Golongan")), Heading(_("Terhitung mulai tanggal"), "day")),
        Heading(_("Nomor keputusan"), width=30),
    ]
    rows = (
        [row.rank, row.starts_on if row.is_start_known else None, row.document_number]
        for row in ranks_of(scope, employee)
    )
    about = _("Golongan Anda menurut waktu, sejauh dicatat untuk angka kredit.")
    return OwnSheet(_("Riwayat golongan"), about, headings, rows)


def _determinations(scope: Scope, employee: Employee) -> OwnSheet:
    headings = [
        *(Heading(_("Nomor penetapan"), width=30), Heading(_("Ditetapkan"), "day")),
        *(Heading(_("Sampai"), "day"), Heading(_("Jenjang")), Heading(_("Golongan"))),
        *(Heading(_("Angka kredit lama"), "number"), Heading(_("Jumlah"), "number")),
        *(Heading(_("Ditetapkan oleh"), width=30), Heading(_("Alasan koreksi"), width=40)),
    ]
    rows = (
        [
            *(row.number, row.set_on, row.until, level_said(pack_named(row.pack), row.level)),
            *(row.rank, row.old, row.total),
            *(row.setter.full_name if row.setter else row.set_by.name, row.reason),
        ]
        for row in determinations_of(scope, employee)
    )
    about = _("Penetapan angka kredit Anda di Pamong, setiap versi.")
    return OwnSheet(_("Penetapan angka kredit"), about, headings, rows)
