"""The predicates given in a unit beside the pattern of its level: advice with counts, never a quota."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.performance.rules import label_of
from pamong.policy.answer import sentence
from pamong.policy.evaluate import Outcome, evaluate
from pamong.policy.operators.counts import Finding, broken, limit_of
from pamong.policy.pack import Limit, Pack
from pamong.ui.numbers import say_number

RULE, PATTERN, PREDICATES = "distribution", "distribution_pattern", "predicate"
AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Mark:
    """A limit of the pattern in people, said beside the first term that it speaks of."""

    people: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One predicate: how many were given, and the pattern's marks."""

    code: str
    label: str
    count: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """Everything the leader weighs: the counts, the pattern, and where they part."""

    level: str
    total: int  # people in the group
    rated: int  # of whom a predicate is known
    bars: tuple[Bar, ...]
    outcome: Outcome
    sentences: tuple[str, ...] = ()  # how a limit in percent became a number of people
    findings: tuple[str, ...] = ()  # each limit that does not hold, in the language of the page

    @property
    def departs(self) -> bool:
        """Whether the given predicates leave the pattern."""
        return not self.outcome.value.get("fits", True)


def distribution_of(
    pack: Pack, level: str, predicates: Iterable[str], *, total: int
) -> Distribution:
    """The pattern for `total` people beside the predicates given so far."""
    counted = Counter(code for code in predicates if code)
    codes = tuple(reversed(pack.scales[PREDICATES].codes))
    counts = {code: counted.get(code, 0) for code in codes}
    outcome = evaluate(pack, RULE, {"level": level, "counts": counts}) if level else Outcome({})
    limits = pack.patterns[PATTERN].limits.get(level, ()) if level else ()
    bars = tuple(
        Bar(code, label_of(pack, PREDICATES, code), n, _marks(pack, limits, code, total))
        for code, n in counts.items()
    )
    said = tuple(_rounding(pack, limit, total) for limit in limits if limit.percent is not None)
    findings = _findings(pack, level, counts) if level else ()
    return Distribution(level, total, sum(counts.values()), bars, outcome, said, findings)


def _findings(pack: Pack, level: str, counts: dict[str, int]) -> tuple[str, ...]:
    found: tuple[Finding, ...] = broken(pack.patterns[PATTERN], level, counts).value
    return tuple(sentence(finding, pack, get_language() or "") for finding in found)


def people_of(pack: Pack, limit: Limit, total: int) -> int:
    """A limit as a number of people."""
    return limit_of(limit, total, pack.patterns[PATTERN])[0]


def _marks(pack: Pack, limits: Iterable[Limit], code: str, total: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(people_of(pack, limit, total), _said(pack, limit, total))
        for limit in limits
        if limit.of[0] == code
    )


def _said(pack: Pack, limit: Limit, total: int) -> str:
    people = people_of(pack, limit, total)
    others = " / ".join(label_of(pack, PREDICATES, code) for code in limit.of[1:])
    if limit.bound == AT_MOST:
        return _("pola: paling banyak %(n)s") % {"n": people}
    if others:
        return _("pola: paling sedikit %(n)s di sini atau di %(others)s") % {
            "n": people,
            "others": others,
        }
    return _("pola: paling sedikit %(n)s") % {"n": people}


def _rounding(pack: Pack, limit: Limit, total: int) -> str:
    exact = Fraction(limit.percent or 0) * total / 100
    named = {
        "of": " / ".join(label_of(pack, PREDICATES, code) for code in limit.of),
        "percent": limit.percent,
        "total": total,
        "exact": say_number(Decimal(exact.numerator) / Decimal(exact.denominator)),
        "n": people_of(pack, limit, total),
    }
    if limit.bound == AT_MOST:
        said = _("%(of)s: %(percent)s%% × %(total)s pegawai = %(exact)s, jadi paling banyak %(n)s.")
    else:
        said = _(
            "%(of)s: %(percent)s%% × %(total)s pegawai = %(exact)s, jadi paling sedikit %(n)s."
        )
    return said % named
