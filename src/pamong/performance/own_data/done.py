"""What was done: readings, days, evidence, attendance."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.documents.writing import Heading
from pamong.measurement.evidence.contents import KINDS
from pamong.measurement.models import Evidence, EvidenceLook, Reading
from pamong.people.models import Employee
from pamong.people.own_data.parts import OwnFile, OwnSheet
from pamong.performance.models import Attendance, DailyEntry, PlanIndicator, SampleItem
from pamong.performance.own_data.planned import own_plans

ENDINGS = {kind.media_type: kind.ending for kind in KINDS}
LONGEST = 60
MANY = 2000


def done_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """What the person wrote down and added."""
    yield _readings(scope, employee)
    yield _days(scope, employee)
    yield _evidence(employee)
    yield _looks(employee)
    yield _sampled(employee)
    yield _attendance(scope, employee)


def _readings(scope: Scope, employee: Employee) -> OwnSheet:
    mine = PlanIndicator.objects.filter(result__plan__in=own_plans(scope, employee).order_by())
    found = Reading.objects.filter(indicator__in=mine.values("indicator"))
    sure = dict(Reading.Confidence.choices)
    rows = (
        [name, day, value, unit, str(sure[confidence]), obstacle, bool(newer) and _("diganti")]
        for name, day, value, unit, confidence, obstacle, newer in found.order_by(
            "-as_of", "-pk"
        ).values_list(
            *("indicator__name", "as_of", "value", "indicator__unit", "confidence", "obstacle"),
            "replaced_by",
        )
    )
    headings = [
        *(Heading(_("Indikator"), width=50), Heading(_("Data per"), "day")),
        *(Heading(_("Realisasi"), "number"), Heading(_("Satuan")), Heading(_("Keyakinan"))),
        *(Heading(_("Kendala"), width=40), Heading(_("Catatan"))),
    ]
    about = _("Realisasi indikator dalam SKP Anda; yang dikoreksi tetap tampil.")
    return OwnSheet(_("Realisasi"), about, headings, rows)


def _days(scope: Scope, employee: Employee) -> OwnSheet:
    found = DailyEntry.objects.visible_to(scope).filter(employee=employee).order_by("-on", "-pk")
    states = dict(DailyEntry.Status.choices)
    rows = (
        [day, begins[:5], ends[:5], text, amount, unit, str(states[status]), *rest]
        for day, begins, ends, text, amount, unit, status, *rest in _plain(
            found.values_list(
                *("on", "begins", "ends", "text", "amount", "unit", "status"),
                *("reviewed_on", "review_note"),
            ).iterator(chunk_size=MANY)
        )
    )
    headings = [
        *(Heading(_("Tanggal"), "day"), Heading(_("Mulai")), Heading(_("Selesai"))),
        *(Heading(_("Kegiatan"), width=60), Heading(_("Realisasi"), "number")),
        *(Heading(_("Satuan")), Heading(_("Status")), Heading(_("Diperiksa"), "day")),
        Heading(_("Catatan pemeriksa"), width=40),
    ]
    about = _("Progress harian yang Anda tulis. Yang lama dapat dihapus menurut aturan retensi.")
    return OwnSheet(_("Progress harian"), about, headings, rows)


def _plain(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Times as texts: a format that cuts them needs one."""
    for row in rows:
        yield (row[0], *(str(one or "") for one in row[1:3]), *row[3:])


def _evidence(employee: Employee) -> OwnSheet:
    found = Evidence.objects.filter(owner=employee).order_by("-dated_on", "-pk")
    rows = (
        [
            *(one.dated_on, title_said(one), one.link),
            *("" if one.purged_on else one.path and file_name(one), one.size or None),
            *(one.sha256, one.get_link_state_display(), one.link_checked_on, one.withdrawn_on),
            *(str(Evidence.Look(one.looked).label), one.looked_on),
        ]
        for one in found.iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Tanggal bukti"), "day"), Heading(_("Judul"), width=40)),
        *(Heading(_("Tautan"), width=40), Heading(_("Berkas dalam unduhan ini"), width=50)),
        *(Heading(_("Ukuran (byte)"), "number"), Heading("SHA-256")),
        *(Heading(_("Keadaan tautan"), width=30), Heading(_("Diperiksa"), "day")),
        Heading(_("Ditarik"), "day"),
        *(Heading(_("Status bukti")), Heading(_("Tanggal konfirmasi"), "day")),
    ]
    about = _("Bukti dukung yang Anda tambahkan; berkasnya ada di folder “bukti”.")
    return OwnSheet(_("Bukti dukung"), about, headings, rows)


def _looks(employee: Employee) -> OwnSheet:
    """What others asked about one's evidence and one answered, and what one asked about theirs."""
    found = EvidenceLook.objects.filter(Q(evidence__owner=employee) | Q(by=employee))
    rows = (
        [
            *(one.on, one.by.full_name, title_said(one.evidence), one.question),
            *((one.answered_on, one.answer) if one.evidence.owner_id == employee.pk else ("", "")),
        ]
        for one in found.select_related("by", "evidence").iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Tanggal"), "day"), Heading(_("Oleh"), width=30)),
        *(Heading(_("Bukti dukung"), width=40), Heading(_("Pertanyaan"), width=60)),
        *(Heading(_("Dijawab"), "day"), Heading(_("Jawaban"), width=60)),
    ]
    about = _(
        "Konfirmasi dan pertanyaan tentang bukti Anda, dan yang Anda tulis tentang bukti lain."
    )
    return OwnSheet(_("Konfirmasi bukti"), about, headings, rows)


def _sampled(employee: Employee) -> OwnSheet:
    """What an auditor drew of one's evidence and figures and found, once the sample was closed."""
    found = SampleItem.objects.filter(employee=employee, stratum__sample__closed_on__isnull=False)
    rows = (
        [
            *(one.judged_on, str(one.stratum.sample.get_population_display())),
            *(str(one.subject_uuid), str(one.get_verdict_display()), one.reason),
            one.stratum.sample.purpose,
        ]
        for one in found.select_related("stratum__sample").iterator(chunk_size=MANY)
    )
    headings = [
        *(Heading(_("Tanggal"), "day"), Heading(_("Yang diperiksa"), width=30)),
        *(Heading(_("Nomor"), width=40), Heading(_("Penilaian")), Heading(_("Alasan"), width=50)),
        Heading(_("Tujuan pemeriksaan"), width=50),
    ]
    about = _("Bukti dan realisasi Anda yang ikut diambil dalam uji petik pengawas.")
    return OwnSheet(_("Uji petik"), about, headings, rows)


def title_said(evidence: Evidence) -> str:
    """Its title, or that it is gone."""
    gone = _("Isi sudah dihapus menurut retensi")
    return gone if evidence.purged_on else evidence.title


def own_files(employee: Employee) -> Iterator[OwnFile]:
    """The files of evidence, each under a name of its own."""
    found = (
        Evidence.objects.filter(owner=employee)
        .filter(purged_on=None)
        .exclude(path="")
        .order_by("-dated_on", "-pk")
    )
    for one in found.iterator(chunk_size=MANY):
        yield OwnFile(file_name(one), one.path)


def file_name(evidence: Evidence) -> str:
    """Day, title and a mark: a name that every system can write, and that stands once."""
    ending = ENDINGS.get(evidence.media_type, "bin")
    stem = re.sub(r"[^\w]+", "-", evidence.title.removesuffix(f".{ending}")).strip("-")[:LONGEST]
    day, mark = evidence.dated_on.isoformat(), evidence.uuid.hex[:8]
    folder = _("bukti")
    return f"{folder}/{day}-{stem}-{mark}.{ending}"


def _attendance(scope: Scope, employee: Employee) -> OwnSheet:
    found = Attendance.objects.visible_to(scope).filter(employee=employee).order_by("-month")
    names = ("month", *Attendance.FIELDS, "source", "sourced_on")
    held: list[Any] = [Attendance._meta.get_field(name) for name in names[1:]]
    labels = [str(field.verbose_name) for field in held]
    kinds = {"source": "text", "sourced_on": "day"}
    headings = [Heading(_("Bulan (hari pertama)"), "day")]
    headings += [
        Heading(label, kinds.get(name, "number"))  # type: ignore[arg-type]
        for name, label in zip(names[1:], labels, strict=True)
    ]
    about = _("Kehadiran Anda menurut bulan, dari berkas yang diimpor instansi.")
    return OwnSheet(_("Kehadiran"), about, headings, found.values_list(*names))
