"""The papers of angka kredit as kinds: which of them a person may print, and what stands now for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from pamong.access.scope import Scope
from pamong.documents.kinds import Choice, Kind, Writing, keys_of, of_keys
from pamong.people.models import Position, recall_names
from pamong.performance.credit.account import account_of
from pamong.performance.credit.conversions import Counted
from pamong.performance.credit.facts import Facts
from pamong.performance.credit.queries import facts_of
from pamong.performance.models import CreditDetermination, Evaluation
from pamong.performance.papers.contents import blocks
from pamong.performance.papers.contents.credit import (
    accumulation_content,
    conversion_content,
    determination_content,
)
from pamong.performance.papers.contents.judged import Behind, signed
from pamong.performance.papers.contents.persons import Held, know_ranks, posts_of
from pamong.performance.papers.queries import people_chosen
from pamong.performance.papers.writings import FOLDER, evaluations_chosen, evaluations_of
from pamong.performance.periods import Period, say_period
from pamong.ui.dates import say_day_full

TEMPLATE = f"{FOLDER}credit.typ"


def conversion_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Yearly predicates of functional posts; periodic ones are converted only where they are needed."""
    rows = evaluations_chosen(scope, choice).filter(period=Period.YEAR)
    rows = rows.filter(plan__position__kind=Position.Kind.FUNCTIONAL).exclude(
        plan__position__level=""
    )
    return keys_of(rows)


def conversion_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some conversions in their order; a predicate that gives none is left out."""
    told = evaluations_of(keys)
    read = signed(told)
    facts = facts_of({one.plan.employee_id: one.plan.employee for one in told}.values())
    for one in told:
        if writing := _conversion(one, read, facts[one.plan.employee_id]):
            yield writing


def _conversion(one: Evaluation, read: Behind, facts: Facts) -> Writing | None:
    """As the account stood on the last day that the evaluation judges."""
    account = account_of(facts, one.last_day)
    found = [row for row in account.conversions if row.uuid == one.uuid and row.level]
    if not found:
        return None
    plan, period = one.plan, say_period(one.plan.year, one.period)
    title = f"{CONVERSION.label} {period}"
    return Writing(
        kind=CONVERSION,
        key=str(one.uuid),
        subject=one,
        content=conversion_content(one, read, found),
        **blocks.about_person(plan.employee, plan.agency, title, one.unit_name, period),
    )


def conversions_in(row: CreditDetermination) -> Sequence[str]:
    """The predicates that a determination counts and the one before it did not."""
    rows = CreditDetermination.objects.filter(employee=row.employee_id, until__lt=row.until)
    since = rows.standing().aggregate(last=Max("until"))["last"] or date.min
    account = account_of(facts_of([row.employee])[row.employee_id], row.until)
    return [
        str(one.uuid)
        for one in account.conversions
        if one.level and one.state == Counted.YES and one.last > since
    ]


def determinations_chosen(scope: Scope, choice: Choice) -> QuerySet[CreditDetermination]:
    """Standing ones set in the year; an auditor states a purpose for each, so none by the pile."""
    rows = CreditDetermination.objects.visible_to(scope).standing()
    rows = rows.filter(set_on__year=choice.year)
    rows = people_chosen(rows, scope, choice, "employee", "employee__unit")
    return rows.order_by("employee__name", "employee_id", "until")


def determination_keys(scope: Scope, choice: Choice) -> Sequence[str]:
    """Those of a year."""
    return keys_of(determinations_chosen(scope, choice))


def accumulation_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """What some determinations add up, in their order."""
    return _set_down(lambda: ACCUMULATION, accumulation_content, keys)


def determination_writings(keys: Sequence[str]) -> Iterator[Writing]:
    """Some determinations in their order."""
    return _set_down(lambda: DETERMINATION, determination_content, keys)


def _set_down(
    kind: Callable[[], Kind],
    content: Callable[[CreditDetermination, Held], Mapping[str, Any]],
    keys: Sequence[str],
) -> Iterator[Writing]:
    around = ("employee__agency", "employee__unit", "setter__position", "setter__unit")
    rows = CreditDetermination.objects.filter(uuid__in=keys).select_related(*around)
    told = of_keys(rows, keys)
    recall_names(row.setter.unit for row in told if row.setter and row.setter.unit)
    know_ranks(row.setter for row in told)
    days = [row.set_on for row in told]
    setters = {row.setter_id or 0 for row in told}
    posts = posts_of(setters, min(days), max(days)) if days else {}
    for row in told:
        yield _writing(kind(), row, content(row, posts))


def _writing(kind: Kind, row: CreditDetermination, content: Mapping[str, Any]) -> Writing:
    title = f"{kind.label} {row.set_on.year}"
    if row.version > 1:
        title += f" versi {row.version}"
    person, period = row.employee, f"sampai {say_day_full(row.until)}"
    return Writing(
        kind=kind,
        key=str(row.uuid),
        subject=row,
        content=content,
        **blocks.about_person(person, person.agency, title, row.unit_name, period),
    )


CONVERSION = Kind(
    code="konversi_angka_kredit",
    label=_("Konversi predikat kinerja ke angka kredit"),
    template=TEMPLATE,
    chosen=conversion_keys,
    written=conversion_writings,
    place=80,
)
ACCUMULATION = Kind(
    code="akumulasi_angka_kredit",
    label=_("Akumulasi angka kredit"),
    template=TEMPLATE,
    chosen=determination_keys,
    written=accumulation_writings,
    place=82,
)
DETERMINATION = Kind(
    code="penetapan_angka_kredit",
    label=_("Penetapan angka kredit"),
    template=TEMPLATE,
    chosen=determination_keys,
    written=determination_writings,
    place=84,
)
KINDS = (CONVERSION, ACCUMULATION, DETERMINATION)
