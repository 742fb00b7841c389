"""Who rates whom, as a list by unit with what the units' heads propose."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.people.saying import full_name
from pamong.ui.components import Tab
from pamong.ui.filters import nip
from pamong.ui.paging import COUNTED
from pamong.ui.tables import LONG, Cell, Column, Row, Table


def supervision_table(
    rows: Sequence[Mapping[str, Any]], proposed: Mapping[int, Employee], *, own: int, may_set: bool
) -> Table:
    """People grouped by unit; nobody picks oneself. On a phone a long list says the rater, and what differs."""
    columns = [
        *([Column(_("Pilih"), kind="pick", name="person")] if may_set else []),
        Column(_("Pegawai"), kind="row"),
        Column(_("Penilai")),
        Column(_("Atasan penilai")),
        Column(_("Usulan")),
    ]
    written: list[Row] = []
    unit: int | None = 0
    is_short = len(rows) > LONG
    for row in rows:
        if row["unit_id"] != unit:
            unit = row["unit_id"]
            written.append(Row([_unit(row)], group=True))
        pick = [] if not may_set else ["" if row["pk"] == own else str(row["uuid"])]
        cells = [*pick, *_person(row, proposed.get(row["pk"]), is_short=is_short)]
        written.append(Row(cells, short=is_short))
    return Table(columns, written, _("Siapa menilai siapa"))


def _unit(row: Mapping[str, Any]) -> Cell:
    if not row["unit_id"]:
        return Cell(_("Belum punya unit"))
    return Cell(row["unit__name"], url=reverse("people:unit-detail", args=[row["unit__uuid"]]))


def _person(row: Mapping[str, Any], proposed: Employee | None, *, is_short: bool) -> list[Any]:
    url = reverse("people:employee-detail", args=[row["uuid"]])
    above = full_name(row, "rater_superior__") if row["rater_superior__name"] else ""
    return [
        Cell(
            full_name(row),
            url=url,
            sub=row["position__name"] or "",
            card=_rater_said(row) if is_short else "",
        ),
        _rater(row),
        Cell(above, sub=_("dipilih") if row["is_chosen"] else ""),
        _proposal(row, proposed),
    ]


def _rater_said(row: Mapping[str, Any]) -> str:
    """The rater on the line of a phone; one who is lacking or left shows in the cell itself."""
    if not row["rater__name"] or row["rater__left_on"]:
        return ""
    return _("dinilai %s") % full_name(row, "rater__")


def _rater(row: Mapping[str, Any]) -> Cell:
    """The rater with NIP; a regent has none, and that is said, not left blank."""
    if not row["rater__name"]:
        return Cell(_("Belum ada"), tag="none", stays=True)
    name = full_name(row, "rater__")
    if row["rater__left_on"]:
        return Cell(_("Sudah berhenti"), tag="late", sub=name, stays=True)
    return Cell(name, sub=nip(row["rater__nip"]) if row["rater__nip"] else _("tanpa NIP"))


def _proposal(row: Mapping[str, Any], proposed: Employee | None) -> Any:
    if proposed is None:
        return ""
    if proposed.pk == row["rater_id"]:
        return Cell(_("Sesuai"), tag="agreed")
    return Cell(proposed.full_name, sub=str(proposed.position or ""), stays=True)


def supervision_tabs(here: str, reports: int) -> list[Tab]:
    """The list, those without a rater, and the reports of a wrong one."""
    every = reverse("people:supervision-list")
    return [
        Tab(_("Semua"), every, current=here == "all"),
        Tab(_("Tanpa penilai"), f"{every}?missing=1", current=here == "missing"),
        Tab(
            _("Laporan atasan keliru"),
            reverse("people:supervisor-report-list"),
            reports,
            current=here == "reports",
            waits=bool(reports),
            most=COUNTED,
        ),
    ]


def set_url(people: Sequence[Employee]) -> str:
    """The page on which these people get a rater."""
    picked = urlencode([("person", str(one.uuid)) for one in people])
    return f"{reverse('people:rater-set')}?{picked}"
