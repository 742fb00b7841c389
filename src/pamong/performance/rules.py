"""The rule pack as performance asks for it: which one holds, and its words in the reader's tongue."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.people.models import Employee, Position, Unit
from pamong.performance.models import Plan
from pamong.policy.choose import NoPack
from pamong.policy.choose import pack_on as policy_pack_on
from pamong.policy.load import builtin
from pamong.policy.pack import Pack, Scale

PREDICATE_RULE = "predicate"
PLAN_SCALES = frozenset({"aspect", "perspective", "behaviour_value", "annex"})
# Parts of an office; every other unit stands on its own, and its head plans by perspective.
INSIDE = frozenset({Unit.Kind.DIVISION, Unit.Kind.SECTION})
# Probation and part time are under the rules of the kind that they lead to or belong to.
SAME_LAW: dict[str, str] = {
    Employee.Kind.CPNS: Employee.Kind.PNS,
    Employee.Kind.PPPK_PART_TIME: Employee.Kind.PPPK,
}


def pack_on(day: date, employee_kind: str | None = None) -> Pack:
    """The pack by which plans of the day are made and rated."""
    kind = SAME_LAW.get(employee_kind or "", employee_kind)
    return policy_pack_on(PREDICATE_RULE, day, employee=kind)


def check_owes_plan(employee_kind: str) -> None:
    """Political officials rate; a plan is made by civil servants, whom alone the rules name."""
    if employee_kind == Employee.Kind.POLITICAL:
        raise ValidationError(
            _("Pejabat politik menilai dan tidak menyusun SKP. SKP disusun oleh PNS dan PPPK.")
        )


def plan_pack_on(day: date, employee_kind: str) -> Pack:
    """The pack by which a plan that begins on the day is made, or what to do where there is none."""
    check_owes_plan(employee_kind)
    try:
        pack = pack_on(day, employee_kind)
    except NoPack:
        pack = None
    if pack is None or not pack.scales.keys() >= PLAN_SCALES:
        raise ValidationError(
            _("Aturan SKP untuk periode mulai %(day)s tidak tersedia. Pilih periode yang lain."),
            params={"day": day.strftime("%d-%m-%Y")},
        )
    return pack


def form_of(position: Position, unit: Unit) -> str:
    """By perspective for senior leaders and heads of units that stand on their own, else by aspect."""
    leads = position.is_head and position.kind == Position.Kind.ADMINISTRATOR
    is_leader = position.kind == Position.Kind.SENIOR or (leads and unit.kind not in INSIDE)
    return Plan.Form.LEADER if is_leader else Plan.Form.STAFF


def pack_named(mark: str) -> Pack:
    """The pack that a plan or an evaluation was made under, from its mark id@version."""
    return builtin(mark.partition("@")[0])


def mark_of(pack: Pack) -> str:
    """What a row keeps, so that it can be run again in ten years."""
    return f"{pack.id}@{pack.head.version}"


def choices(pack: Pack, scale: str) -> list[tuple[str, str]]:
    """A scale's codes and labels for a form, in the regulation's order."""
    return [(code, label_of(pack, scale, code)) for code in pack.scales[scale].codes]


def label_of(pack: Pack, scale: str, code: str) -> str:
    """A label in the language of the page; empty for an empty code."""
    return pack.label(scale, code, get_language() or "") if code else ""


def scale(pack: Pack, name: str) -> Scale:
    """A scale with its terms and their details."""
    return pack.scales[name]
