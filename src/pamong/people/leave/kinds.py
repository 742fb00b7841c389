"""The kinds of leave and what each means, from the rule pack."""

from functools import lru_cache

from django.utils.translation import get_language

from pamong.policy.load import builtin
from pamong.policy.pack import Pack, Table, fold

PACK, KINDS, EFFECT = "id-pp-11-2017", "leave_kind", "leave_effect"
STOPS, SHORTENS = "stops_duty", "shortens_after"


def leave_pack() -> Pack:
    """The pack that names the kinds."""
    return builtin(PACK)


def kind_choices() -> list[tuple[str, str]]:
    """Codes and labels in the order of the pack."""
    return [(code, kind_label(code)) for code in leave_pack().scales[KINDS].codes]


def kind_label(code: str) -> str:
    """The name of a kind in the language of the page; an unknown code as it is."""
    pack = leave_pack()
    known = code in pack.scales[KINDS].codes
    return pack.label(KINDS, code, get_language() or "") if known else code


def kind_named(text: str) -> str | None:
    """The code that a text of a file stands for."""
    return leave_pack().scales[KINDS].find(fold(text))


def effects() -> Table:
    """What each kind means, with its citation and mark."""
    return leave_pack().tables[EFFECT]


@lru_cache
def stops_duty(code: str) -> bool:
    """Whether no daily progress is owed and times stand still; an unknown kind does."""
    row = effects().rows.get(code)
    return bool(row.cells.get(STOPS)) if row else True


@lru_cache
def shortens_after(code: str) -> int | None:
    """From how many calendar days on leave of the kind may shorten a plan; nothing where it never does."""
    row = effects().rows.get(code)
    found = row.cells.get(SHORTENS) if row else None
    return int(found) if found else None
