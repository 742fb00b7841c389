"""The rule pack as performance asks for it: which one holds, and its words in the reader's tongue."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.people.models import Employee, Position, Unit
from pamong.performance.models import LocalRule, Plan
from pamong.policy.choose import NoPack
from pamong.policy.choose import pack_on as policy_pack_on
from pamong.policy.load import builtin
from pamong.policy.local import MARK, local_pack
from pamong.policy.pack import Pack, Scale

Made = TypeVar("Made")
PREDICATE_RULE = "predicate"
# [official pack, first day, local pack], as Agency.local_packs and Scope.local_packs hold them.
Local = Sequence[Sequence[str]]
RATINGS, ORGANISATION, PREDICATES = "rating", "organisation", "predicate"
PLAN_SCALES = frozenset({"aspect", "perspective", "behaviour_value", "annex"})
# Parts of an office; every other unit stands on its own, and its head plans by perspective.
INSIDE = frozenset({Unit.Kind.DIVISION, Unit.Kind.SECTION})


def pack_on(day: date, employee_kind: str | None = None, *, local: Local) -> Pack:
    """The pack by which plans of the day are made and rated, under the agency's own answers."""
    official = policy_pack_on(PREDICATE_RULE, day, employee=employee_kind)
    return pack_named(local_on(official.id, day, local))


def is_ruled(day: date) -> bool:
    """Whether any pack says how plans of the day are made and rated."""
    try:
        policy_pack_on(PREDICATE_RULE, day)
    except NoPack:
        return False
    return True


def local_on(official: str, day: date, local: Local) -> str:
    """The newest answers of an agency to what a pack leaves open; without any the pack itself."""
    held = [(since, pack) for parent, since, pack in local if parent == official]
    since = [row for row in held if date.fromisoformat(row[0]) <= day]
    # Of two answers for one day the one that was granted last counts.
    return max(reversed(since), key=lambda row: row[0])[1] if since else official


def pack_held(official: str, day: date, local: Local) -> Pack:
    """A pack under the agency's own answers of the day; handed to people at start-up."""
    return pack_named(local_on(official, day, local))


def mark_at(mark: str, day: date, local: Local) -> str:
    """The mark of the same official pack under the answers that hold on the day."""
    official = mark.partition("@")[0].partition(MARK)[0]
    return mark_of(pack_named(local_on(official, day, local)))


def check_owes_plan(employee_kind: str) -> None:
    """Political officials rate; a plan is made by civil servants, whom alone the rules name."""
    if employee_kind == Employee.Kind.POLITICAL:
        raise ValidationError(
            _("Pejabat politik menilai dan tidak menyusun SKP. SKP disusun oleh PNS dan PPPK.")
        )


def plan_pack_on(day: date, employee_kind: str, *, local: Local) -> Pack:
    """The pack by which a plan that begins on the day is made, or what to do where there is none."""
    check_owes_plan(employee_kind)
    try:
        pack = pack_on(day, employee_kind, local=local)
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
    name = mark.partition("@")[0]
    return _local_named(name) if MARK in name else builtin(name)


@lru_cache(maxsize=256)
def _local_named(name: str) -> Pack:
    """An agency's pack; its name is the digest of its answers, so what was read once stays true."""
    rule = LocalRule.objects.filter(local_pack=name).order_by("pk")[:1].get()
    return local_pack(builtin(rule.pack), rule.content, rule.valid_from)


def mark_of(pack: Pack) -> str:
    """What a row keeps, so that it can be run again in ten years."""
    return f"{pack.id}@{pack.head.version}"


def remembered(pack: Pack, what: Hashable, make: Callable[[], Made]) -> Made:
    """What a page says of the pack alone, made once in each language; nobody may change it."""
    key = what, get_language()
    if key not in pack.memory:
        pack.memory[key] = make()
    made: Made = pack.memory[key]
    return made


def choices(pack: Pack, scale: str) -> list[tuple[str, str]]:
    """A scale's codes and labels for a form, in the regulation's order."""
    codes = pack.scales[scale].codes
    made = remembered(
        pack,
        ("choices", scale),
        lambda: tuple((code, label_of(pack, scale, code)) for code in codes),
    )
    return list(made)


def label_of(pack: Pack, scale: str, code: str) -> str:
    """A label in the language of the page; empty for an empty code."""
    return pack.label(scale, code, get_language() or "") if code else ""


def text_of(pack: Pack, key: str) -> str:
    """Words of the pack in the language of the page."""
    translated = pack.translations.get(get_language() or "", {}).get("texts", {})
    return translated.get(key) or pack.texts.get(key, key.partition(".")[2])


def scale(pack: Pack, name: str) -> Scale:
    """A scale with its terms and their details."""
    return pack.scales[name]
