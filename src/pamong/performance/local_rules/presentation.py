"""The pages of rules as values for their templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.scope import Scope
from pamong.performance.local_rules.layers import followers_of
from pamong.performance.local_rules.permissions import can_ask_rule, can_grant_rule, can_refuse_rule
from pamong.performance.local_rules.queries import (
    OpenClause,
    figures_before,
    title_key,
    values_of,
)
from pamong.performance.local_rules.wording import facts_of
from pamong.performance.models import LocalRule
from pamong.performance.rules import text_of
from pamong.policy.load import builtin
from pamong.policy.local import Figure, figures_of
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row, Table

TAGS = {
    LocalRule.Status.ASKED: "wait",
    LocalRule.Status.GRANTED: "agreed",
    LocalRule.Status.REFUSED: "returned",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A clause of several figures, as a panel of its own."""

    title: str
    citation: str
    facts: list[tuple[str, str]]
    tag: tuple[str, str]
    link: str
    link_text: str


def rules_context(clauses: Sequence[OpenClause], pack: Pack, scope: Scope) -> dict[str, Any]:
    """Clauses of one figure in a table, the others each in a panel."""
    may_ask = can_ask_rule(scope)
    columns = [
        Column(_("Butir"), kind="row"),
        Column(_("Yang berlaku")),
        Column(_("Sumber"), kind="tag"),
        *([Column(_("Tindakan"), kind="actions")] if may_ask else []),
    ]
    single = [clause for clause in clauses if len(clause.figures) == 1]
    rows = [_clause_row(clause, pack, may_ask) for clause in single]
    panels = [_panel(clause, pack, may_ask) for clause in clauses if clause not in single]
    table = Table(columns, rows, _("Butir aturan"))
    return {
        "title": pack.head.title,
        "citation": pack.head.citation,
        "table": table,
        "panels": panels,
        "is_open": bool(rows or panels),
    }


def _clause_row(clause: OpenClause, pack: Pack, may_ask: bool) -> Row:
    title = text_of(pack, title_key(clause.name))
    ((_label, value),) = facts_of(pack, clause.official, clause.figures)
    shape, word = _source(clause)
    cells: list[Any] = [Cell(title, sub=clause.citation), value, Cell(word, tag=shape)]
    return Row([*cells, _way(clause)] if may_ask else cells)


def _panel(clause: OpenClause, pack: Pack, may_ask: bool) -> Panel:
    facts = facts_of(pack, clause.official, clause.figures)
    title, way = text_of(pack, title_key(clause.name)), _way(clause)
    link, link_text = (way.url, str(way.text)) if may_ask else ("", "")
    return Panel(title, clause.citation, facts, _source(clause), link, link_text)


def _way(clause: OpenClause) -> Cell:
    if clause.pending:
        url = reverse("performance:rule-detail", args=[clause.pending.uuid])
        return Cell(_("Lihat permintaan"), url=url)
    said = _("Isi angkanya") if clause.is_asked else _("Ubah")
    return Cell(said, url=reverse("performance:rule-ask", args=[clause.name]))


def _source(clause: OpenClause) -> tuple[str, str]:
    if clause.is_local:
        return "agreed", _("Aturan instansi")
    if clause.is_asked:
        return "wait", _("Perlu diisi")
    if clause.official.unconfirmed or not clause.official.changeable:
        return "wait", _("Belum terkonfirmasi")
    return "none", _("Aturan pusat")


def changes_table(rules: Sequence[LocalRule]) -> Table:
    """Requests and what became of them."""
    columns = [
        Column(_("Butir"), kind="row"),
        Column(_("Berlaku sejak")),
        Column(_("Diajukan oleh")),
        Column(_("Status"), kind="tag"),
    ]
    return Table(columns, [_change_row(rule) for rule in rules], _("Perubahan aturan"))


def _change_row(rule: LocalRule) -> Row:
    title = text_of(builtin(rule.pack), title_key(rule.clause))
    url = reverse("performance:rule-detail", args=[rule.uuid])
    return Row(
        [
            Cell(title, url=url, sub=rule.basis),
            say_day_full(rule.valid_from),
            rule.asked_by.name,
            Cell(rule.get_status_display(), tag=TAGS[LocalRule.Status(rule.status)]),
        ]
    )


def detail_context(rule: LocalRule, scope: Scope) -> dict[str, Any]:
    """One request: what it changes, why, and what one may do with it."""
    pack = builtin(rule.pack)
    official = pack.clauses[rule.clause]
    figures, values = figures_of(pack, official), values_of(rule)
    asked = [Figure(f.path, values[f.path], f.choices, f.scale) for f in figures]
    rows = [
        Row([label, before, after])
        for (label, before), (_label, after) in zip(
            facts_of(pack, official, figures_before(rule)),
            facts_of(pack, official, asked),
            strict=True,
        )
    ]
    is_waiting = rule.status == LocalRule.Status.ASKED
    without = _("Yang berlaku") if is_waiting else _("Tanpa perubahan")
    columns = [Column(_("Butir"), kind="row"), Column(without), Column(_("Diajukan"))]
    return {
        "rule": rule,
        "title": text_of(pack, title_key(rule.clause)),
        "table": Table(columns, rows, _("Yang diubah")),
        "facts": _facts(rule),
        "may_grant": is_waiting and can_grant_rule(scope, rule),
        "may_refuse": is_waiting and can_refuse_rule(scope, rule),
        "is_own": rule.asked_by_id == scope.user_id,
    }


def _facts(rule: LocalRule) -> list[tuple[str, str]]:
    facts = [
        (_("Berlaku sejak"), say_day_full(rule.valid_from)),
        (_("Dasar hukum"), rule.basis),
        (_("Alasan"), rule.reason),
        (_("Diajukan oleh"), f"{rule.asked_by.name}, {say_day_full(rule.asked_on)}"),
    ]
    if rule.status == LocalRule.Status.ASKED:
        facts += [(_("Juga"), _also_said(later)) for later in followers_of(rule)]
    if rule.answered_by and rule.answered_on:
        said = f"{rule.answered_by.name}, {say_day_full(rule.answered_on)}"
        facts.append((rule.get_status_display(), said))
    return facts


def _also_said(later: LocalRule) -> str:
    return _("Ikut berlaku dalam aturan sejak %(day)s") % {"day": say_day_full(later.valid_from)}
