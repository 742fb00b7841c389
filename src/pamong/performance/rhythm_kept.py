"""What was rated in one rhythm stays in it: asked when another kind of employee is recorded."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from pamong.people.batches import pieces
from pamong.people.kinds.keeping import is_from_the_start
from pamong.people.models import Employee
from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import Period, in_order, parts_in, say_period
from pamong.performance.rhythm import former_kinds, kind_at, rhythms_of
from pamong.ui.filters import sentence


def why_kinds_kept(turned: Mapping[Employee, tuple[str, date]]) -> dict[int, str]:
    """Of which people a period that was rated would be none of theirs, were they of a kind from a day on."""
    found: dict[int, str] = {}
    people = {person.pk: person for person in turned}
    for some in pieces(sorted(people)):
        former = former_kinds(some)
        rows = Evaluation.objects.filter(plan__employee__in=some).exclude(predicate="")
        rows = rows.select_related("plan__agency").order_by("plan__year", in_order())
        for row in rows:
            person = people[row.plan.employee_id]
            kind, since = turned[person]
            if person.pk in found or row.plan.year < since.year:
                continue
            held = _history(person, kind, since, former.get(person.pk, ()))
            if row.period not in _periods(row.plan, kind, held):
                found[person.pk] = _said(row, person)
    return found


def _said(row: Evaluation, person: Employee) -> str:
    said = {"period": say_period(row.plan.year, row.period), "name": person.full_name}
    told = _("%(period)s %(name)s sudah dinilai; dengan jenis yang baru frekuensinya lain.")
    return sentence(told % said)


def _history(
    person: Employee, kind: str, since: date, former: Sequence[tuple[date, str]]
) -> Sequence[tuple[date, str]]:
    """What the person would have been before, each with its end."""
    if is_from_the_start(person, since):
        return ()
    was = next((held for until, held in former if until >= since), person.kind)
    earlier = [(until, held) for until, held in former if until < since]
    return earlier if was == kind else [*earlier, (since, was)]


def _periods(plan: Plan, kind: str, held: Sequence[tuple[date, str]]) -> tuple[Period, ...]:
    rhythms = rhythms_of(plan.agency)
    months = rhythms.of_kinds(plan.year, plan.starts_on, partial(kind_at, kind, held))
    return (*parts_in(months), Period.YEAR)
