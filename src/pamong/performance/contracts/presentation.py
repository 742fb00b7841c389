"""Contracts as tables."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.people.contracts.permissions import can_decide_contract, can_remove_contract
from pamong.people.contracts.presentation import decision_cell, share_said
from pamong.people.contracts.rules import next_end, notice, notice_ends
from pamong.people.holding import Local
from pamong.people.models import Contract
from pamong.performance.contracts.forms import ExtendForm, OtherForm
from pamong.performance.contracts.queries import ALL, ENDING, OVERDUE
from pamong.ui.components import Tab
from pamong.ui.dates import say_day_full, say_days, say_left
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table

SHOWN = 3


def contract_tabs(state: str, on: date, local: Local) -> list[Tab]:
    """Those to decide on, those of them that ended already, and all."""
    url = reverse("performance:contract-list")
    soon = _("Berakhir dalam %(n)s hari") % {"n": notice(on, local).value}
    return [
        Tab(soon, url, current=state == ENDING),
        Tab(_("Berakhir tanpa keputusan"), f"{url}?state={OVERDUE}", current=state == OVERDUE),
        Tab(_("Semua kontrak"), f"{url}?state={ALL}", current=state == ALL),
    ]


def contract_table(
    rows: Sequence[Contract],
    predicates: Mapping[int, Sequence[str]],
    shut: Collection[int],
    on: date,
    local: Local,
) -> Table:
    """One contract a row, with what was rated of late; not of those for whom a purpose is owed."""
    columns = [
        Column(_("Pegawai"), kind="row"),
        Column(_("Kontrak"), nowrap=True),
        Column(_("Predikat")),
        Column(_("Keputusan"), kind="tag"),
    ]
    until = notice_ends(on, local)
    owed = _("Sebutkan tujuan membaca dahulu")
    told = {**predicates, **{key: [owed] for key in shut}}
    return Table(columns, [_row(row, told, on, until) for row in rows], _("Kontrak"))


def _row(row: Contract, predicates: Mapping[int, Sequence[str]], on: date, until: date) -> Row:
    person = row.employee
    url = reverse("performance:contract-detail", args=[row.uuid])
    place = ", ".join(str(part) for part in (person.position, person.unit) if part)
    told = list(predicates.get(row.employee_id, ()))[:SHOWN]
    return Row(
        [
            Cell(person.full_name, url=url, sub=f"{person.get_kind_display()} · {place}"),
            Cell(_("sampai %s") % say_day_full(row.last), sub=say_left(row.last, on)),
            Cell(told[0], sub="; ".join(told[1:])) if told else _("Belum ada"),
            decision_cell(row, on, until, is_latest=row.last < on),
        ]
    )


def detail_context(
    contract: Contract, predicates: Sequence[str], scope: Scope, on: date
) -> dict[str, Any]:
    """One contract, what was rated, and the two ways to decide."""
    person, end = contract.employee, contract.last
    may = can_decide_contract(scope, contract) and contract.decision != Contract.Decision.EXTEND
    until = next_end(contract.valid_to, scope.local_packs) if contract.valid_to else end
    return {
        "contract": contract,
        "person": person,
        "facts": [
            (_("Jenis pegawai"), person.get_kind_display()),
            (_("Masa kontrak"), say_days(contract.valid_from, end)),
            (_("Sisa waktu"), say_left(end, on)),
            (_("Jam kerja"), share_said(contract, scope.local_packs)),
            (_("Nomor surat"), contract.letter or "–"),
        ],
        "decided": _decided(contract),
        "predicates": predicates,
        "may_decide": may,
        "may_remove": can_remove_contract(scope, contract) and not contract.decision,
        "extend": ExtendForm(initial={"until": until}),
        "other": OtherForm(),
        "until": until,
        "why": notice_why(on, scope.local_packs),
    }


def _decided(contract: Contract) -> list[tuple[str, Any]]:
    if not contract.decision:
        return []
    by = contract.decided_by.name if contract.decided_by else "–"
    rows: list[tuple[str, Any]] = [
        (_("Keputusan"), contract.get_decision_display()),
        (_("Oleh"), by),
        (_("Pada"), say_day_full(contract.decided_on) if contract.decided_on else "–"),
    ]
    if contract.reason:
        rows.append((_("Alasan"), contract.reason))
    return rows


def notice_why(on: date, local: Local) -> Explained:
    """Why contracts are put before the one who decides when they are."""
    number = notice(on, local)
    told = ngettext(
        "Kontrak tampil %(n)s hari sebelum berakhir.",
        "Kontrak tampil %(n)s hari sebelum berakhir.",
        int(number.value),
    ) % {"n": number.value}
    rated = _("Evaluasi triwulan dan tahunan menjadi pertimbangan perpanjangan atau pengangkatan.")
    open_ = (_("Batas hari ini belum terkonfirmasi."),) if number.unconfirmed else ()
    return Explained((Reason(told), Reason(rated, number.citation)), open_)
