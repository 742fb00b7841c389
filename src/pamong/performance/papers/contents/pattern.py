"""The pattern that a unit's level gives, as limits in words and as the shares that the form's curve draws."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pamong.performance.evaluation.distribution import AT_MOST, PATTERN, PREDICATES, people_of
from pamong.performance.rules import label_of
from pamong.policy.pack import Limit, Pack
from pamong.ui.numbers import say_number

ALL = 100  # percent
PARTS = 10  # of a percent, as whole numbers
NOTE = "Pola distribusi adalah bahan pertimbangan pimpinan, bukan kuota."
ROUNDED = "cara membulatkan jumlah pegawai pada pola distribusi"
ROUNDED_CLAUSE = f"{PATTERN}.rounds"


def limits_of(pack: Pack, level: str) -> Sequence[Limit]:
    """The limits under a level; none where the pack knows no pattern or no such level."""
    pattern = pack.patterns.get(PATTERN)
    return pattern.limits.get(level, ()) if pattern else ()


def limit_said(pack: Pack, limit: Limit) -> str:
    """`paling banyak 70% Baik`, `paling sedikit 1 pegawai Butuh Perbaikan dan/atau Kurang`."""
    of = " dan/atau ".join(label_of(pack, PREDICATES, code) for code in limit.of)
    if limit.bound == AT_MOST and not (limit.percent or limit.count):
        return f"tidak ada {of}"
    bound = "paling banyak" if limit.bound == AT_MOST else "paling sedikit"
    amount = f"{limit.percent}%" if limit.percent is not None else f"{limit.count} pegawai"
    return f"{bound} {amount} {of}"


def pattern_content(pack: Pack, level: str) -> dict[str, Any] | None:
    """The limits of a level in one sentence, and a share in tenths of a percent for each predicate."""
    limits = limits_of(pack, level)
    if not limits:
        return None
    said = "; ".join(limit_said(pack, limit) for limit in limits)
    codes = pack.scales[PREDICATES].codes
    shares = _shares(codes, limits)
    return {
        "said": f"{said[:1].upper()}{said[1:]}.",
        "note": NOTE,
        "points": [[label_of(pack, PREDICATES, code), shares[code]] for code in codes],
    }


def _shares(codes: Iterable[str], limits: Iterable[Limit]) -> dict[str, int]:
    """Where a limit names a share it is drawn; what is left is drawn evenly over all others."""
    named: dict[str, Fraction] = {}
    for limit in limits:
        if limit.percent is not None or limit.count == 0:
            share = Fraction(limit.percent or 0) / len(limit.of)
            named |= {code: share for code in limit.of if code not in named}
    others = [code for code in codes if code not in named]
    left = max(ALL - sum(named.values()), Fraction(0))
    even = left / len(others) if others else Fraction(0)
    return {code: round(named.get(code, even) * PARTS) for code in codes}


def people_said(pack: Pack, limit: Limit, total: int) -> str:
    """The same limit in people of a unit, with the share from which it comes."""
    if limit.percent is None:
        return limit_said(pack, limit)
    exact = Fraction(limit.percent) * total / ALL
    number = say_number(Decimal(exact.numerator) / Decimal(exact.denominator))
    people = people_of(pack, limit, total)
    return f"{limit_said(pack, limit)}: dari {total} pegawai = {number}, jadi {people} pegawai"
