"""The page as values: what needs somebody first, then every part by group."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Role, Scope
from pamong.config.administration.files import KINDS, REJECTED, FileLine
from pamong.config.administration.permissions import administers
from pamong.config.administration.queries import Standing, waits_for_sender
from pamong.config.administration.saying import STATES, file_said, some
from pamong.config.navigation import ADMINISTERED, UNIT_ADMIN, url_of
from pamong.config.operations.presentation import say_fault
from pamong.people.models import Intake
from pamong.people.uploads.tables import outcome, status_tag
from pamong.performance.windows.queries import name_of
from pamong.ui.components import Tab, Task
from pamong.ui.dates import say_day, say_left
from pamong.ui.tables import Cell, Column, Row, Table

LATE, WAITS = "late", "wait"
SECONDS, PAIR = (Role.HR, Role.AGENCY_HEAD), 2


def held_by(scope: Scope) -> frozenset[str]:
    """The columns of the table that apply."""
    return scope.roles | ({UNIT_ADMIN} if scope.unit_ids else frozenset())


def groups_of(found: Standing, scope: Scope) -> list[tuple[Any, list[Task]]]:
    """Every group in which this person has something, each part with how it stands."""
    held, groups = held_by(scope), []
    for title, places in ADMINISTERED:
        tasks = [
            Task(place.text, url, due=STATES[place.name](found, scope))
            for place in places
            if place.is_for(held) and (url := url_of(place.name))
        ]
        if tasks:
            groups.append((title, tasks))
    return groups


def attention(found: Standing, scope: Scope) -> list[Task]:
    """What needs this person, the gravest first; who only reads is asked for nothing."""
    if not administers(scope):
        return []
    rules = scope.has(Role.HR, Role.AGENCY_HEAD)
    tasks = [*_faults(found), *_alone(found, scope), *_files(found, scope)]
    own = [*_windows(found), *_webhooks(found)] if rules else []
    return [*tasks, *_second(found, rules=rules), *own, *_problems(found)]


def _faults(found: Standing) -> Iterator[Task]:
    for fault in found.faults[:1]:
        more = _("dan %(n)s lainnya") % {"n": len(found.faults) - 1}
        said = say_fault(fault) if len(found.faults) == 1 else f"{say_fault(fault)} {more}"
        yield Task(
            _("Periksa operasi sistem"), reverse("operations"), said, (LATE, _("Perlu diperiksa"))
        )


def _files(found: Standing, scope: Scope) -> Iterator[Task]:
    """Files of one's own that wait for one's word, and those that could not come in."""
    for line in found.files.values():
        if line.user_id != scope.user_id:
            continue
        url = reverse(KINDS[line.kind].file_name, args=[line.uuid])
        if waits_for_sender(line, scope):
            state, word = status_tag(line, makes=line.makes)
            yield Task(
                _("Putuskan berkas %(name)s") % {"name": line.name},
                url,
                file_said(line),
                (state, word),
            )
        elif line.status == Intake.Status.FAILED:
            yield Task(
                _("Unggah lagi %(name)s") % {"name": line.name},
                url,
                _(line.failure) if line.failure else "",
                (LATE, _("Tidak dapat diimpor")),
            )


def _second(found: Standing, *, rules: bool) -> Iterator[Task]:
    """What others asked and one may answer."""
    asked = [("access_mine", _("Jawab permintaan akses"), "people:access-requests")]
    if rules:
        asked += [
            ("rules_mine", _("Jawab perubahan aturan"), "performance:rules"),
            ("reopenings_mine", _("Jawab permintaan membuka jendela"), "performance:window-list"),
            ("retention_mine", _("Jawab usulan penghapusan"), "performance:retention"),
        ]
    for kind, text, name in asked:
        if number := found.count(kind):
            said = ngettext(
                "%(n)s permintaan menunggu orang kedua",
                "%(n)s permintaan menunggu orang kedua",
                number,
            ) % {"n": some(number)}
            yield Task(text, reverse(name), said, (WAITS, _("Menunggu Anda")))


def _alone(found: Standing, scope: Scope) -> Iterator[Task]:
    """What takes two people waits for ever where one alone could answer."""
    if not scope.has(Role.HR) or sum(found.roles.get(role, 0) for role in SECONDS) >= PAIR:
        return
    yield Task(
        _("Mintalah orang kedua"),
        reverse("people:roles"),
        _(
            "Hanya satu orang memegang peran kepegawaian atau pimpinan instansi, jadi permintaan "
            "dua orang tidak dapat dijawab. Pengelola server dapat memberi peran kedua."
        ),
        (LATE, _("Perlu diperiksa")),
    )


def _windows(found: Standing) -> Iterator[Task]:
    """Those that close soon, or that there are none this year."""
    windows, url = found.windows, reverse("performance:window-list")
    if not windows.of_year:
        text = _("Atur jendela waktu %(year)s") % {"year": found.day.year}
        yield Task(text, url, _("Tanpa jendela, semua tahap terbuka sepanjang tahun."))
    for window in windows.soon[:3]:
        left = say_left(window.closes_on, found.day)
        tag = (WAITS, _("Segera tutup"))
        text = _("%(stage)s ditutup %(day)s") % {
            "stage": name_of(window),
            "day": say_day(window.closes_on, found.day),
        }
        yield Task(text, url, left, tag)


def _webhooks(found: Standing) -> Iterator[Task]:
    """Addresses to which sending stopped by itself."""
    if number := found.count("webhooks_stopped"):
        said = ngettext(
            "%(n)s alamat berhenti dikabari karena terus gagal",
            "%(n)s alamat berhenti dikabari karena terus gagal",
            number,
        ) % {"n": some(number)}
        url = reverse("config:webhook-list")
        yield Task(_("Lanjutkan kabar ke aplikasi lain"), url, said, (LATE, _("Perlu diperiksa")))


def _problems(found: Standing) -> Iterator[Task]:
    if number := found.count("problems"):
        text = ngettext("Perbaiki %(n)s masalah data", "Perbaiki %(n)s masalah data", number)
        said = _("Tanpa penilai, penilai sudah berhenti, unit tanpa kepala.")
        yield Task(text % {"n": some(number)}, reverse("people:problem-list"), said)


def kind_tabs(current: str) -> list[Tab]:
    """The list by kind of file."""
    here = reverse("administration-imports")
    every = Tab(_("Semua"), here, current=current not in KINDS)
    return [
        every,
        *(
            Tab(kind.text, f"{here}?kind={key}", current=key == current)
            for key, kind in KINDS.items()
        ),
    ]


def files_table(lines: Sequence[FileLine], scope: Scope) -> Table:
    """Files of every kind: what became of them, who sent them, and one's own rejected rows."""
    columns = [
        Column(_("Berkas"), kind="row"),
        Column(_("Status")),
        Column(_("Hasil")),
        Column(_("Diunggah oleh")),
        Column(_("Tanggal"), nowrap=True),
        Column(_("Baris ditolak")),
    ]
    return Table(columns, [_line(line, scope) for line in lines], _("Semua impor"))


def _line(line: FileLine, scope: Scope) -> Row:
    kind, mine = KINDS[line.kind], line.user_id == scope.user_id
    state, word = status_tag(line, makes=line.makes)
    if not mine and line.status == Intake.Status.SHOWN:
        word = _("Menunggu pengunggahnya")
    url = reverse(kind.file_name, args=[line.uuid])
    is_told = line.status not in {Intake.Status.FAILED, Intake.Status.DROPPED}
    rejected: Any = some(line.rejected) if line.rejected else "–"
    if mine and line.has_rejected:
        rejected = Cell(_("Unduh %(n)s baris") % {"n": line.rejected}, url=f"{url}/{REJECTED}")
    return Row(
        [
            Cell(line.name, url=url if mine else "", sub=str(kind.text)),
            Cell(word, tag=state),
            outcome(line) if is_told else (_(line.failure) if line.failure else "–"),
            line.by,
            say_day(line.uploaded_on),
            rejected,
        ]
    )
