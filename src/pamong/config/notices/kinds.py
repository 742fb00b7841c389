"""The kinds of notices among which a person chooses; what blocks others is never wholly off."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its words, and whether somebody waits for the reader."""

    label: Any
    blocks: bool = False


PLAN_WAITS, OBJECTION, SECOND = "plan_waits", "objection", "second"
ASKED, RATING, PLAN, RESULT = "asked", "rating", "plan", "result"
ENTRY, WORK, FEEDBACK, PEOPLE = "entry", "work", "feedback", "people"
DEADLINE, SENDING, FIGURES = "deadline", "sending", "figures"
KINDS: dict[str, Kind] = {
    PLAN_WAITS: Kind(_("SKP dan target yang menunggu jawaban saya"), blocks=True),
    OBJECTION: Kind(_("Keberatan yang menunggu saya"), blocks=True),
    RATING: Kind(_("Penilaian yang beralih kepada saya"), blocks=True),
    SECOND: Kind(_("Permintaan yang menunggu orang kedua"), blocks=True),
    ASKED: Kind(_("Umpan balik dan dialog yang diminta dari saya"), blocks=True),
    DEADLINE: Kind(_("Batas waktu yang mendekat, bila tahap saya belum selesai")),
    PLAN: Kind(_("Jawaban atas SKP saya")),
    RESULT: Kind(_("Hasil penilaian dan keberatan saya")),
    ENTRY: Kind(_("Progress harian saya yang dikembalikan")),
    WORK: Kind(_("Peran, tim, dan tindak lanjut untuk saya")),
    FIGURES: Kind(_("Pertanyaan tentang angka indikator")),
    FEEDBACK: Kind(_("Umpan balik dan dialog saya")),
    SENDING: Kind(_("Pengiriman dan sumber data yang gagal")),
    PEOPLE: Kind(_("Penilai, jabatan, cuti, peran, dan alamat surel saya")),
}


def can_be_off(kind: str) -> bool:
    """Whether one may choose not to be told: what blocks others never falls silent."""
    return not KINDS[kind].blocks
