"""What people know of a person: who one is, posts, raters, teams, leave, duties, the account."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from pamong.access.keys.queries import keys_of
from pamong.access.models import CalendarKey, WallKey
from pamong.access.scope import Role, Scope
from pamong.access.security.queries import has_second_factor
from pamong.documents.writing import Heading, Out
from pamong.people.directory.queries import posts_of, sayings_of
from pamong.people.leave.kinds import kind_label
from pamong.people.leaving.reasons import reason_label
from pamong.people.models import (
    Assignment,
    Contract,
    Delegation,
    Employee,
    Job,
    Leave,
    Mandate,
    RosterDay,
    SavedFilter,
    Supervision,
    SupervisorReport,
    TeamMember,
    TraceRead,
)
from pamong.people.models.employee import full_name_of
from pamong.people.own_data.parts import OwnSheet
from pamong.people.queries import ratings_of
from pamong.people.sentences import FIELDS
from pamong.ui.dates import local, say_day_full, say_instant

DAY = timedelta(days=1)
OWN_FIELDS = (
    *("nip", "name", "title_before", "title_after", "kind", "rank", "sex", "born_on", "email"),
    *("joined_on", "left_on", "leaves_on", "source", "sourced_on"),
)


def spans() -> list[Heading]:
    """The two columns of what holds for a time."""
    return [Heading(_("Sejak"), "day"), Heading(_("Sampai"), "day")]


def span(since: date, end: date | None) -> list[Out]:
    """The first day and the last one; an open end stays empty."""
    return [since, end - timedelta(days=1) if end else None]


def people_sheets(scope: Scope, employee: Employee) -> Iterator[OwnSheet]:
    """A sheet for each kind; none is left out because it is empty."""
    yield _person(employee)
    yield _posts(employee)
    yield _raters(employee)
    yield _teams(employee)
    yield _leave(scope, employee)
    yield _contracts(scope, employee)
    yield _roster(employee)
    yield _delegations(employee)
    yield _account(employee)
    yield _reports(scope, employee)
    yield _trace_reads(employee)
    yield _sources(employee)


def _person(employee: Employee) -> OwnSheet:
    rows = [_fact(employee, name) for name in OWN_FIELDS]
    if reason := employee.left_reason or employee.leaves_reason:
        rows.append([_("Alasan berhenti"), reason_label(reason)])
    rows += [
        [
            _("Jenis pegawai sampai %(day)s") % {"day": say_day_full(one.until - DAY)},
            one.get_kind_display(),
        ]
        for one in employee.former_kinds.all()
    ]
    rows += [[_("Unit"), str(employee.unit or "")], [_("Jabatan"), str(employee.position or "")]]
    rows += [
        [_("Nomor di sistem %(system)s") % {"system": one.system}, one.value]
        for one in employee.foreign_ids.order_by("system")
    ]
    about = _("Identitas kepegawaian Anda seperti tercatat hari ini. Halaman: Profil dan atasan.")
    return OwnSheet(_("Pegawai"), about, [Heading(_("Keterangan")), Heading(_("Isi"))], rows)


def _fact(employee: Employee, name: str) -> list[Out]:
    field: Any = employee._meta.get_field(name)
    value: Any = getattr(employee, name)
    if field.choices and value:
        value = str(dict(field.flatchoices)[value])
    return [str(field.verbose_name), say_day_full(value) if isinstance(value, date) else value]


def _posts(employee: Employee) -> OwnSheet:
    kinds = dict(Assignment.Kind.choices)
    headings = [Heading(_("Jabatan"), width=40), Heading(_("Unit"), width=40)]
    rows = (
        [
            *(row["position__name"], row["unit_then"], str(kinds[row["kind"]])),
            *span(row["valid_from"], row["valid_to"]),
        ]
        for row in posts_of(employee)
    )
    about = _("Jabatan yang Anda pegang menurut tanggal. Halaman: Profil dan atasan.")
    return OwnSheet(_("Jabatan"), about, [*headings, Heading(_("Sebagai")), *spans()], rows)


def _raters(employee: Employee) -> OwnSheet:
    sources = dict(Supervision.Source.choices)
    headings = [Heading(_("Pejabat penilai"), width=36), Heading(_("Atasan penilai"), width=36)]
    headings += [*spans(), Heading(_("Asal")), Heading(_("Alasan pilihan atasan"))]
    rows = (
        [
            *(_name(row, "rater__"), _name(row, "superior__")),
            *span(row["valid_from"], row["valid_to"]),
            *(str(sources[row["source"]]), row["superior_reason"]),
        ]
        for row in ratings_of(employee)
    )
    about = _("Siapa menilai Anda menurut tanggal, dan siapa di atasnya.")
    return OwnSheet(_("Penilai"), about, headings, rows)


def _name(row: Mapping[str, Any], side: str) -> str:
    parts = (row[f"{side}{name}"] or "" for name in ("title_before", "name", "title_after"))
    return full_name_of(*parts)


def _teams(employee: Employee) -> OwnSheet:
    joined = TeamMember.objects.filter(employee=employee).order_by("-valid_from", "pk")
    rows: list[Sequence[Out]] = [
        [name, role or _("Anggota"), *span(since, end)]
        for name, role, since, end in joined.values_list(
            "team__name", "role", "valid_from", "valid_to"
        )
    ]
    led = employee.teams_led.order_by("-valid_from", "pk")
    rows += [
        [name, _("Ketua tim"), *span(since, end)]
        for name, since, end in led.values_list("name", "valid_from", "valid_to")
    ]
    about = _("Tim kerja yang Anda ikuti atau pimpin.")
    headings = [Heading(_("Tim"), width=40), Heading(_("Peran dalam tim")), *spans()]
    return OwnSheet(_("Tim"), about, headings, rows)


def _leave(scope: Scope, employee: Employee) -> OwnSheet:
    kept = Leave.objects.visible_to(scope).filter(employee=employee).order_by("-valid_from")
    sources = dict(Leave.Source.choices)
    rows = (
        [kind_label(kind), *span(since, end), letter, str(sources[source])]
        for kind, since, end, letter, source in kept.values_list(
            "kind", "valid_from", "valid_to", "letter", "source"
        )
    )
    headings = [Heading(_("Jenis cuti"), width=30), *spans(), Heading(_("Nomor surat"), "code")]
    about = _("Cuti Anda yang tercatat. Alasannya tidak disimpan di Pamong.")
    return OwnSheet(_("Cuti"), about, [*headings, Heading(_("Asal"))], rows)


def _contracts(scope: Scope, employee: Employee) -> OwnSheet:
    found = Contract.objects.visible_to(scope).filter(employee=employee).order_by("valid_from")
    rows = [
        [
            *(*span(row.valid_from, row.valid_to), row.hours_share, row.letter),
            *(str(row.get_decision_display()), row.decided_on, row.reason),
        ]
        for row in found
    ]
    headings = [
        *(*spans(), Heading(_("Bagian jam kerja (persen)"), "number"), Heading(_("Nomor surat"))),
        *(Heading(_("Keputusan")), Heading(_("Diputuskan"), "day"), Heading(_("Alasan"))),
    ]
    about = _("Kontrak PPPK Anda dan keputusan tentangnya.")
    return OwnSheet(_("Kontrak"), about, headings, rows)


def _roster(employee: Employee) -> OwnSheet:
    days = RosterDay.objects.filter(employee=employee).order_by("-on")
    headings = [Heading(_("Tanggal"), "day"), Heading(_("Sif"))]
    about = _("Hari tugas Anda menurut jadwal sif, bila Anda bekerja bergiliran.")
    rows = days.values_list("on", "shift").iterator(chunk_size=2000)
    return OwnSheet(_("Jadwal sif"), about, headings, rows)


def _delegations(employee: Employee) -> OwnSheet:
    mine = Delegation.objects.filter(Q(rater=employee) | Q(delegate=employee))
    rows = (
        [one.rater.full_name, one.delegate.full_name, *span(one.valid_from, one.valid_to)]
        for one in mine.select_related("rater", "delegate").order_by("-valid_from", "pk")
    )
    headings = [Heading(_("Penilai"), width=36), Heading(_("Dikerjakan oleh"), width=36), *spans()]
    about = _("Tugas menilai yang Anda serahkan atau Anda terima untuk sementara.")
    return OwnSheet(_("Delegasi"), about, headings, rows)


def _account(employee: Employee) -> OwnSheet:
    headings = [Heading(_("Keterangan"), width=36), Heading(_("Isi"), width=40)]
    about = _("Akun Anda dan peran yang melekat. Kata sandi tidak disimpan dalam bentuk terbaca.")
    return OwnSheet(_("Akun dan peran"), about, headings, _account_rows(employee))


def _account_rows(employee: Employee) -> Iterator[Sequence[Out]]:
    user = employee.user
    if user is None:
        return
    yield [_("Nama masuk"), user.sign_in_name]
    yield [_("Nama akun"), user.name]
    yield [_("Alamat surel"), user.email]
    yield [_("Bahasa"), user.language]
    yield [_("Tombol / untuk pencarian"), _("aktif") if user.has_slash else _("tidak aktif")]
    yield [_("Akun dibuat"), f"{local(user.created_at):%d-%m-%Y %H:%M}"]
    last = f"{local(user.last_login):%d-%m-%Y %H:%M}" if user.last_login else ""
    yield [_("Terakhir masuk"), last]
    yield [_("Verifikasi dua langkah"), _("aktif") if has_second_factor(user) else _("tidak aktif")]
    ended = user.sessions_ended
    yield [_("Berapa kali semua perangkat lain dikeluarkan"), ended]
    for key in keys_of(user):
        days = f"{say_day_full(key.made_on)} – {say_day_full(key.revoked_on or key.expires_on)}"
        yield [_("Kunci API: %(name)s") % {"name": f"{key.name} ({key.prefix})"}, days]
    for calendar in CalendarKey.objects.filter(user=user):
        yield [_("Alamat kalender dibuat"), say_instant(calendar.made_at)]
    for wall in WallKey.objects.filter(user=user):
        days = f"{say_instant(wall.made_at)} – {say_day_full(wall.last_on)}"
        yield [_("Alamat layar dibuat"), days]
    for job in Job.objects.filter(user=user).order_by("-pk"):
        told = _("Tugas latar: %(name)s") % {"name": job.about or job.kind}
        yield [told, f"{say_instant(job.asked_at)} – {Job.Status(job.status).label}"]
    for kept in SavedFilter.objects.filter(user=user):
        told = _("Saringan tersimpan: %(name)s") % {"name": kept.name}
        yield [told, f"{kept.path}?{kept.query}"]
    held = Mandate.objects.filter(user=user).select_related("unit").order_by("-valid_from")
    for mandate in held:
        since, last_day = span(mandate.valid_from, mandate.valid_to)
        days = " – ".join(say_day_full(day) for day in (since, last_day) if isinstance(day, date))
        where = f", {mandate.unit}" if mandate.unit else ""
        yield [_("Peran: %(role)s") % {"role": f"{Role(mandate.role).label}{where}"}, days]


def _reports(scope: Scope, employee: Employee) -> OwnSheet:
    mine = SupervisorReport.objects.visible_to(scope).filter(employee=employee)
    rows = (
        [one.reported_on, one.note, str(one.get_status_display()), one.answered_on, one.answer]
        for one in mine.order_by("-reported_on", "-pk")
    )
    headings = [
        *(Heading(_("Dilaporkan"), "day"), Heading(_("Keterangan"), width=40)),
        *(Heading(_("Status")), Heading(_("Dijawab"), "day"), Heading(_("Jawaban"), width=40)),
    ]
    about = _("Laporan Anda bahwa atasan keliru, dengan jawabannya.")
    return OwnSheet(_("Laporan atasan keliru"), about, headings, rows)


def _trace_reads(employee: Employee) -> OwnSheet:
    found = TraceRead.objects.filter(employee=employee).select_related("reader")
    rows = ([one.on, one.reader.name, one.purpose] for one in found)
    headings = [
        Heading(_("Tanggal"), "day"),
        *(Heading(_("Pengawas yang membuka"), width=30), Heading(_("Tujuan membaca"), width=50)),
    ]
    about = _("Pengawas yang membuka jejak Anda, dengan tujuan yang dinyatakannya.")
    return OwnSheet(_("Jejak dibuka pengawas"), about, headings, rows)


def _sources(employee: Employee) -> OwnSheet:
    headings = [Heading(_("Berkas"), width=40), Heading(_("Diimpor"), "day")]
    headings += [Heading(_("Isian"), width=30), Heading(_("Isi"), width=40)]
    rows = (
        [file, day, str(FIELDS.get(name, name)), text]
        for file, day, values in sayings_of(employee)
        for name, text in values.items()
        if name not in {"supervisor", "superior"}
    )
    about = _("Apa yang dikatakan berkas impor tentang Anda, isian demi isian.")
    return OwnSheet(_("Sumber data"), about, headings, rows)
