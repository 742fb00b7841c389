"""A person's year in words and tables: how long each plan ran, what was given under it, what is missing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamong.performance.models import Evaluation, Plan
from pamong.performance.periods import Period
from pamong.performance.rules import PREDICATES, label_of, pack_named
from pamong.performance.timeline.holes import Hole, holes_in
from pamong.performance.timeline.missing import with_missing
from pamong.performance.timeline.months import PART_MONTH, Length, is_open, length_of
from pamong.performance.timeline.queries import Given, Stretch, year_of
from pamong.policy.pack import Pack
from pamong.ui.dates import say_day_full, say_days
from pamong.ui.markup import link, safe, sub
from pamong.ui.numbers import say_number
from pamong.ui.reasons import Explained, Reason
from pamong.ui.tables import Cell, Column, Row, Table


def year_context(evaluation: Evaluation) -> dict[str, Any]:
    """The year's plans beside a yearly predicate, where one alone does not fill the year; else nothing."""
    plan = evaluation.plan
    stretches = year_of(plan) if evaluation.period == Period.YEAR else []
    if len(stretches) <= 1 and not (stretches and is_part(plan)):
        return {"year_plans": None}
    pack = pack_named(evaluation.pack)
    return {
        "year_plans": year_table(stretches, plan, pack),
        "year_why": months_why(pack),
        "year_note": month_clause(pack),
        "year_holes": [hole_said(hole) for hole in holes_of([one.plan for one in stretches])],
    }


def year_table(stretches: Sequence[Stretch], current: Plan, pack: Pack) -> Table:
    """Each plan with its length, its rater, and the predicates under it; the last one is marked."""
    return Table(
        columns=[
            Column(_("SKP"), kind="row"),
            Column(_("Lama"), nowrap=True),
            Column(_("Penilai")),
            Column(_("Predikat berkala")),
        ],
        rows=[_row(one, current, pack) for one in stretches],
        caption=_("SKP dalam tahun ini"),
    )


def _row(one: Stretch, current: Plan, pack: Pack) -> Row:
    plan = one.plan
    url = reverse("performance:plan-detail", args=[plan.uuid])
    length = length_of(plan.starts_on, plan.ends_on, pack)
    given = {row.period: row for row in one.given if row.period != Period.YEAR}
    parts = with_missing(plan, given)
    said = "".join(
        sub(_given_said(given[p]) if is_given else missing_said(p)) for p, is_given in parts
    )
    post = f"{plan.post_name}, {plan.unit_name}"
    return Row(
        cells=[
            Cell(say_days(plan.starts_on, plan.ends_on), url=url, sub=post),
            Cell(length_said(length), sub=counted_said(length)),
            plan.rater.full_name if plan.rater else "–",
            Cell(html=safe(said)) if said else _("belum ada"),
        ],
        picked=plan.pk == current.pk,
    )


def _given_said(row: Given) -> SafeString:
    period, label = str(Period(row.period).label), given_label(row)
    said = _("%(period)s: %(predicate)s") % {"period": period, "predicate": label}
    return link(reverse("performance:evaluation-detail", args=[row.uuid]), said)


def missing_said(period: str) -> str:
    """A part of the year for which the plan was never rated."""
    return _("%(period)s: belum dinilai") % {"period": Period(period).label}


def given_label(row: Given) -> str:
    """The predicate in the words of its own rules."""
    return label_of(pack_named(row.pack), PREDICATES, row.predicate)


def length_said(length: Length) -> str:
    """`4 bulan 14 hari`."""
    months = ngettext("%(n)d bulan", "%(n)d bulan", length.months) % {"n": length.months}
    days = ngettext("%(n)d hari", "%(n)d hari", length.days) % {"n": length.days}
    parts = [months] if length.months else []
    parts += [days] if length.days or not parts else []
    return " ".join(parts)


def counted_said(length: Length) -> str:
    """`dihitung 4 bulan`; nothing where only whole months were lived."""
    if not length.days:
        return ""
    said = ngettext("dihitung %(n)d bulan", "dihitung %(n)d bulan", length.counted)
    return said % {"n": length.counted}


def month_clause(pack: Pack) -> str:
    """How months are counted, in one sentence, with the mark where the rules do not settle it."""
    number = pack.numbers.get(PART_MONTH)
    if number is None:
        return _("Hanya bulan penuh yang dihitung.")
    said = _("Bulan penuh dihitung; bulan yang dijalani sebagian dihitung mulai %(n)s hari.") % {
        "n": say_number(number.decimal)
    }
    return _("%s (belum terkonfirmasi)") % said if is_open(pack) else said


def months_why(pack: Pack) -> Explained:
    """The same with its source."""
    number = pack.numbers.get(PART_MONTH)
    citation = number.citation if number else ""
    last = _("Predikat tahunan ditetapkan penilai terakhir; predikat SKP sebelumnya menjadi bahan.")
    marks = [_("cara menghitung bulan")] if is_open(pack) else []
    return Explained((Reason(month_clause(pack), citation), Reason(last)), tuple(marks))


def holes_of(plans: Sequence[Plan]) -> list[Hole]:
    """Gaps and overlaps between the plans for a person's own posts in one year."""
    own = sorted(
        ((one.starts_on, one.ends_on) for one in plans if not one.is_acting), key=lambda span: span
    )
    return holes_in(own, own[0][0], max(last for _first, last in own)) if own else []


def hole_said(hole: Hole) -> str:
    """What is wrong with some days of the year."""
    days = say_days(hole.first, hole.last)
    if hole.first == hole.last:
        days = say_day_full(hole.first)
    if hole.is_overlap:
        return _("Dua SKP sekaligus: %(days)s.") % {"days": days}
    return _("Tanpa SKP: %(days)s.") % {"days": days}


def is_part(plan: Plan) -> bool:
    """Whether the plan begins within its year or ends before it does."""
    return (plan.starts_on, plan.ends_on) != (date(plan.year, 1, 1), date(plan.year, 12, 31))


def part_said(plan: Plan) -> str:
    """`8 bulan 16 hari, dihitung 9 bulan`; nothing for a plan of the whole year."""
    if not is_part(plan):
        return ""
    length = length_of(plan.starts_on, plan.ends_on, pack_named(plan.pack))
    return ", ".join(filter(None, (length_said(length), counted_said(length))))


def span_said(plan: Plan, day: date, *, is_current: bool) -> str:
    """The days of a plan, how long that is, and that it is the one which counts today."""
    length = length_said(length_of(plan.starts_on, plan.ends_on, pack_named(plan.pack)))
    said = f"{say_days(plan.starts_on, plan.ends_on)} ({length})"
    if is_current:
        return _("%s. Berlaku hari ini") % said
    is_short = plan.ends_on < min(day, date(plan.year, 12, 31))
    return _("%s. Sudah ditutup") % said if is_short else said


def current_of(plans: Sequence[Plan], day: date) -> Plan | None:
    """The one plan that counts today: for the own post, agreed before any that is not."""
    covering = [p for p in plans if p.starts_on <= day <= p.ends_on and not p.is_acting]
    return next((p for p in covering if p.is_in_force), covering[0] if covering else None)


def last_given(plan: Plan, given: Sequence[Given]) -> Cell | str:
    """The year's predicate under a plan, else its last one."""
    own = [row for row in given if row.plan_id == plan.pk]
    if not own:
        return _("belum ada")
    last = own[-1]  # by period: the year comes last
    url = reverse("performance:evaluation-detail", args=[last.uuid])
    return Cell(given_label(last), url=url, sub=str(Period(last.period).label))
