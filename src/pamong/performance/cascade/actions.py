"""Verbs on the cascade: add, change, remove and link goals, set their targets."""

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from pamong.access.models import User
from pamong.access.permissions import require
from pamong.ledger.actions import digest_of, field_changes, record
from pamong.measurement.models import Indicator, Reading, Target
from pamong.people.models import Agency, Unit
from pamong.people.scope import scope_of
from pamong.performance.cascade.levels import level_of, way_between
from pamong.performance.cascade.permissions import can_keep_cascade
from pamong.performance.models import Contribution, Goal, GoalIndicator

WHOLE = Decimal(100)
SHOWN = 60


@dataclass(frozen=True, slots=True)
class GoalInput:
    """What a form gives for a goal; a parent is linked in the same breath when given."""

    kind: str
    name: str
    first_year: int
    last_year: int
    code: str = ""
    unit: Unit | None = None
    source: str = ""
    parent: Goal | None = None
    share: Decimal = WHOLE


@dataclass(frozen=True, slots=True)
class TargetInput:
    """One indicator of a goal with its target of a year; without `indicator` it is a new one."""

    name: str
    year: int
    indicator: Indicator | None = None
    unit: str = ""
    direction: str = Indicator.Direction.MORE
    baseline: Decimal | None = None
    value: Decimal | None = None
    text: str = ""
    budget: Decimal | None = None
    actual: Decimal | None = None
    source: str = ""
    band: dict[str, Decimal] = field(default_factory=dict)  # band_low, band_high, tolerance


@transaction.atomic
def add_goal(agency: Agency, given: GoalInput, *, by: User, on: date) -> Goal:
    """Put a goal into the cascade, below its parent when one is given."""
    require(can_keep_cascade(scope_of(by, on), agency.pk))
    Agency.objects.select_for_update().get(pk=agency.pk)
    goal = Goal(agency=agency)
    _write_goal(goal, given)
    changes = field_changes(None, goal)
    if given.parent:
        _join(given.parent, goal, given.share)
        changes |= {"parent": [None, str(given.parent.uuid)], "share": [None, str(given.share)]}
    record("performance.goal_added", goal, by=by, on=on, changes=changes)
    return goal


@transaction.atomic
def change_goal(goal: Goal, given: GoalInput, *, by: User, on: date) -> Goal:
    """Change the wording, level, unit or years of a goal; its links stay."""
    goal = held_goal(goal, by=by, on=on)
    before = copy(goal)
    if given.kind != goal.kind:
        _check_level_among_kin(goal, given.kind)
    _write_goal(goal, given)
    if changes := field_changes(before, goal):
        record("performance.goal_changed", goal, by=by, on=on, changes=changes)
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User, on: date) -> None:
    """Take a goal out on which nothing hangs; its indicators without readings go with it."""
    goal = held_goal(goal, by=by, on=on)
    _check_nothing_hangs_on(goal)
    changes = {
        "name": [digest_of(goal.name), None],
        "indicators": [goal.indicators.count(), 0],
    }
    keys = list(goal.indicators.values_list("indicator_id", flat=True))
    goal.delete()
    Indicator.objects.filter(pk__in=keys, card=None).delete()  # a card outlives the goal
    record("performance.goal_removed", goal, by=by, on=on, changes=changes)


@transaction.atomic
def link_goals(parent: Goal, child: Goal, *, share: Decimal, by: User, on: date) -> Contribution:
    """Let the child serve the parent by a share; an existing link gets the new share."""
    child = held_goal(child, by=by, on=on)
    before = Contribution.objects.filter(parent=parent, child=child).first()
    link = _join(parent, child, share)
    changes = {
        "parent": [str(parent.uuid) if before else None, str(parent.uuid)],
        "share": [str(before.share) if before else None, str(share)],
    }
    record("performance.goals_linked", child, by=by, on=on, changes=changes)
    return link


@transaction.atomic
def unlink_goals(parent: Goal, child: Goal, *, by: User, on: date) -> Goal:
    """End what the child gives to the parent; both goals stay."""
    child = held_goal(child, by=by, on=on)
    link = Contribution.objects.filter(parent=parent, child=child).first()
    if link is None:
        raise ValidationError(_("Hubungan ini sudah dilepas. Muat ulang halaman."))
    share = link.share
    link.delete()
    changes = {"parent": [str(parent.uuid), None], "share": [str(share), None]}
    record("performance.goals_unlinked", child, by=by, on=on, changes=changes)
    return child


@transaction.atomic
def set_goal_target(goal: Goal, given: TargetInput, *, by: User, on: date) -> Target:
    """Write an indicator of a goal with its target, money and actual of a year; empty stays missing."""
    goal = held_goal(goal, by=by, on=on)
    check_year(goal, given.year)
    row, changes = _write_indicator(goal, given)
    target = Target.objects.filter(indicator=row.indicator, year=given.year).first()
    before = copy(target)
    target = target or Target(indicator=row.indicator, year=given.year)
    target.value, target.text = given.value, given.text.strip()
    target.save()
    changes |= {f"target_{k}": v for k, v in field_changes(before, target).items()}
    changes |= _write_actual(row.indicator, given, on)
    changes["year"] = [given.year, given.year]
    record("performance.goal_target_set", goal, by=by, on=on, changes=changes)
    return target


def _write_indicator(goal: Goal, given: TargetInput) -> tuple[GoalIndicator, dict[str, Any]]:
    row = goal.indicators.select_related("indicator").filter(indicator=given.indicator).first()
    if given.indicator and row is None:
        raise ValidationError(_("Indikator itu bukan milik sasaran ini. Muat ulang halaman."))
    if row and hasattr(row.indicator, "card"):
        raise ValidationError(
            _("Indikator ini punya kartu: ubah target dan realisasinya di kartu itu.")
        )
    indicator = row.indicator if row else Indicator(agency=goal.agency)
    before = copy(indicator) if row else None
    for name in ("name", "unit", "direction", "baseline", "source"):
        setattr(indicator, name, getattr(given, name))
    for name, value in given.band.items():
        setattr(indicator, name, value)
    indicator.save()
    row = row or GoalIndicator(goal=goal, indicator=indicator)
    changes: dict[str, Any] = dict(field_changes(before, indicator))
    old, new = row.budgets.get(str(given.year)), given.budget
    if new is not None and old != str(new):
        row.budgets = {**row.budgets, str(given.year): str(new)}
        changes["budget"] = [old, str(new)]
    row.save()
    return row, changes


def _write_actual(indicator: Indicator, given: TargetInput, on: date) -> dict[str, Any]:
    """What the year came to, as of its last day; another figure replaces the one that stands."""
    if given.actual is None:
        return {}
    if given.year > on.year:
        raise ValidationError(
            _("Tahun %(year)d belum berjalan. Kosongkan realisasinya."), params={"year": given.year}
        )
    as_of = min(on, date(given.year, 12, 31))
    standing = Reading.objects.standing().filter(indicator=indicator, as_of__year=given.year)
    old = standing.select_for_update().order_by("-as_of", "-pk").first()
    if old and old.value == given.actual:
        return {}
    reading = Reading.objects.create(indicator=indicator, as_of=as_of, value=given.actual)
    if old and old.as_of == as_of:
        old.replaced_by = reading
        old.save(update_fields=["replaced_by"])
    return {"actual": [old.value if old else None, given.actual]}


def held_goal(goal: Goal, *, by: User, on: date) -> Goal:
    """The goal held until the transaction ends; one writer at a time, so that no circle can slip in."""
    require(can_keep_cascade(scope_of(by, on), goal.agency_id))
    Agency.objects.select_for_update().get(pk=goal.agency_id)
    return Goal.objects.select_related("agency", "unit").get(pk=goal.pk)


def check_year(goal: Goal, year: int) -> None:
    """A goal has targets and money only in its own years."""
    if not goal.first_year <= year <= goal.last_year:
        raise ValidationError(
            _("Pilih tahun %(first)d sampai %(last)d: di luar itu sasaran ini tidak berlaku."),
            params={"first": goal.first_year, "last": goal.last_year},
        )


def _write_goal(goal: Goal, given: GoalInput) -> None:
    if given.last_year < given.first_year:
        raise ValidationError(_("Isi tahun akhir yang sama dengan atau sesudah tahun awal."))
    if not given.name.strip():
        raise ValidationError(_("Tulis rumusannya: apa yang hendak dicapai."))
    goal.kind, goal.name, goal.code = given.kind, given.name.strip(), given.code.strip()
    goal.unit, goal.source = given.unit, given.source.strip()
    goal.first_year, goal.last_year = given.first_year, given.last_year
    goal.save()


def _join(parent: Goal, child: Goal, share: Decimal) -> Contribution:
    _check_level(parent.kind, child.kind)
    _check_same_agency(parent, child)
    _check_no_circle(parent, child)
    _check_share(parent, child, share)
    return Contribution.objects.update_or_create(
        parent=parent, child=child, defaults={"share": share}
    )[0]


def _check_same_agency(parent: Goal, child: Goal) -> None:
    if parent.agency_id != child.agency_id:
        raise ValidationError(_("Kedua sasaran harus milik instansi yang sama."))


def _check_level(parent_kind: str, child_kind: str) -> None:
    if level_of(child_kind) < level_of(parent_kind):
        raise ValidationError(
            _("%(child)s tidak dapat berada di bawah %(parent)s. Balikkan arah hubungannya."),
            params={
                "child": Goal.Kind(child_kind).label,
                "parent": str(Goal.Kind(parent_kind).label).lower(),
            },
        )


def _check_level_among_kin(goal: Goal, kind: str) -> None:
    for above in goal.serves.values_list("parent__kind", flat=True):
        _check_level(above, kind)
    for below in goal.served_by.values_list("child__kind", flat=True):
        _check_level(kind, below)


def _check_no_circle(parent: Goal, child: Goal) -> None:
    lines = Contribution.objects.filter(parent__agency_id=child.agency_id)
    way = way_between(lines.values_list("parent_id", "child_id"), child.pk, parent.pk)
    if not way:
        return
    names = dict(Goal.objects.filter(pk__in=way).values_list("pk", "name"))
    chain = " → ".join(f"“{short(names[key])}”" for key in [*way, child.pk])
    raise ValidationError(
        _("Hubungan ini membuat lingkaran: %(chain)s. Lepas salah satu hubungan itu dahulu."),
        params={"chain": chain},
        code="circle",
    )


def _check_share(parent: Goal, child: Goal, share: Decimal) -> None:
    if not 0 < share <= WHOLE:
        raise ValidationError(_("Isi bagian lebih dari 0 dan paling banyak 100 persen."))
    given = child.serves.exclude(parent=parent).aggregate(n=Sum("share"))["n"] or Decimal(0)
    if given + share > WHOLE:
        raise ValidationError(
            _("Bagian yang masih dapat diberikan tinggal %(left)s persen. Kurangi bagian lain."),
            params={"left": f"{(WHOLE - given).normalize():f}"},
            code="share",
        )


def _check_nothing_hangs_on(goal: Goal) -> None:
    counts = {
        _("turunan"): goal.served_by.count(),
        _("hasil kerja di SKP"): goal.results.count(),
        _("indikator yang sudah diukur atau dipakai di SKP"): _used_indicators(goal),
    }
    held = [f"{n} {what}" for what, n in counts.items() if n]
    if held:
        raise ValidationError(
            _("Sasaran ini masih memiliki %(what)s. Pindahkan dahulu, lalu hapus."),
            params={"what": ", ".join(held)},
            code="held",
        )


def _used_indicators(goal: Goal) -> int:
    rows = Indicator.objects.filter(of_goal__goal=goal, card=None)
    return (
        (rows.filter(readings__isnull=False) | rows.filter(in_plans__isnull=False))
        .distinct()
        .count()
    )


def short(text: str) -> str:
    """The beginning of a long sentence, for a message."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
