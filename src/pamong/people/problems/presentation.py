"""Problems in words: what is wrong, what to do, and where."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamong.access.kept import Gathered
from pamong.people.models import DataProblem
from pamong.people.problems.queries import Blocked
from pamong.people.queries import COUNTED
from pamong.people.saying import full_name
from pamong.people.sentences import SENTENCES
from pamong.ui.components import Tab
from pamong.ui.dates import say_ago, say_day, say_day_full, say_days, say_instant
from pamong.ui.filters import nip
from pamong.ui.markup import link, safe
from pamong.ui.tables import Cell, Column, Row, Table

Kind = DataProblem.Kind
GONE = {Kind.RATER_LEFT, Kind.RATER_MOVED}
DATED = {Kind.PLAN_GAP, Kind.PLAN_OVERLAP, Kind.LEAVING_HELD, Kind.CONTRACT_ENDED}
# What to do about a kind, said above its list.
ADVICE = {
    Kind.NO_RATER: gettext_lazy(
        "SKP tetap dapat disusun, tetapi belum dapat diajukan. Tetapkan penilainya."
    ),
    Kind.RATER_LEFT: gettext_lazy(
        "SKP dan penilaian tertahan pada orang yang sudah tidak ada. Tetapkan penilai yang baru."
    ),
    Kind.RATER_MOVED: gettext_lazy(
        "Penilai tidak lagi memimpin unitnya. Atasannya mengambil alih, atau tetapkan penilai yang baru."
    ),
    Kind.RATER_KEPT: gettext_lazy(
        "Sesudah pindah unit pegawai ini masih dinilai orang di unit lama. Tetapkan penilai di unit yang baru."
    ),
    Kind.ABOVE_LEFT: gettext_lazy(
        "Keberatan pegawai ini tidak ada yang memutuskan. Pilih atasan penilai yang baru."
    ),
    Kind.CIRCLE: gettext_lazy(
        "Pegawai ini saling menilai dalam lingkaran. Tetapkan penilai yang benar untuk salah satunya."
    ),
    Kind.CONTRACT_ENDED: gettext_lazy(
        "Kontrak terakhir pegawai ini sudah berakhir dan belum diputuskan. Putuskan, atau catat kontrak berikutnya."
    ),
    Kind.LEAVING_HELD: gettext_lazy(
        "Harinya sudah tiba, tetapi masa sesudahnya sudah dinilai. Koreksi penilaian itu, atau ubah hari berhenti."
    ),
    Kind.TWO_POSTS: gettext_lazy(
        "Seorang pegawai hanya punya satu jabatan definitif. Catat mutasi, atau jadikan Plt."
    ),
    Kind.NO_HEAD: gettext_lazy(
        "Unit ini berisi pegawai tetapi tidak ada yang memimpin. Catat kepala definitif, Plt, atau Plh."
    ),
    Kind.PLAN_GAP: gettext_lazy(
        "Periode SKP tahun ini tidak bersambung. Pegawai membuat SKP untuk hari-hari yang kosong."
    ),
    Kind.PLAN_OVERLAP: gettext_lazy(
        "Dua SKP jabatan definitif mencakup hari yang sama. Cocokkan tanggal mutasi dengan SK-nya."
    ),
    Kind.PLAN_POST: gettext_lazy(
        "SKP ini disetujui sebelum pegawai pindah. Penilai mengembalikannya; saat itu SKP memakai jabatan yang baru."
    ),
    Kind.CARD_OWNER: gettext_lazy(
        "Pegawai ini masih tercatat mengisi angka indikator unit yang sudah ditinggalkannya. Serahkan kartunya kepada kepala unit, atau pilih pegawai lain."
    ),
    Kind.ODD_NIP: gettext_lazy(
        "NIP tetap dipakai. Cocokkan dengan SK, lalu perbaiki lewat impor data."
    ),
}


# What mends a kind of a person's problem: words and page.
MENDS = {
    Kind.ABOVE_LEFT: (gettext_lazy("Pilih atasan penilai"), "people:superior-set"),
    Kind.LEAVING_HELD: (gettext_lazy("Ubah hari berhenti"), "people:employee-leave"),
    Kind.TWO_POSTS: (gettext_lazy("Catat mutasi"), "people:employee-move"),
    Kind.PLAN_GAP: (gettext_lazy("Buka pegawai"), "people:employee-detail"),
    Kind.PLAN_OVERLAP: (gettext_lazy("Buka pegawai"), "people:employee-detail"),
    Kind.PLAN_POST: (gettext_lazy("Buka pegawai"), "people:employee-detail"),
}


def problem_tabs(counts: Mapping[str, int], here: str) -> list[Tab]:
    """One tab a kind that there is, and who holds up whom."""
    url = reverse("people:problem-list")
    tabs = [
        Tab(str(Kind(kind).label), f"{url}?kind={kind}", count, current=kind == here, most=COUNTED)
        for kind, count in counts.items()
        if count or kind == here
    ]
    blocking = reverse("people:blocking-list")
    return [*tabs, Tab(_("Siapa menunggu siapa"), blocking, current=here == "blocking")]


def problem_table(rows: Sequence[Mapping[str, Any]], kind: str, on: date, *, mends: bool) -> Table:
    """One kind's list with the way to mend each."""
    columns = [
        Column(_("Unit") if kind == Kind.NO_HEAD else _("Pegawai"), kind="row"),
        Column(_("Masalah")),
        Column(_("Ditemukan"), nowrap=True),
        *([Column(_("Tindakan"), kind="actions")] if mends else []),
    ]
    written = []
    for row in rows:
        mend = [_mend(row)] if mends else []
        written.append(Row([_name(row), _detail(row), say_ago(row["found_on"], on), *mend]))
    return Table(columns, written, str(Kind(kind).label))


def _name(row: Mapping[str, Any]) -> Cell:
    if row["kind"] == Kind.NO_HEAD:
        return Cell(row["name"], url=reverse("people:unit-detail", args=[row["unit__uuid"]]))
    place = ", ".join(part for part in (row["employee__position__name"], row["unit__name"]) if part)
    url = reverse("people:employee-detail", args=[row["employee__uuid"]])
    return Cell(row["name"], url=url, sub=place or _("tanpa unit"))


def _detail(row: Mapping[str, Any]) -> Any:
    if row["kind"] == Kind.ODD_NIP:
        said = " ".join(str(SENTENCES[code]) for code in row["detail"].split())
        return Cell(nip(row["employee__nip"]), sub=said)
    if row["kind"] in {*GONE, Kind.RATER_KEPT}:
        said = _("Penilai: %(name)s") % {"name": row["detail"]}
        head = row["filled_by__name"]
        return Cell(said, sub=_("Pejabat sekarang: %(name)s") % {"name": head}) if head else said
    if row["kind"] == Kind.ABOVE_LEFT:
        return _("Atasan penilai: %(name)s") % {"name": row["detail"]}
    if row["kind"] in DATED:
        return _days_said(row["kind"], row["detail"].split())
    return row["detail"] or str(Kind(row["kind"]).label)


def _days_said(kind: str, codes: Sequence[str]) -> str:
    first = date.fromisoformat(codes[0])
    if kind == Kind.LEAVING_HELD:
        return say_day_full(first)
    if kind == Kind.CONTRACT_ENDED:
        return _("Berakhir %(day)s") % {"day": say_day_full(first)}
    return say_days(first, date.fromisoformat(codes[1]))


def _mend(row: Mapping[str, Any]) -> Any:
    kind, person = row["kind"], row["employee__uuid"]
    if kind in {Kind.NO_RATER, Kind.CIRCLE, Kind.RATER_KEPT, *GONE}:
        return _mend_rater(row)
    if kind == Kind.NO_HEAD:
        return Cell(_("Buka unit"), url=reverse("people:unit-detail", args=[row["unit__uuid"]]))
    if kind == Kind.CONTRACT_ENDED:
        contract = reverse("performance:contract-detail", args=[row["detail"].split()[1]])
        return Cell(_("Putuskan kontrak"), url=contract)
    if kind == Kind.CARD_OWNER:
        return Cell(_("Buka indikator"), url=reverse("measurement:card-list") + "?show=lacking")
    if kind in MENDS:
        words, name = MENDS[kind]
        return Cell(str(words), url=reverse(name, args=[person]))
    return Cell(_("Impor data"), url=reverse("people:import-list"))


def _mend_rater(row: Mapping[str, Any]) -> Cell:
    kind, person = row["kind"], row["employee__uuid"]
    url = reverse("people:rater-set") + "?" + urlencode({"person": str(person)})
    set_one = link(url, _("Tetapkan penilai"))
    if kind not in GONE or not row["employee__rater__uuid"]:
        return Cell(html=set_one)
    over = reverse("people:rater-take-over", args=[row["employee__rater__uuid"]])
    filled = row["filled_by__name"]
    take_over = link(over, _("Pindahkan pegawai") if filled else _("Atasan mengambil alih"))
    return Cell(html=safe(f"{take_over} · {set_one}"))


def ranked_said(held: Gathered | None) -> str:
    """When it was looked for who holds up the most; nothing where that was just now."""
    said = _("Siapa yang paling banyak ditunggu dicari %(at)s. Jumlahnya dihitung sekarang.")
    return said % {"at": say_instant(held.at)} if held else ""


def blocking_table(rows: Sequence[Blocked], label: Any, on: date) -> Table:
    """Who holds up how many, the most first, and for how long."""
    columns = [
        Column(_("Yang ditunggu"), kind="row"),
        Column(_("Menunggu"), nowrap=True),
        Column(_("Paling lama"), nowrap=True),
    ]
    written = []
    for row in rows:
        person = row.person
        url = reverse("people:employee-detail", args=[person["uuid"]])
        place = (person["position__name"], person["unit__name"])
        below = ", ".join(part for part in place if part)
        many = ngettext("%(n)d menunggu", "%(n)d menunggu", row.count) % {"n": row.count}
        since = _waited(row.since, on) if row.since else ""
        written.append(Row([Cell(full_name(person), url=url, sub=below), many, since]))
    return Table(columns, written, label)


def _waited(since: date, on: date) -> Cell:
    """For how long something waits, and since which day."""
    count = (on - since).days
    said = ngettext("%(n)d hari", "%(n)d hari", count) % {"n": count}
    begun = _("sejak %(day)s") % {"day": say_day(since, on)}
    return Cell(said if count > 0 else _("baru hari ini"), sub=begun if count > 0 else "")
