"""How each part stands, in one line."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Role, Scope
from pamong.config.administration.files import KINDS, FileLine
from pamong.config.administration.queries import Standing
from pamong.people.agencies.actions import ZONES
from pamong.people.uploads.tables import outcome
from pamong.performance.models import RetentionList
from pamong.ui.dates import say_day
from pamong.ui.numbers import say_number
from pamong.ui.paging import COUNTED

Say = Callable[[Standing, Scope], str]


def listed(*parts: str) -> str:
    """Those that say something, in one line."""
    return ", ".join(part for part in parts if part)


def some(number: int) -> str:
    """The number; who has more than a hundred has many."""
    return f"{say_number(COUNTED)}+" if number > COUNTED else say_number(number)


def _asked(number: int) -> str:
    """What waits for a second person."""
    return _("%(n)s menunggu orang kedua") % {"n": some(number)} if number else ""


def _windows(found: Standing, _scope: Scope) -> str:
    windows = found.windows
    if not windows.of_year:
        return _("Tahun %(year)s belum diatur: semua tahap terbuka") % {"year": found.day.year}
    soon = len(windows.soon)
    return listed(
        _("%(n)s terbuka") % {"n": say_number(windows.open)},
        _("%(n)s segera tutup") % {"n": say_number(soon)} if soon else "",
        _asked(found.count("reopenings")),
    )


def _calendar(found: Standing, _scope: Scope) -> str:
    days = found.count("days")
    if not days:
        return _("Libur nasional dan cuti bersama, tanpa hari khusus instansi")
    said = ngettext("%(n)s hari khusus tahun ini", "%(n)s hari khusus tahun ini", days)
    return said % {"n": say_number(days)}


def _rules(found: Standing, scope: Scope) -> str:
    own = len({official for official, _day, _pack in scope.local_packs})
    said = _("Semua menurut aturan pusat")
    if own:
        said = ngettext(
            "Instansi menetapkan sendiri butir dari %(n)s peraturan",
            "Instansi menetapkan sendiri butir dari %(n)s peraturan",
            own,
        ) % {"n": say_number(own)}
    return listed(said, _asked(found.count("rules")))


def _retention(found: Standing, _scope: Scope) -> str:
    if not found.retention:
        return _("Belum ada daftar tahun %(year)s") % {"year": found.day.year}
    label = RetentionList.Status(found.retention).label
    return _("Daftar %(year)s: %(state)s") % {"year": found.day.year, "state": label}


def _accounts(_found: Standing, _scope: Scope) -> str:
    return _("Lembar akses, kode masuk, ponsel verifikasi yang hilang")


def _roles(found: Standing, _scope: Scope) -> str:
    order = {role.value: place for place, role in enumerate(Role)}
    parts = sorted(found.roles.items(), key=lambda pair: order.get(pair[0], len(order)))
    return listed(*(f"{Role(role).label} {say_number(number)}" for role, number in parts))


def _access(found: Standing, _scope: Scope) -> str:
    waiting = found.count("access")
    return _("%(n)s permintaan") % {"n": say_number(waiting)} if waiting else _("Tidak ada")


def _delegations(found: Standing, _scope: Scope) -> str:
    running = found.count("delegations")
    if not running:
        return _("Tidak ada yang berlaku hari ini")
    return _("%(n)s berlaku hari ini") % {"n": say_number(running)}


def _units(found: Standing, _scope: Scope) -> str:
    units, changes = found.count("units"), found.count("unit_changes")
    return listed(
        ngettext("%(n)s unit", "%(n)s unit", units) % {"n": say_number(units)},
        ngettext("%(n)s perubahan akan berlaku", "%(n)s perubahan akan berlaku", changes)
        % {"n": say_number(changes)}
        if changes
        else "",
    )


def _teams(found: Standing, _scope: Scope) -> str:
    teams = found.count("teams")
    return ngettext("%(n)s tim", "%(n)s tim", teams) % {"n": say_number(teams)}


def _problems(found: Standing, _scope: Scope) -> str:
    number = found.count("problems")
    return _("%(n)s perlu diperbaiki") % {"n": some(number)} if number else _("Tidak ada")


def _contracts(_found: Standing, _scope: Scope) -> str:
    return _("Yang segera berakhir, dengan predikatnya")


def _retirements(_found: Standing, _scope: Scope) -> str:
    return _("Menurut batas usia dan yang sudah dicatat")


def _files(found: Standing, _scope: Scope) -> str:
    lines = sorted(found.files.values(), key=lambda line: line.uploaded_on)
    if not lines:
        return _("Belum ada berkas")
    last = lines[-1]
    told = {"kind": KINDS[last.kind].text, "said": file_said(last)}
    return _("Terakhir: %(kind)s, %(said)s") % told


def _fetches(_found: Standing, _scope: Scope) -> str:
    return _("Lewat adapter yang dipasang pengelola server")


def _samples(found: Standing, _scope: Scope) -> str:
    number, running = found.count("samples"), found.count("samples_running")
    if not number:
        return _("Belum ada contoh yang diambil")
    return listed(
        ngettext("%(n)s contoh", "%(n)s contoh", number) % {"n": say_number(number)},
        _("%(n)s masih dinilai") % {"n": say_number(running)} if running else "",
    )


def _library(found: Standing, _scope: Scope) -> str:
    posts, results = found.count("library_posts"), found.count("library")
    if not results:
        return _("Belum ada: SKP disusun tanpa pustaka")
    return ", ".join(
        [
            ngettext("%(n)s jabatan", "%(n)s jabatan", posts) % {"n": say_number(posts)},
            ngettext("%(n)s hasil kerja", "%(n)s hasil kerja", results)
            % {"n": say_number(results)},
        ]
    )


def _agency(_found: Standing, scope: Scope) -> str:
    zones = {zone: word for word, zone in ZONES.items()}
    return f"{scope.agency_name}, {zones.get(scope.time_zone, scope.time_zone)}"


def _look(found: Standing, _scope: Scope) -> str:
    return _("Sudah diatur") if found.count("looks") else _("Masih bawaan: A4 tanpa lambang")


def _offline(_found: Standing, scope: Scope) -> str:
    return _("Diizinkan") if scope.keeps_offline else _("Tidak diizinkan")


def _webhooks(found: Standing, _scope: Scope) -> str:
    active, stopped = found.count("webhooks"), found.count("webhooks_stopped")
    if not active + stopped:
        return _("Belum ada alamat")
    number = say_number(active)
    return listed(
        ngettext("%(n)s alamat dikabari", "%(n)s alamat dikabari", active) % {"n": number},
        _("%(n)s berhenti sendiri") % {"n": say_number(stopped)} if stopped else "",
    )


def _operations(found: Standing, _scope: Scope) -> str:
    faults = len(found.faults)
    return _("%(n)s perlu diperiksa") % {"n": some(faults)} if faults else _("Semua berjalan")


def _last(kind: str) -> Say:
    """The newest file of a kind."""

    def say(found: Standing, _scope: Scope) -> str:
        line = found.files.get(kind)
        return file_said(line) if line else _("Belum ada berkas")

    return say


def file_said(line: FileLine) -> str:
    """When it came and what became of it."""
    return listed(say_day(line.uploaded_on), outcome(line))


def _sources(found: Standing, _scope: Scope) -> str:
    sources, failing = found.count("sources"), found.count("sources_failing")
    if not sources:
        return _("Belum ada sumber")
    said = ngettext("%(n)s sumber", "%(n)s sumber", sources) % {"n": some(sources)}
    return listed(said, _("%(n)s gagal diambil") % {"n": some(failing)} if failing else "")


def _dashboards(_found: Standing, _scope: Scope) -> str:
    return _("Capaian, predikat, dan yang tertahan menurut unit")


def _reports(_found: Standing, _scope: Scope) -> str:
    return _("Laporan kinerja instansi, draf dan yang sudah disetujui")


STATES: Mapping[str, Say] = {
    "performance:window-list": _windows,
    "people:calendar": _calendar,
    "performance:rules": _rules,
    "performance:retention": _retention,
    "people:accounts": _accounts,
    "people:roles": _roles,
    "people:access-requests": _access,
    "people:delegation-list": _delegations,
    "analytics:dashboard": _dashboards,
    "analytics:annual-list": _reports,
    "people:unit-list": _units,
    "people:team-list": _teams,
    "people:problem-list": _problems,
    "performance:contract-list": _contracts,
    "people:retirement-list": _retirements,
    "administration-imports": _files,
    "people:import-list": _last("people"),
    "performance:planfile-list": _last("plans"),
    "performance:attendance": _last("attendance"),
    "performance:history": _last("history"),
    "performance:credit-import": _last("credits"),
    "performance:recap-files": _last("recaps"),
    "performance:fetch-list": _fetches,
    "measurement:source-list": _sources,
    "performance:library": _library,
    "performance:sample-list": _samples,
    "people:agency-set": _agency,
    "people:look-set": _look,
    "people:offline-set": _offline,
    "config:webhook-list": _webhooks,
    "operations": _operations,
}
