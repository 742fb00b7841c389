"""Several rows of one person: several posts, the same row twice, or two people under one number."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from pamong.people.importing.folding import folded, folded_name
from pamong.people.importing.rows import Finding, PersonRow, Rejected
from pamong.ui.dates import say_days


@dataclass(slots=True)
class Settled:
    """One row for each person, the posts beside it, and what was said of the others."""

    people: list[PersonRow] = field(default_factory=list)
    posts: list[PersonRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def settle(rows: list[PersonRow]) -> Settled:
    """Keep the post that began last of each person; a post the file calls acting stands beside it."""
    settled = Settled(posts=[row for row in rows if row.is_extra_post])
    main = [row for row in rows if not row.is_extra_post]
    torn = _torn(main, lambda row: row.nip, lambda row: row.foreign_id, "NIP")
    torn |= _torn(main, lambda row: row.foreign_id, lambda row: row.nip, "ID")
    same: dict[str, list[PersonRow]] = defaultdict(list)
    for row in main:
        if reason := torn.get(row.line):
            settled.rejected.append(Rejected(row.line, row.cells, reason))
        else:
            same[row.nip or row.foreign_id or f"line {row.line}"].append(row)
    for found in same.values():
        _settle_one(settled, found)
    return settled


def _torn(
    rows: Iterable[PersonRow],
    key: Callable[[PersonRow], str],
    other: Callable[[PersonRow], str],
    word: str,
) -> dict[int, str]:
    """Why rows that share a number are not one person: another name, or another number beside it."""
    groups: dict[str, list[PersonRow]] = defaultdict(list)
    for row in rows:
        if value := key(row):
            groups[value].append(row)
    return {
        row.line: _double_reason(word, value, row, found)
        for value, found in groups.items()
        if len({other(row) for row in found} - {""}) > 1 or len({_name(row) for row in found}) > 1
        for row in found
    }


def _name(row: PersonRow) -> str:
    return folded_name(row.values["name"])


def _double_reason(word: str, value: str, row: PersonRow, rows: list[PersonRow]) -> str:
    return _("%(word)s %(value)s juga ada di baris %(others)s: biarkan satu baris saja.") % {
        "word": word,
        "value": value,
        "others": _others(row, rows),
    }


def _others(row: PersonRow, rows: Iterable[PersonRow]) -> str:
    return ", ".join(str(other.line) for other in rows if other is not row)


def _settle_one(settled: Settled, rows: list[PersonRow]) -> None:
    if reasons := _overlapping(rows):
        settled.rejected += [Rejected(row.line, row.cells, reasons[row.line]) for row in rows]
        return
    kept = _without_repeats(settled, rows)
    first = _newest(kept)
    if first is None:
        settled.rejected += [Rejected(row.line, row.cells, _undecided(row, kept)) for row in kept]
        return
    settled.people.append(first)
    first.contracts = list(dict.fromkeys(one for row in kept for one in row.contracts))
    for row in kept:
        if row is not first and row.post and first.post:
            code = "earlier_post" if row.post.kind == first.post.kind else "other_kind_of_post"
            about = {"post": row.post.name, "kept": first.post.name, "line": first.line}
            settled.findings.append(Finding(row.line, code, _about(code, about)))


def _overlapping(rows: list[PersonRow]) -> dict[int, str]:
    """Why none of a person's rows is imported: contracts of two of them hold on the same days."""
    told = [(one, row) for row in rows for one in row.contracts]
    told.sort(key=lambda item: (item[0].first, item[0].last))
    for (one, row), (other, following) in pairwise(told):
        if other.first <= one.last and (one.first, one.last) != (other.first, other.last):
            words = {"one": say_days(one.first, one.last), "line": row.line}
            words |= {"other": say_days(other.first, other.last), "next": following.line}
            reason = (
                _(
                    "Kontrak %(one)s (baris %(line)s) bertumpuk dengan kontrak %(other)s (baris %(next)s): "
                    "betulkan tanggalnya."
                )
                % words
            )
            return {row.line: reason for row in rows}
    return {}


def _about(code: str, values: dict[str, object]) -> str:
    if code == "earlier_post":
        return _("%(post)s (yang berlaku: %(kept)s di baris %(line)s)") % values
    return _("%(post)s di samping %(kept)s di baris %(line)s") % values


def _without_repeats(settled: Settled, rows: list[PersonRow]) -> list[PersonRow]:
    """The rows that say something of their own."""
    kept: list[PersonRow] = []
    for row in rows:
        twin = next((one for one in kept if _facts(one) == _facts(row)), None)
        if twin is None:
            kept.append(row)
        elif set(row.contracts) - set(twin.contracts):
            twin.contracts += row.contracts  # a row for each contract of one person
        else:
            settled.findings.append(Finding(row.line, "repeated_row", str(twin.line)))
    return kept


def _facts(row: PersonRow) -> tuple[object, ...]:
    values = tuple(sorted(row.values.items(), key=lambda item: item[0]))
    return values, row.post, row.unit, row.since, row.supervisor, row.superior, row.standing


def _newest(rows: list[PersonRow]) -> PersonRow | None:
    """The row whose post began last; nobody can tell where a day is missing or is the same."""
    if len(rows) == 1:
        return rows[0]
    days = [row.since for row in rows if row.since and row.post]
    if len(days) < len(rows) or len(set(days)) < len(days):
        return None
    return max(rows, key=lambda row: row.since or date.min)


def _undecided(row: PersonRow, rows: list[PersonRow]) -> str:
    posts = {folded(one.post.name) if one.post else "" for one in rows}
    words = {"others": _others(row, rows)}
    if len(posts) == 1:
        return _("Orang yang sama juga ada di baris %(others)s: biarkan satu baris saja.") % words
    return (
        _(
            "Orang yang sama juga ada di baris %(others)s dengan jabatan lain, dan TMT jabatannya tidak "
            "membedakan: isi TMT jabatan yang berbeda, atau tandai yang satu Plt., Plh., atau tambahan."
        )
        % words
    )
