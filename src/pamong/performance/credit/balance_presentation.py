"""Balances and determinations as values for the component tags."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pamong.access.scope import Scope
from pamong.people.acts.presentation import Change
from pamong.people.models import Employee, Position
from pamong.people.sections import Section
from pamong.performance.credit.account import Account
from pamong.performance.credit.determining import Determined
from pamong.performance.credit.explaining import balance_why, say_credit
from pamong.performance.credit.permissions import (
    can_confirm_balance,
    can_correct_balance,
    can_correct_determination,
    can_refuse_balance,
)
from pamong.performance.credit.rules import carried, figure_of
from pamong.performance.credit.wording import (
    ENTRY_TAGS,
    balance_lines,
    kind_said,
    level_said,
)
from pamong.performance.models import CreditDetermination, CreditEntry
from pamong.performance.rules import pack_named
from pamong.policy.evaluate import Outcome
from pamong.policy.inputs import BadInput
from pamong.ui.components import Tab
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.layout import why
from pamong.ui.markup import esc, safe, sub
from pamong.ui.tables import Cell, Column, Row, Table

Status = CreditEntry.Status


def outcome_of(entry: CreditEntry) -> Outcome | None:
    """What the rule makes of a balance; nothing of a figure as printed, or of one that it refuses now."""
    try:
        return carried(pack_named(entry.pack), entry.kind, entry.level, entry.given)
    except BadInput:
        return None


def figure_said(entry: CreditEntry) -> str:
    """The figure of a balance."""
    outcome = outcome_of(entry)
    return say_credit(figure_of(outcome) if outcome else entry.given.get("credit"))


def _figure_cell(entry: CreditEntry) -> Cell:
    outcome = outcome_of(entry)
    said = figure_said(entry)
    told = balance_why(outcome)
    if told is None:
        return Cell(said, sub=_("menurut dokumen"), strong=True)
    lines = "".join(sub(line) for line in balance_lines(pack_named(entry.pack), entry.given))
    below = why(_("Mengapa %s?") % said, told)
    return Cell(html=safe(f"<b>{esc(said)}</b>{lines}{below}"))


def entry_tag(entry: CreditEntry) -> tuple[str, str]:
    """Shape and word of where a balance stands."""
    if entry.replaced_by_id:
        return "none", _("Diganti koreksi")
    status = Status(entry.status)
    return ENTRY_TAGS[status], str(status.label)


def entries_table(rows: Sequence[CreditEntry]) -> Table:
    """A person's balances."""
    columns = [
        Column(_("Saldo"), kind="row"),
        Column(_("Angka kredit")),
        Column(_("Dokumen asal")),
        Column(_("Status"), kind="tag"),
    ]
    return Table(columns, [_entry(row) for row in rows], _("Saldo yang dibawa"))


def _entry(row: CreditEntry) -> Row:
    url = reverse("performance:balance-detail", args=[row.uuid])
    state, word = entry_tag(row)
    document = f"{say_day_full(row.document_on)} · {row.source}"
    level = level_said(pack_named(row.pack), row.level)
    per = _("%(level)s, per %(day)s") % {"level": level, "day": say_day_full(row.as_of)}
    return Row(
        [
            Cell(kind_said(row.kind), url=url, sub=per),
            _figure_cell(row),
            Cell(row.document_number, sub=document),
            Cell(word, tag=state),
        ]
    )


def open_table(rows: Sequence[CreditEntry], scope: Scope) -> Table:
    """Balances that wait; a box only where the reader may confirm."""
    columns = [
        Column(_("Pilih"), kind="pick"),
        Column(_("Pegawai"), kind="row"),
        Column(_("Saldo")),
        Column(_("Angka kredit")),
        Column(_("Dokumen asal")),
        Column(_("Dimasukkan oleh")),
    ]
    return Table(columns, [_open(row, scope) for row in rows], _("Saldo yang menunggu konfirmasi"))


def _open(row: CreditEntry, scope: Scope) -> Row:
    person = row.employee
    place = ", ".join(str(part) for part in (person.position, person.unit) if part)
    pack = pack_named(row.pack)
    per = _("%(level)s, per %(day)s") % {
        "level": level_said(pack, row.level),
        "day": say_day_full(row.as_of),
    }
    return Row(
        [
            str(row.uuid) if can_confirm_balance(scope, row) else "",
            Cell(
                person.full_name,
                url=reverse("performance:balance-detail", args=[row.uuid]),
                sub=place,
            ),
            Cell(kind_said(row.kind), sub=per),
            _figure_cell(row),
            Cell(row.document_number, sub=row.source),
            Cell(row.entered_by.name, sub=say_day(row.entered_on)),
        ]
    )


def balance_change(entry: CreditEntry) -> Change:
    """What confirming does with one balance."""
    sub = f"{kind_said(entry.kind)}, {say_day_full(entry.as_of)}"
    state = entry.get_status_display()
    return Change(entry.employee.full_name, sub, state, CreditEntry.Status.CONFIRMED.label)


def entry_context(entry: CreditEntry, scope: Scope) -> dict[str, Any]:
    """One balance with its document, and what the reader may do."""
    pack = pack_named(entry.pack)
    state, word = entry_tag(entry)
    is_open = entry.status == Status.ENTERED
    told = balance_why(outcome_of(entry))
    is_diploma = entry.kind == CreditEntry.Kind.DIPLOMA
    below = "; ".join(balance_lines(pack, entry.given)) if told else _("menurut dokumen")
    facts: list[tuple[Any, ...]] = [
        (_("Jenis saldo"), kind_said(entry.kind)),
        (_("Jenjang"), level_said(pack, entry.level)),
        (_("Diakui sejak") if is_diploma else _("Saldo per"), say_day_full(entry.as_of)),
        (_("Angka kredit"), figure_said(entry), below),
        (_("Nomor dokumen"), entry.document_number),
        (_("Tanggal dokumen"), say_day_full(entry.document_on)),
        (_("Asal data"), entry.source),
        (_("Dimasukkan oleh"), entry.entered_by.name, say_day_full(entry.entered_on)),
    ]
    if entry.answered_by and entry.answered_on:
        facts.append((_("Dijawab oleh"), entry.answered_by.name, say_day_full(entry.answered_on)))
    if entry.answer:
        facts.append((_("Alasan"), entry.answer))
    return {
        "entry": entry,
        "person": entry.employee,
        "state": state,
        "word": word,
        "facts": facts,
        "why": told,
        "figure": figure_said(entry),
        "is_open": is_open,
        "may_confirm": is_open and can_confirm_balance(scope, entry),
        "may_refuse": is_open and can_refuse_balance(scope, entry),
        "is_mine": is_open and entry.entered_by_id == scope.user_id,
        "may_correct": entry.status == Status.CONFIRMED
        and not entry.replaced_by_id
        and can_correct_balance(scope, entry),
    }


def kind_tabs(person: Employee, kind: str) -> list[Tab]:
    """The kinds of balances that may be entered."""
    url = reverse("performance:balance-enter", args=[person.uuid])
    return [
        Tab(kind_said(code), f"{url}?kind={code}", current=code == kind)
        for code in CreditEntry.Kind.values
    ]


def determinations_table(rows: Sequence[CreditDetermination]) -> Table:
    """What was determined here."""
    columns = [
        Column(_("Penetapan"), kind="row"),
        Column(pgettext("credit", "Lama"), kind="num"),
        Column(_("Baru"), kind="num"),
        Column(pgettext("credit", "Jumlah"), kind="num"),
        Column(_("Ditetapkan oleh")),
    ]
    return Table(columns, [_determination(row) for row in rows], _("Penetapan angka kredit"))


def _determination(row: CreditDetermination) -> Row:
    url = reverse("performance:determination-detail", args=[row.uuid])
    below = _("sampai %s") % say_day_full(row.until)
    if row.replaced_by_id:
        replaced = _("diganti koreksi")
        below = f"{below} · {replaced}"
    return Row(
        [
            Cell(row.number, url=url, sub=below),
            say_credit(row.old),
            say_credit(row.total - row.old),
            say_credit(row.total),
            Cell(row.setter.full_name if row.setter else row.set_by.name, sub=say_day(row.set_on)),
        ]
    )


def determined_facts(found: Determined) -> list[tuple[Any, ...]]:
    """Old, new and sum of a determination before it is set."""
    return [
        (_("Sampai"), say_day_full(found.until)),
        (_("Angka kredit lama"), say_credit(found.old)),
        (_("Angka kredit baru"), say_credit(found.total - found.old)),
        (pgettext("credit", "Jumlah"), say_credit(found.total)),
        *standing_facts(found.outcome.value),
    ]


def standing_facts(value: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """How much over or short of rank and level."""
    told = []
    for name, title in (("rank", _("Kenaikan pangkat")), ("level", _("Kenaikan jenjang"))):
        bound = value.get(f"{name}_threshold")
        if bound is None:
            told.append((title, _("tidak ada ambang")))
        elif value[f"{name}_reached"]:
            told.append((title, _("kelebihan %s") % say_credit(value.get(f"{name}_surplus") or 0)))
        else:
            told.append((title, _("kekurangan %s") % say_credit(value[f"{name}_missing"])))
    return told


def determination_context(
    row: CreditDetermination, account: Account, value: Mapping[str, Any], scope: Scope
) -> dict[str, Any]:
    """One determination as it was set, beside what would be computed now."""
    pack = pack_named(row.pack)
    setter = row.setter.full_name if row.setter else row.set_by.name
    facts: list[tuple[Any, ...]] = [
        (_("Jabatan"), row.post_name, row.unit_name),
        (_("Jenjang dan golongan"), f"{level_said(pack, row.level)}, {row.rank}"),
        (_("Sampai"), say_day_full(row.until)),
        (_("Angka kredit lama"), say_credit(row.old)),
        (_("Angka kredit baru"), say_credit(row.total - row.old)),
        (pgettext("credit", "Jumlah"), say_credit(row.total)),
        *standing_facts(value),
        (_("Ditetapkan oleh"), setter, say_day_full(row.set_on)),
    ]
    if row.reason:
        facts.append((_("Alasan koreksi"), row.reason))
    return {
        "determination": row,
        "person": row.employee,
        "facts": facts,
        "is_replaced": bool(row.replaced_by_id),
        "may_correct": not row.replaced_by_id and can_correct_determination(scope, row),
        "now": _now_said(row, account),
    }


def _now_said(row: CreditDetermination, account: Account) -> str:
    """That the facts have changed since, where they have."""
    if row.replaced_by_id or account.standing is None or account.through != row.until:
        return ""
    total = account.standing.value["total"]
    if account.level != row.level or total == row.total:
        return ""
    return _("Menurut data sekarang jumlahnya %s. Koreksi penetapan ini bila data itu benar.") % (
        say_credit(total)
    )


def credit_section(scope: Scope, employee: Employee, on: date) -> Section | None:  # noqa: ARG001 — sections share one signature
    """The way to the account on the page of a person with a functional post."""
    post = employee.position
    if post is None or post.kind != Position.Kind.FUNCTIONAL:
        return None
    url = reverse("performance:credit-account", args=[employee.uuid])
    title = _("Angka kredit")
    columns = [Column(_("Jabatan"), kind="row"), Column(_("Jenjang")), Column(_("Golongan"))]
    rows = [Row([Cell(post.name, url=url), post.level or "–", employee.rank or "–"])]
    return Section(title, Table(columns, rows, title), "")
