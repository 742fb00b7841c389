"""Why people leave, and what each reason means for the plan, from the rule pack."""

from functools import lru_cache

from django.utils.translation import get_language

from pamong.policy.load import builtin
from pamong.policy.pack import Pack, Table, fold

PACK, REASONS, EFFECT = "id-uu-20-2023", "leaving_reason", "leaving_effect"
RATED, KINDS, AHEAD = "rated", "kinds", "ahead"


def leaving_pack() -> Pack:
    """The pack that names the reasons."""
    return builtin(PACK)


def reason_choices(kind: str) -> list[tuple[str, str]]:
    """Codes and labels for a kind of employee, in the order of the pack."""
    terms = leaving_pack().scales[REASONS].terms
    return [(t.code, reason_label(t.code)) for t in terms if kind in t.details.get(KINDS, ())]


def reason_label(code: str) -> str:
    """The name of a reason in the language of the page; an unknown code as it is."""
    pack = leaving_pack()
    known = code in pack.scales[REASONS].codes
    return pack.label(REASONS, code, get_language() or "") if known else code


def reason_named(text: str) -> str:
    """The reason that a text of a file means: the longest name in it counts; nothing where none is."""
    words = f" {fold(text)} "
    found = [
        (len(name), term.code)
        for term in leaving_pack().scales[REASONS].terms
        for name in map(fold, (term.label, *term.other_names))
        if f" {name} " in words
    ]
    return max(found)[1] if found else ""


def effects() -> Table:
    """What each reason means, with its citation and mark."""
    return leaving_pack().tables[EFFECT]


@lru_cache
def is_rated(code: str) -> bool:
    """Whether the plan that ends with the service is rated; without a known reason it is."""
    row = effects().rows.get(code)
    return bool(row.cells.get(RATED)) if row else True


def is_foreseen(code: str) -> bool:
    """Whether such a leaving may be recorded before its day."""
    scale = leaving_pack().scales[REASONS]
    term = next((term for term in scale.terms if term.code == code), None)
    return bool(term.details.get(AHEAD, True)) if term else True


def unrated_labels() -> list[str]:
    """The reasons after which nobody is asked for a rating."""
    codes = leaving_pack().scales[REASONS].codes
    return [reason_label(code) for code in codes if not is_rated(code)]
