"""Matriks peran hasil: the leader's results across, people down, and what each owes for each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pamong.people.models import Employee
from pamong.performance.models import Plan, Result, RoleCell
from pamong.performance.papers.contents.evaluation import heading_known
from pamong.performance.papers.contents.persons import (
    NONE,
    know_ranks,
    owner_seat,
    person_rows,
    plan_day,
    sign,
    units_of,
)
from pamong.performance.plan.agreed import is_agreed
from pamong.performance.rules import pack_named
from pamong.ui.dates import say_days
from pamong.ui.filters import nip

LEADER = "Pimpinan"


@dataclass(slots=True)
class Shared:
    """One plan's results, and by person the texts of the cells."""

    results: list[tuple[int, str]] = field(default_factory=list)
    people: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # name, number, post
    texts: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))


def matrix_contents(plans: Sequence[Plan]) -> Iterator[dict[str, Any]]:
    """The matrix of each plan, in a fixed number of queries whatever their number."""
    units_of(plans)
    know_ranks(plan.employee for plan in plans)
    shared = _shared(plans)
    for plan in plans:
        yield _content(plan, shared[plan.pk])


def _shared(plans: Sequence[Plan]) -> dict[int, Shared]:
    found = {plan.pk: Shared() for plan in plans}
    results = Result.objects.filter(plan__in=plans).order_by("-kind", "place", "pk")
    for plan_id, pk, text in results.values_list("plan_id", "pk", "text"):
        found[plan_id].results.append((pk, text))
    _add_people(plans, found)
    cells = RoleCell.objects.filter(result__plan__in=plans).select_related(
        "employee__position", "team", "result"
    )
    for cell in cells.order_by("team__name", "pk"):
        one = found[cell.result.plan_id]
        one.people.setdefault(cell.employee_id, _named(cell.employee, ""))
        said = f"{cell.text} ({cell.team.name})" if cell.team else cell.text
        if cell.text.strip():
            one.texts[cell.result_id, cell.employee_id].append(said)
    return found


def _add_people(plans: Sequence[Plan], found: dict[int, Shared]) -> None:
    """Whoever has a plan of the year under the leader, with the post of that plan."""
    rows = Plan.objects.exclude(status=Plan.Status.CLOSED).filter(
        rater_id__in={plan.employee_id for plan in plans}, year__in={plan.year for plan in plans}
    )
    rows = rows.select_related("employee", "position", "duty").order_by("starts_on", "pk")
    under: dict[tuple[int | None, int], list[Plan]] = defaultdict(list)
    for row in rows:
        under[row.rater_id, row.year].append(row)
    for plan in plans:
        for row in under[plan.employee_id, plan.year]:
            if row.starts_on <= plan.ends_on and row.ends_on >= plan.starts_on:
                found[plan.pk].people[row.employee_id] = _named(row.employee, row.post_name)


def _named(person: Employee, post: str) -> tuple[str, str, str]:
    held = post or (person.position.name if person.position else NONE)
    return person.full_name, nip(person.nip) if person.nip else "", held


def _content(plan: Plan, shared: Shared) -> dict[str, Any]:
    pack, seat = pack_named(plan.pack), owner_seat(plan, plan.ends_on)
    people = sorted(shared.people.items(), key=lambda item: (item[1][0], item[0]))
    return {
        "heading": heading_known(pack, "matriks_peran_hasil", "Matriks Peran Hasil"),
        "period": f"Periode: {say_days(plan.starts_on, plan.ends_on)}",
        "state": "" if is_agreed(plan) else f"Status SKP pimpinan: {plan.get_status_display()}.",
        "persons": [{"title": LEADER, "rows": person_rows(plan.employee, seat, plan_day(plan))}],
        "people_title": "Pegawai",
        "results": [f"{number}. {text}" for number, (_pk, text) in enumerate(shared.results, 1)],
        "rows": [_row(key, named, shared) for key, named in people],
        "empty": _empty(shared),
        "signs": [sign(LEADER, plan.employee)],
        "unconfirmed": [],
    }


def _row(key: int, named: tuple[str, str, str], shared: Shared) -> dict[str, Any]:
    name, number, post = named
    cells = ["\n".join(shared.texts[pk, key]) or NONE for pk, _text in shared.results]
    return {"name": name, "sub": ", ".join(filter(None, (number, post))), "cells": cells}


def _empty(shared: Shared) -> str:
    if not shared.results:
        return "SKP pimpinan belum memuat hasil kerja."
    return "" if shared.people else "Belum ada pegawai yang memikul peran."
