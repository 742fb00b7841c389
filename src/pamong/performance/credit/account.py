"""A person's angka kredit computed from the facts: pure, exact, nothing kept but what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pamong.performance.credit.conversions import Conversion, Counted, conversions_of
from pamong.performance.credit.facts import Carried, Facts, Post
from pamong.performance.credit.rules import (
    LEVELS,
    STEPS,
    carried,
    credit_pack,
    figure_of,
    first_day,
    level_in,
    progress,
    raises,
    rank_in,
)
from pamong.performance.models import CreditEntry
from pamong.performance.models.credit import rank_on
from pamong.policy.evaluate import Outcome
from pamong.policy.inputs import BadInput
from pamong.policy.pack import Pack

ONE_DAY = timedelta(days=1)
NOUGHT = Decimal(0)
Kind = CreditEntry.Kind


class Lacking(StrEnum):
    """Why an account has no total, or a total has no threshold."""

    POST = "post"  # no functional post
    LEVEL = "level"  # the post says no level that the rules know
    BALANCE = "balance"  # service from before the conversions, and nothing brought along
    RANK = "rank"
    FOREIGN_RANK = "foreign_rank"  # not one of the level's


class Begins(StrEnum):
    """With what the present level began."""

    CARRIED = "carried"
    PROMOTED = "promoted"
    APPOINTED = "appointed"


@dataclass(frozen=True, slots=True)
class Opening:
    """What the level began with; `day` is the last one whose work is in the figure."""

    how: Begins
    day: date
    credit: Decimal
    outcome: Outcome | None = None
    carried: Carried | None = None
    rank: str = ""  # with which the level was entered, where its first day is known


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody has, what it rests on, and how it stands to the thresholds."""

    pack: Pack | None
    post: Post | None
    level: str
    rank: str
    rank_since: date | None
    opening: Opening | None
    conversions: Sequence[Conversion]
    standing: Outcome | None  # of what counts: yearly conversions
    early: Outcome | None  # with the periodic conversions of years that have no yearly one yet
    lacking: str = ""
    unranked: str = ""  # why the standing says nothing of the rank
    diplomas: Sequence[Carried] = ()  # higher ones since the level began
    raises: bool = True  # whether credit raises rank and level of this kind of employee

    def counted(self, *states: Counted) -> list[Conversion]:
        """The conversions in some of the states, the earliest first."""
        return [one for one in self.conversions if one.state in states]

    @property
    def until(self) -> date | None:
        """The last day whose work is in the total."""
        last = [one.last for one in self.counted(Counted.YES)]
        days = [*last, *([self.opening.day] if self.opening else [])]
        return max(days) if days else None

    @property
    def through(self) -> date | None:
        """The last day of what a determination would hold: work, or a diploma."""
        days = [*([self.until] if self.until else []), *(one.as_of for one in self.diplomas)]
        return max(days) if days else None

    def inputs(
        self, rows: Iterable[Conversion], rank: str, until: date = date.max
    ) -> dict[str, Any]:
        """What the rule is given, with the conversions in question and the diplomas up to a day."""
        assert self.opening is not None, "without one there is no total"
        return {
            "level": self.level,
            "rank": rank,
            "held": f"{self.opening.credit.normalize():f}",
            "rows": [dict(one.inputs) for one in rows],
            "entry_rank": self.opening.rank,
            "diplomas": [{"level": one.level} for one in self.diplomas if one.as_of <= until],
        }

    @property
    def needs_early(self) -> bool:
        """Whether periodic conversions reach a threshold that the yearly ones do not."""
        if self.standing is None or self.early is None or not self.raises:
            return False
        now, then = self.standing.value, self.early.value
        names = ["level_reached"] if self.unranked else ["rank_reached", "level_reached"]
        return any(then[name] and not now[name] for name in names)


def account_of(facts: Facts, on: date) -> Account:
    """The account as it stands on the day."""
    pack = credit_pack(on, facts.kind, facts.local)
    account = _account(facts, pack, on)
    return account if pack is None else replace(account, raises=raises(pack, facts.kind))


def _account(facts: Facts, pack: Pack | None, on: date) -> Account:
    post = next((one for one in facts.posts if one.is_on(on)), None)
    rank, since = rank_on(facts.rank, facts.ranks, on)
    if pack is None or post is None or not post.is_functional:
        return Account(pack, post, "", rank, since, None, (), None, None, Lacking.POST)
    level = level_in(pack, post.level)
    opening = _opening(facts, pack, level, on) if level else None
    found = conversions_of(facts, level, opening.day if opening else None, on)
    lacking = Lacking.LEVEL if not level else "" if opening else Lacking.BALANCE
    if lacking or opening is None:
        return Account(pack, post, level, rank, since, opening, found, None, None, lacking)
    ranked, unranked = _ranked(pack, level, rank)
    opening = replace(opening, rank=_entered_with(facts, pack, opening, (level, ranked)))
    told = (pack, post, level, rank, since, opening, found)
    diplomas = _diplomas(facts, level, opening.day, on)
    account = Account(*told, None, None, "", unranked, diplomas)
    rows, later = account.counted(Counted.YES), account.counted(Counted.PENDING)
    standing = progress(pack, account.inputs(rows, ranked))
    early = progress(pack, account.inputs([*rows, *later], ranked)) if later else None
    return replace(account, standing=standing, early=early)


def _diplomas(facts: Facts, level: str, opened: date, on: date) -> list[Carried]:
    """Those of the level that its balance does not hold already."""
    told = [one for one in facts.carried if one.kind == Kind.DIPLOMA and one.level == level]
    return [one for one in told if opened < one.as_of <= on]


def _entered_with(facts: Facts, pack: Pack, opening: Opening, place: tuple[str, str]) -> str:
    """The rank on the first day of a level begun at nought; nothing where nobody noted it."""
    if opening.how == Begins.CARRIED:
        return ""
    level, rank = place
    held, since = rank_on("", facts.ranks, opening.day + ONE_DAY)
    known = [key[1] for key in pack.tables["credit_ranks"].rows if key[0] == level]
    code = rank_in(pack, held) if since else ""
    # One below the level says that it began at the level's first, one above today's is a mistake.
    return code if code in known and known.index(code) <= known.index(rank) else ""


def _ranked(pack: Pack, level: str, rank: str) -> tuple[str, str]:
    """The rank for the rule; without one of the level's its first, of which nothing is then said."""
    code = rank_in(pack, rank)
    known = [key[1] for key in pack.tables["credit_ranks"].rows if key[0] == level]
    if code in known:
        return code, ""
    first = str(pack.tables[STEPS].rows[level].cells["first_rank"])
    return first, Lacking.FOREIGN_RANK if rank else Lacking.RANK


def _opening(facts: Facts, pack: Pack, level: str, on: date) -> Opening | None:
    """The newest balance of the level, else nought after a promotion or a first appointment."""
    since, before = spell_of(facts.posts, pack, level, on)
    floor = since - ONE_DAY if before is not None else date.min
    held = [one for one in facts.carried if one.level == level and one.kind != Kind.DIPLOMA]
    told = [one for one in held if floor <= one.as_of <= on]
    for one in sorted(told, key=lambda row: row.as_of, reverse=True):
        if (opening := _of_balance(pack, one)) is not None:
            return opening
    if before is not None and level_in(pack, before.level) and before.is_functional:
        return Opening(Begins.PROMOTED, since - ONE_DAY, NOUGHT)
    joined = facts.joined_on
    if before is None and joined is not None and joined >= first_day(pack):
        return Opening(Begins.APPOINTED, joined - ONE_DAY, NOUGHT)
    return None


def _of_balance(pack: Pack, one: Carried) -> Opening | None:
    """A balance as its document or the rule says; one that the rule refuses is no opening."""
    try:
        outcome = carried(pack, one.kind, one.level, one.given)
    except BadInput:
        return None
    credit = figure_of(outcome) if outcome else Decimal(one.given["credit"])
    return Opening(Begins.CARRIED, one.as_of, credit, outcome, one)


def spell_of(posts: Sequence[Post], pack: Pack, level: str, on: date) -> tuple[date, Post | None]:
    """Since when the level is held without a break, and the post of another level before it."""
    begun = sorted((one for one in posts if one.starts_on <= on), key=lambda one: one.starts_on)
    since = on
    for one in reversed(begun):
        if not one.is_functional or level_in(pack, one.level) != level:
            return since, one
        since = one.starts_on
    return since, None


def terms(pack: Pack) -> Sequence[str]:
    """The levels in the order of the rules."""
    return pack.scales[LEVELS].codes


def state_value(outcome: Outcome | None, name: str) -> Any:
    """One field of a standing; nothing where there is none."""
    return outcome.value.get(name) if outcome else None
