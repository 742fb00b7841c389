"""The pages of rules as values for their templates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.access.scope import Scope
from pamong.performance.allowance.paying import CLAUSES as ALLOWANCE
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
from pamong.policy.figures import Figure, figures_of
from pamong.policy.load import builtin
from pamong.policy.pack import Pack
from pamong.ui.components import facts
from pamong.ui.dates import say_day_full
from pamong.ui.layout import details
from pamong.ui.tables import Cell, Column, Row, Table

TAGS = {
    LocalRule.Status.ASKED: "wait",
    LocalRule.Status.GRANTED: "agreed",
    LocalRule.Status.REFUSED: "returned",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of one matter, in a table of their own."""

    title: str
    citation: str
    table: Table


def rule_groups(clauses: Sequence[OpenClause], pack: Pack, scope: Scope) -> Iterator[Group]:
    """The clauses of a pack by their matter: the allowance stands apart from the plans."""
    paid = [clause for clause in clauses if clause.name in ALLOWANCE]
    rest = [clause for clause in clauses if clause.name not in ALLOWANCE]
    if rest:
        yield Group(
            pack.head.title, pack.head.citation, _table(rest, pack, scope, pack.head.citation)
        )
    if paid:
        cited = paid[0].official.citation
        yield Group(_("Tambahan penghasilan (TPP)"), cited, _table(paid, pack, scope, cited))


def _table(clauses: Sequence[OpenClause], pack: Pack, scope: Scope, cited: str) -> Table:
    """A row a clause; what waits for the agency comes first."""
    may_ask = can_ask_rule(scope)
    columns = [
        Column(_("Butir"), kind="row"),
        Column(_("Yang berlaku")),
        Column(_("Sumber"), kind="tag"),
    ]
    ordered = sorted(clauses, key=lambda clause: not clause.is_asked)
    rows = [_row(one, pack, cited, may_ask=may_ask) for one in ordered]
    return Table(columns, rows, _("Butir aturan"))


def _row(clause: OpenClause, pack: Pack, cited: str, *, may_ask: bool) -> Row:
    """One clause, with its source where it is another than that of all."""
    title = text_of(pack, title_key(clause.name))
    shape, word = _source(clause)
    below = "" if clause.citation == cited else clause.citation
    name = Cell(title, sub=below, url=_way(clause) if may_ask else "")
    waits = _("Perubahan diajukan") if clause.pending else ""
    return Row([name, _holding(clause, pack), Cell(word, tag=shape, sub=waits)])


def _holding(clause: OpenClause, pack: Pack) -> Cell | str:
    """One figure as it is; several behind a line that says how many, so that the page stays short."""
    told = facts_of(pack, clause.official, clause.figures)
    none = _("Tidak ada")
    told = [fact for fact in told if fact[1] != none] or told[:1]
    if len(told) == 1 or all(figure.value is None for figure in clause.figures):
        return told[0][1]
    counted = ngettext("%(n)s isian", "%(n)s isian", len(told)) % {"n": len(told)}
    return Cell(html=details(facts(told, stacked=True), counted))


def _way(clause: OpenClause) -> str:
    """To the change that waits, else to asking for one."""
    if clause.pending:
        return reverse("performance:rule-detail", args=[clause.pending.uuid])
    return reverse("performance:rule-ask", args=[clause.name])


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
    asked = [Figure(f.path, values[f.path], f.choices, f.scale, f.letters) for f in figures]
    sides = facts_of(pack, official, figures_before(rule)), facts_of(pack, official, asked)
    told = [(label, before, after) for (label, before), (_label, after) in zip(*sides, strict=True)]
    changed = [row for row in told if row[1] != row[2]] or told
    is_waiting = rule.status == LocalRule.Status.ASKED
    without = _("Yang berlaku") if is_waiting else _("Tanpa perubahan")
    columns = [Column(_("Butir"), kind="row"), Column(without), Column(_("Diajukan"))]
    return {
        "rule": rule,
        "title": text_of(pack, title_key(rule.clause)),
        "table": Table(columns, [Row(list(row)) for row in changed], _("Yang diubah")),
        "stays": _stays_said(len(told) - len(changed)),
        "facts": _facts(rule),
        "may_grant": is_waiting and can_grant_rule(scope, rule),
        "may_refuse": is_waiting and can_refuse_rule(scope, rule),
        "is_own": rule.asked_by_id == scope.user_id,
    }


def _stays_said(count: int) -> str:
    """How many figures of the clause stay as they are; nothing where all change."""
    said = ngettext("%(n)s isian lain butir ini tetap.", "%(n)s isian lain butir ini tetap.", count)
    return said % {"n": count} if count else ""


def _facts(rule: LocalRule) -> list[tuple[str, str]]:
    told = [
        (_("Berlaku sejak"), say_day_full(rule.valid_from)),
        (_("Dasar hukum"), rule.basis),
        (_("Alasan"), rule.reason),
        (_("Diajukan oleh"), f"{rule.asked_by.name}, {say_day_full(rule.asked_on)}"),
    ]
    if rule.status == LocalRule.Status.ASKED:
        told += [(_("Juga"), _also_said(later)) for later in followers_of(rule)]
    if rule.answered_by and rule.answered_on:
        said = f"{rule.answered_by.name}, {say_day_full(rule.answered_on)}"
        told.append((rule.get_status_display(), said))
    return told


def _also_said(later: LocalRule) -> str:
    return _("Ikut berlaku dalam aturan sejak %(day)s") % {"day": say_day_full(later.valid_from)}
