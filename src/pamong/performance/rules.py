"""The rule pack as performance asks for it: which one holds, and its words in the reader's tongue."""

from datetime import date

from django.utils.translation import get_language

from pamong.people.models import Employee
from pamong.policy.choose import pack_on as policy_pack_on
from pamong.policy.load import builtin
from pamong.policy.pack import Pack, Scale

PREDICATE_RULE = "predicate"
# Probation and part time are under the rules of the kind that they lead to or belong to.
SAME_LAW: dict[str, str] = {
    Employee.Kind.CPNS: Employee.Kind.PNS,
    Employee.Kind.PPPK_PART_TIME: Employee.Kind.PPPK,
}


def pack_on(day: date, employee_kind: str | None = None) -> Pack:
    """The pack by which plans of the day are made and rated."""
    kind = SAME_LAW.get(employee_kind or "", employee_kind)
    return policy_pack_on(PREDICATE_RULE, day, employee=kind)


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
