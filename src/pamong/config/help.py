"""What to do in which part of the year, for whom; and who in one's own office can help."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role, Scope
from pamong.config.navigation import url_of
from pamong.people.models import Employee, Mandate
from pamong.people.permissions import keeps_people
from pamong.ui.components import Task

MOST_HELPERS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the year: when, and what is done then, each with its page."""

    when: Any
    todo: tuple[tuple[Any, Any, str], ...]  # what, why, name of the address


@dataclass(frozen=True, slots=True)
class Year:
    """The year of one role."""

    title: Any
    parts: tuple[Part, ...] = field(default_factory=tuple)

    def tasks(self) -> list[Task]:
        """Every line that has a page to lead to."""
        return list(self._tasks())

    def _tasks(self) -> Iterator[Task]:
        for part in self.parts:
            for what, why, name in part.todo:
                if url := url_of(name):
                    yield Task(what, url, why, due=part.when)


START, ALWAYS = _("Awal tahun"), _("Sepanjang tahun")
PERIOD, END = _("Akhir periode"), _("Akhir tahun")

OWN = Year(
    _("Sebagai pegawai"),
    (
        Part(
            START,
            (
                (
                    _("Susun dan ajukan SKP"),
                    _("Hasil kerja, indikator, dan target dibicarakan dengan penilai."),
                    "performance:plan-list",
                ),
            ),
        ),
        Part(
            ALWAYS,
            (
                (
                    _("Isi progress harian"),
                    _("Beberapa baris sekaligus; baris kemarin dapat dipakai lagi."),
                    "performance:daily",
                ),
                (
                    _("Simpan bukti dukung"),
                    _("Satu bukti boleh mendukung beberapa hasil kerja."),
                    "performance:evidence-list",
                ),
            ),
        ),
        Part(
            PERIOD,
            (
                (
                    _("Baca dan terima hasil penilaian"),
                    _("Bila tidak setuju, tuliskan tanggapan sebelum menerima."),
                    "performance:evaluation-own",
                ),
            ),
        ),
    ),
)
LEADER = Year(
    _("Sebagai penilai"),
    (
        Part(
            START,
            (
                (
                    _("Bagikan peran dan hasil"),
                    _("Matriks menunjukkan siapa memikul hasil yang mana."),
                    "performance:matrix",
                ),
                (
                    _("Setujui atau kembalikan SKP"),
                    _("Beberapa SKP dapat disetujui sekaligus."),
                    "performance:plan-subordinates",
                ),
            ),
        ),
        Part(
            ALWAYS,
            (
                (
                    _("Periksa progress harian"),
                    _("Konfirmasi atau kembalikan dengan catatan."),
                    "performance:team",
                ),
                (
                    _("Beri umpan balik"),
                    _("Umpan balik menjadi dasar penilaian."),
                    "performance:feedback-list",
                ),
            ),
        ),
        Part(
            PERIOD,
            (
                (
                    _("Nilai hasil kerja dan perilaku"),
                    _("Saran dari capaian dapat dibuka langkah demi langkah."),
                    "performance:evaluation-list",
                ),
            ),
        ),
    ),
)
KEEPER = Year(
    _("Sebagai administrator unit atau kepegawaian"),
    (
        Part(
            START,
            (
                (
                    _("Impor data pegawai"),
                    _("Anda melihat dahulu apa yang akan berubah."),
                    "people:import-list",
                ),
                (
                    _("Terbitkan lembar akses"),
                    _("Kode masuk dibuat saat lembar dicetak dan berlaku 14 hari."),
                    "people:accounts",
                ),
            ),
        ),
        Part(
            ALWAYS,
            (
                (
                    _("Perbaiki masalah data"),
                    _("Tanpa penilai, penilai sudah berhenti, unit tanpa kepala."),
                    "people:problem-list",
                ),
                (
                    _("Tetapkan penilai"),
                    _("Perubahan penilai berlaku sejak tanggal yang Anda pilih."),
                    "people:supervision-list",
                ),
            ),
        ),
    ),
)
OFFICE = Year(
    _("Sebagai kepegawaian"),
    (
        Part(
            START,
            (
                (
                    _("Atur jendela waktu"),
                    _("Kapan SKP disusun, dinilai, dan diterima."),
                    "performance:window-list",
                ),
            ),
        ),
        Part(
            END,
            (
                (
                    _("Lihat pola distribusi"),
                    _("Bahan pertimbangan, bukan kuota."),
                    "performance:distribution",
                ),
            ),
        ),
    ),
)


def years_of(scope: Scope) -> list[Year]:
    """The parts of the year that concern this person."""
    found = [OWN] if scope.employee_id else []
    if scope.leads:
        found.append(LEADER)
    if keeps_people(scope):
        found.append(KEEPER)
    if scope.has(Role.HR):
        found.append(OFFICE)
    return found


def helpers_of(scope: Scope, on: date) -> list[str]:
    """The administrators of one's own unit and of those above it; else the personnel office."""
    person = Employee.objects.filter(pk=scope.employee_id).select_related("unit").first()
    path = person.unit.path if person and person.unit else ""
    above = [int(key) for key in path.split("/") if key]
    held = Mandate.objects.on(on).filter(agency_id=scope.agency_id).exclude(user=scope.user_id)
    nearest = held.filter(unit__in=above, role=Role.UNIT_ADMIN).order_by(
        "-unit__path", "user__name"
    )
    names = list(nearest.values_list("user__name", flat=True)[:MOST_HELPERS])
    if names:
        return names
    offices = held.filter(role=Role.HR).order_by("user__name")
    return list(offices.values_list("user__name", flat=True)[:MOST_HELPERS])
