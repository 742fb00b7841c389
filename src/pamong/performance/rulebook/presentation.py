"""Packs and clauses in words of people, as values for the component tags."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.people.models import Employee
from pamong.performance.evaluation.wording import open_clauses as said_clauses
from pamong.performance.local_rules.queries import answerable_in
from pamong.performance.rulebook.queries import PackLine, files_of, holds
from pamong.performance.rulebook.words import rule_said, title_of
from pamong.performance.rules import label_of
from pamong.policy.describe import open_clauses
from pamong.policy.pack import Bands, Clause, Head, Pack, Period, Table
from pamong.ui.components import Task
from pamong.ui.dates import say_day_full
from pamong.ui.tables import Cell, Column, Row
from pamong.ui.tables import Table as Listing


def packs_table(lines: Sequence[PackLine], caption: str) -> Listing:
    """One row a pack: what it rests on, since when, for whom, how much is open."""
    return Listing(
        columns=[
            Column(_("Aturan"), kind="row"),
            Column(_("Sumber")),
            Column(_("Berlaku")),
            Column(_("Untuk")),
            Column(_("Belum terkonfirmasi"), kind="tag"),
        ],
        rows=[_pack_row(line) for line in lines],
        caption=caption,
    )


def _pack_row(line: PackLine) -> Row:
    head = line.head
    url = reverse("performance:pack", args=[head.id])
    said = _("%(n)s butir") % {"n": line.unconfirmed}
    return Row(
        cells=[
            Cell(head.title, url=url, sub=f"{head.id}@{head.version}"),
            head.citation,
            Cell(
                span_said(head.period),
                sub=_("tanggal mulai belum terkonfirmasi") if head.start_unconfirmed else "",
            ),
            employees_said(head),
            Cell(said, tag="wait") if line.unconfirmed else Cell(_("Tidak ada"), tag="agreed"),
        ]
    )


def span_said(period: Period) -> str:
    """Since when, and until when where it ended; the last day is not included."""
    if period.end is None:
        return _("sejak %(day)s") % {"day": say_day_full(period.start)}
    named = {"day": say_day_full(period.start), "end": say_day_full(period.end)}
    return _("sejak %(day)s, berakhir sebelum %(end)s") % named


def employees_said(head: Head) -> str:
    """The kinds of employees; everybody where it names none."""
    known = dict(Employee.Kind.choices)
    return ", ".join(str(known.get(kind, kind)) for kind in head.employees) or _("Semua pegawai")


def pack_context(pack: Pack, on: date) -> dict[str, Any]:
    """One pack: its rules with their clauses, what is open, its files."""
    head = pack.head
    facts = [
        (_("Sumber"), head.citation),
        (_("Berlaku"), span_said(head.period)),
        (_("Untuk"), employees_said(head)),
        (_("Versi"), head.version),
    ]
    if head.extends:
        facts.append((_("Melengkapi"), head.extends))
    return {
        "title": head.title,
        "tag": ("agreed", _("Berlaku")) if holds(head, on) else ("none", _("Tidak berlaku")),
        "facts": facts,
        "rules": rules_table(pack) if pack.rules else None,
        "clauses": clauses_table(pack, on),
        "files": [
            Task(path.name, reverse("performance:pack-file", args=[pack.id, path.name]))
            for path in files_of(pack.id)
        ],
    }


def asking_url(rule: str, pack: str = "") -> str:
    """Where a rule is asked, by one pack or by the one that holds."""
    url = reverse("performance:rule-answer", args=[rule])
    return f"{url}?{urlencode({'pack': pack})}" if pack else url


def rules_table(pack: Pack) -> Listing:
    """Each rule with the text it rests on."""
    return Listing(
        columns=[
            Column(_("Yang diatur"), kind="row"),
            Column(_("Sumber")),
            Column(_("Berlaku")),
        ],
        rows=[
            Row(
                cells=[
                    Cell(rule_said(pack, name), url=asking_url(name, pack.id), sub=name),
                    rule.citation,
                    span_said(pack.head.rules[name]),
                ]
            )
            for name, rule in pack.rules.items()
        ],
        caption=_("Aturan dalam paket ini"),
    )


def clauses_table(pack: Pack, on: date) -> Listing:
    """Each clause without confirmed text, and whether an agency may say otherwise on our pages."""
    answered = answerable_in(pack, on)
    return Listing(
        columns=[
            Column(_("Butir"), kind="row"),
            Column(_("Sumber")),
            Column(_("Status"), kind="tag"),
        ],
        rows=[
            _clause_row(pack, row["clause"], row["citation"], answered)
            for row in open_clauses(pack)
        ],
        caption=_("Butir yang belum terkonfirmasi"),
    )


def _place_said(pack: Pack, clause: Clause | None, place: str) -> str:
    """The row or band of a clause, by the labels of its terms."""
    codes = place.split(".") if place else []
    scales: tuple[str, ...] = ()
    if isinstance(clause, Table):
        scales = clause.keys
    elif isinstance(clause, Bands):
        scales = (clause.scale,)
    known = len(codes) == len(scales) and all(
        code in pack.scales[name].codes for name, code in zip(scales, codes, strict=True)
    )
    if not known:
        # The rounding of bands is told by the title of the clause.
        return "" if place == "decimals" else place.replace(".", " ")
    told = [label_of(pack, name, code) for name, code in zip(scales, codes, strict=True)]
    return ", ".join(told)


def _clause_row(pack: Pack, name: str, citation: str, answered: Collection[str]) -> Row:
    head, _dot, place = name.partition(".")
    words = said_clauses([name])[0]
    clause: Clause | None = pack.clauses.get(head)
    if words == name:
        words = ": ".join(filter(None, (title_of(pack, head), _place_said(pack, clause, place))))
    note = _("dapat diatur sendiri oleh instansi") if head in answered else ""
    return Row(
        cells=[
            Cell(f"{words[:1].upper()}{words[1:]}", sub=name),
            citation,
            Cell(_("Belum terkonfirmasi"), tag="wait", sub=note),
        ]
    )
