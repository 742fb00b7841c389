"""Who finds which pages in the side navigation, in which order (one table for the whole house)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Role
from pamong.ui.navigation import NavEntry, NavGroup

LEADER, EMPLOYEE, UNIT_ADMIN = "leader", "employee", Role.UNIT_ADMIN.value
TEAM, TEAM_LEADER = "team", "team_leader"  # in a team across units, or at its head
OFFICE_HEAD = "office_head"  # leads an office today
UNIT_HEAD = "unit_head"  # leads any unit today
TREASURER = Role.TREASURER.value
HR, HEAD, AUDITOR = Role.HR.value, Role.AGENCY_HEAD.value, Role.AUDITOR.value
PUBLISHER = Role.PUBLISHER.value
ADMINISTRATION = "administration"  # the page of what is administered
SIGNS = "signs"  # where the install's signer asks people for a passphrase
FUNCTIONAL = "functional"  # holds a functional post
OFFICIAL = "official"  # a political official, whose results are the agency's goals
ANYONE = frozenset({EMPLOYEE, LEADER, UNIT_ADMIN, HR, HEAD, AUDITOR, OFFICIAL, PUBLISHER})


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation: its words, its URL name, and whose it is."""

    text: Any
    name: str
    whose: frozenset[str]
    never: frozenset[str] = frozenset()  # for whom it holds nothing, whatever else they hold

    def is_for(self, held: frozenset[str]) -> bool:
        """Whether somebody with these columns finds something there."""
        return bool(self.whose & held) and not self.never & held


def _places(whose: set[str], *places: tuple[Any, str]) -> tuple[Place, ...]:
    return tuple(Place(text, name, frozenset(whose)) for text, name in places)


OWN = {EMPLOYEE}  # whoever makes a plan; roles and leading come on top
GROUPS: tuple[tuple[Any, tuple[Place, ...]], ...] = (
    (
        _("Pekerjaan saya"),
        (
            Place(_("Beranda"), "home", ANYONE),
            *_places(
                OWN,
                (_("SKP saya"), "performance:plan-list"),
                (_("Progress harian"), "performance:daily"),
                (_("Bukti dukung"), "performance:evidence-list"),
                (_("Umpan balik"), "performance:feedback-list"),
                (_("Hasil penilaian"), "performance:evaluation-own"),
                (_("TPP saya"), "performance:allowance-own"),
            ),
            *_places({FUNCTIONAL}, (_("Angka kredit saya"), "performance:credit-own")),
            *_places({SIGNS}, (_("Tanda tangan"), "performance:papers-sign")),
        ),
    ),
    (
        _("Tim saya"),
        (
            *_places(
                {LEADER, HEAD},
                (_("Papan tim"), "performance:team"),
                (_("SKP bawahan"), "performance:plan-subordinates"),
            ),
            Place(
                _("Matriks peran hasil"),
                "performance:matrix",
                frozenset({LEADER, HEAD}),
                never=frozenset({OFFICIAL}),
            ),
            *_places({TEAM_LEADER}, (_("Masukan tim"), "performance:team-input-list")),
            *_places(
                {LEADER, HEAD},
                (_("Penilaian"), "performance:evaluation-list"),
                (_("Tindak lanjut"), "performance:follow-up-list"),
            ),
        ),
    ),
    (
        _("Unit saya"),
        (
            *_places({LEADER, HEAD}, (_("Capaian organisasi"), "performance:level-list")),
            # Who sees all offices finds it under the agency.
            Place(
                _("Dasbor"),
                "analytics:dashboard",
                frozenset({UNIT_HEAD}),
                never=frozenset({HR, HEAD, AUDITOR}),
            ),
            *_places({LEADER, TEAM, TEAM_LEADER}, (_("Tim kerja"), "people:team-list")),
            *_places({LEADER}, (_("Pendelegasian"), "people:delegation-list")),
            *_places({LEADER, UNIT_ADMIN}, (_("Konfirmasi bukti"), "performance:evidence-waiting")),
            *_places(
                {LEADER, UNIT_ADMIN, HR, HEAD},
                (_("Laporan dan cetak"), "performance:report-list"),
            ),
        ),
    ),
    (
        _("Kepegawaian"),
        (
            *_places(
                {UNIT_ADMIN, HR, HEAD, AUDITOR},
                (pgettext_lazy("menu", "Pegawai"), "people:employee-list"),
                (_("Pengelolaan"), ADMINISTRATION),
            ),
            *_places(
                {UNIT_ADMIN, HR},
                (_("Siapa menilai siapa"), "people:supervision-list"),
                (_("Masalah data"), "people:problem-list"),
                (_("Cuti"), "people:leave-list"),
            ),
            *_places(
                {UNIT_ADMIN, HR, HEAD},
                (_("Angka kredit pegawai"), "performance:credit-list"),
            ),
            *_places(
                {UNIT_ADMIN, HR, HEAD, TREASURER, AUDITOR},
                (_("TPP"), "performance:allowance-list"),
            ),
        ),
    ),
    (
        _("Instansi"),
        (
            *_places({HR, HEAD, AUDITOR, OFFICIAL}, (_("Cascading"), "performance:cascade")),
            Place(_("Indikator kinerja"), "measurement:card-list", ANYONE),
            *_places({HR, HEAD, PUBLISHER}, (_("Terbitkan angka"), "measurement:publication-list")),
            *_places({HR, HEAD}, (_("Dasbor"), "analytics:dashboard")),
            *_places(
                {UNIT_ADMIN, OFFICE_HEAD, HR, HEAD},
                (_("Laporan kinerja tahunan"), "analytics:annual-list"),
            ),
            *_places(
                {HR, HEAD, AUDITOR},
                (_("SKP instansi"), "performance:register-plans"),
                (_("Penilaian instansi"), "performance:register-evaluations"),
                (_("Pola distribusi"), "performance:distribution"),
            ),
            *_places({HR}, (_("Tindak lanjut"), "performance:follow-up-list")),
        ),
    ),
    (
        _("Pengawasan"),
        (
            Place(_("Jejak"), "people:trace", frozenset({LEADER, HR, HEAD, AUDITOR})),
            Place(
                _("Keberatan"), "performance:objection-list", frozenset({LEADER, HR, HEAD, AUDITOR})
            ),
            Place(_("Cetak sekaligus"), "performance:papers-pack", frozenset({AUDITOR})),
            Place(
                _("Koreksi penilaian"),
                "performance:correction-list",
                frozenset({LEADER, HR, HEAD}),
            ),
            Place(
                _("Kalibrasi"),
                "performance:calibration-list",
                frozenset({LEADER, HR, HEAD}),
            ),
        ),
    ),
)
# What is opened now and then stands on one page, group by group, each with how it stands.
ADMINISTERED: tuple[tuple[Any, tuple[Place, ...]], ...] = (
    (
        _("Waktu dan aturan"),
        (
            *_places({HR, HEAD, AUDITOR}, (_("Jendela waktu"), "performance:window-list")),
            *_places({UNIT_ADMIN, HR, HEAD, AUDITOR}, (_("Kalender kerja"), "people:calendar")),
            *_places(
                {HR, HEAD, AUDITOR},
                (_("Aturan"), "performance:rules"),
                (_("Retensi"), "performance:retention"),
            ),
        ),
    ),
    (
        _("Akun dan mandat"),
        (
            *_places({UNIT_ADMIN, HR}, (_("Akun pegawai"), "people:accounts")),
            *_places({HR, HEAD, AUDITOR}, (_("Peran dan mandat"), "people:roles")),
            *_places(
                {UNIT_ADMIN, HR, HEAD, AUDITOR},
                (_("Menunggu administrator kedua"), "people:access-requests"),
                (_("Pendelegasian"), "people:delegation-list"),
            ),
        ),
    ),
    (
        _("Unit dan orang"),
        (
            # Others have an entry of their own.
            *_places(
                {AUDITOR},
                (_("Dasbor"), "analytics:dashboard"),
                (_("Laporan kinerja tahunan"), "analytics:annual-list"),
            ),
            *_places(
                {UNIT_ADMIN, HR, HEAD, AUDITOR},
                (_("Unit kerja"), "people:unit-list"),
                (_("Tim kerja"), "people:team-list"),
                (_("Masalah data"), "people:problem-list"),
                (_("Kontrak PPPK"), "performance:contract-list"),
                (_("Pensiun mendatang"), "people:retirement-list"),
            ),
        ),
    ),
    (
        _("Data masuk"),
        (
            *_places({UNIT_ADMIN, HR, HEAD, AUDITOR}, (_("Semua impor"), "administration-imports")),
            *_places(
                {UNIT_ADMIN, HR},
                (_("Impor data"), "people:import-list"),
                (_("Impor SKP"), "performance:planfile-list"),
                (_("Kehadiran"), "performance:attendance"),
                (_("Riwayat kinerja"), "performance:history"),
                (_("Impor saldo"), "performance:credit-import"),
                (_("Rekap e-Kinerja"), "performance:recap-files"),
            ),
            *_places({HR}, (_("Ambil dari sistem nasional"), "performance:fetch-list")),
            *_places({HR, HEAD, AUDITOR}, (_("Sumber data indikator"), "measurement:source-list")),
        ),
    ),
    (
        _("Instansi dan dokumen"),
        (
            *_places({UNIT_ADMIN, HR, HEAD, AUDITOR}, (_("Pustaka SKP"), "performance:library")),
            *_places({HR}, (_("Data instansi"), "people:agency-set")),
            *_places(
                {HR, HEAD},
                (_("Tampilan dokumen"), "people:look-set"),
                (_("Isian tanpa sambungan"), "people:offline-set"),
            ),
        ),
    ),
    (
        _("Pengawasan"),
        (*_places({HR, HEAD, AUDITOR}, (_("Uji petik"), "performance:sample-list")),),
    ),
    (
        _("Sistem"),
        (
            *_places({HR, HEAD}, (_("Kabar ke aplikasi lain"), "config:webhook-list")),
            *_places({HR}, (_("Operasi sistem"), "operations")),
        ),
    ),
)
# Pages at other addresses that belong to an entry.
INSIDE: dict[str, tuple[str, ...]] = {
    "performance:team": ("performance:daily-review",),
    "performance:plan-subordinates": (
        "performance:plan-agree-many",
        "performance:plan-return-many",
    ),
    "performance:evaluation-list": ("performance:closing-list", "performance:credit-list"),
    # An auditor finds it there; who rates or leads has an entry of its own.
    "performance:register-evaluations": ("performance:calibration-list",),
    # Whoever leads or keeps people finds both under follow-up; whoever has no such entry, by the own results.
    "performance:follow-up-list": ("performance:improvement-list", "performance:sanction-list"),
    "performance:evaluation-own": ("performance:improvement-list", "performance:sanction-list"),
    "performance:cascade": ("performance:library",),
    "performance:report-list": ("performance:recap-list", "performance:recap-files"),
    "performance:allowance-list": ("performance:base-tables", "performance:penalties"),
    "performance:credit-list": ("performance:balance-list", "performance:credit-import"),
    "people:employee-list": (
        *("people:unit-list", "performance:contract-list", "people:retirement-list"),
    ),
    "people:supervision-list": ("people:supervisor-report-list", "people:vacancy-list"),
    ADMINISTRATION: (
        *("performance:packs", "performance:rule-index", "people:position-list"),
        *(place.name for _title, places in ADMINISTERED for place in places),
    ),
}
NOTICES = "notices"
MOST_UNREAD = 99  # who has more has many
PERSON = (
    (_("Pemberitahuan"), NOTICES),
    (_("Profil dan atasan"), "people:profile"),
    (_("Isian di perangkat ini"), "access:offline"),
    (_("Daftar saringan"), "people:filter-list"),
    (_("Tugas latar"), "people:job-list"),
    (_("Keamanan akun"), "access:security"),
    (_("Bantuan"), "help"),
)


@lru_cache(maxsize=256)
def url_of(name: str) -> str:
    """The address, or nothing while the page does not exist yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation_for(held: frozenset[str], waiting: Mapping[str, int]) -> Sequence[NavGroup]:
    """The groups in which this person has something; `waiting` counts by URL name."""
    groups = _groups(held, get_language())
    counts = {url_of(name): count for name, count in waiting.items() if count}
    if not counts:
        return groups
    return tuple(
        NavGroup(
            group.title,
            tuple(replace(entry, count=counts.get(entry.url, 0)) for entry in group.entries),
        )
        for group in groups
    )


@lru_cache(maxsize=256)
def _groups(held: frozenset[str], _language: str) -> tuple[NavGroup, ...]:
    """The same for everybody with the same columns, in one language; a page stands once."""
    groups: list[NavGroup] = []
    seen: set[str] = set()
    for title, places in GROUPS:
        entries = tuple(
            NavEntry(str(place.text), url, also=tuple(map(url_of, INSIDE.get(place.name, ()))))
            for place in places
            if place.is_for(held) and (url := url_of(place.name)) and url not in seen
        )
        seen.update(entry.url for entry in entries)
        if entries:
            groups.append(NavGroup(str(title), entries))
    return tuple(groups)


def person_menu(unread: int) -> Sequence[NavEntry]:
    """One's own pages, under one's name in the bar, with how many notices one has not read."""
    return _person_menu(get_language(), min(unread, MOST_UNREAD))


@lru_cache(maxsize=256)
def _person_menu(_language: str, unread: int) -> tuple[NavEntry, ...]:
    return tuple(
        NavEntry(str(text), url, unread if name == NOTICES else 0)
        for text, name in PERSON
        if (url := url_of(name))
    )
